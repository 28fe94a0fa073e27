// Generated from cypher/write/delete-repository.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface DeleteRepositoryParameters {
  /** of the repository */
  readonly name: string;
}

interface DeleteRepositoryRow {
  /** 0 or 1 */
  readonly deleted: number;
}

/** Removes the pointer of a repository; its graph is unreachable from then on. */
export const deleteRepository: QueryContract<DeleteRepositoryParameters, DeleteRepositoryRow> = {
  name: 'write/delete-repository',
  access: 'WRITE',
  needsRevision: false,
  parameters: { name: 'string' },
  columns: { deleted: 'integer' },
  timeLimitMs: 30000,
  rowLimit: 1,
};
