// Generated from cypher/write/application/delete-watch.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface DeleteWatchParameters {
  readonly repository: string;
}

interface DeleteWatchRow {
  /** 0 or 1 */
  readonly deleted: number;
}

/** Forgets the wish that a repository be watched. */
export const deleteWatch: QueryContract<DeleteWatchParameters, DeleteWatchRow> = {
  name: 'write/application/delete-watch',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string' },
  columns: { deleted: 'integer' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
