// Generated from cypher/write/application/put-watch.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface PutWatchParameters {
  readonly repository: string;
  /** ISO 8601 */
  readonly since: string;
}

interface PutWatchRow {
  readonly since: string;
}

/** Wishes that a repository be watched; a wish that is there stays as it is. */
export const putWatch: QueryContract<PutWatchParameters, PutWatchRow> = {
  name: 'write/application/put-watch',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string', since: 'string' },
  columns: { since: 'string' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
