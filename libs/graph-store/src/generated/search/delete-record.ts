// Generated from cypher/search/delete-record.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface DeleteRecordParameters {
  readonly repository: string;
}

interface DeleteRecordRow {
  /** 0 or 1 */
  readonly deleted: number;
}

/** Deletes the record of search structures; nothing of them is left then. */
export const deleteRecord: QueryContract<DeleteRecordParameters, DeleteRecordRow> = {
  name: 'search/delete-record',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string' },
  columns: { deleted: 'integer' },
  timeLimitMs: 30000,
  rowLimit: 1,
};
