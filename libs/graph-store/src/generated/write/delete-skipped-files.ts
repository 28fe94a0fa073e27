// Generated from cypher/write/delete-skipped-files.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface DeleteSkippedFilesParameters {
  /** name */
  readonly repository: string;
}

interface DeleteSkippedFilesRow {
  /** 0 or 1 */
  readonly deleted: number;
}

/** Removes the list of files that were left out. */
export const deleteSkippedFiles: QueryContract<DeleteSkippedFilesParameters, DeleteSkippedFilesRow> = {
  name: 'write/delete-skipped-files',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string' },
  columns: { deleted: 'integer' },
  timeLimitMs: 30000,
  rowLimit: 1,
};
