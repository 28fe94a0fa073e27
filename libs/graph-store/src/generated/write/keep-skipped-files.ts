// Generated from cypher/write/keep-skipped-files.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface KeepSkippedFilesParameters {
  /** name */
  readonly repository: string;
  /** sorted */
  readonly paths: readonly string[];
  /** one per path */
  readonly reasons: readonly string[];
}

interface KeepSkippedFilesRow {
  /** 1 */
  readonly kept: number;
}

/** Keeps the list of files that the revision leaves out. */
export const keepSkippedFiles: QueryContract<KeepSkippedFilesParameters, KeepSkippedFilesRow> = {
  name: 'write/keep-skipped-files',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string', paths: 'list<string>', reasons: 'list<string>' },
  columns: { kept: 'integer' },
  timeLimitMs: 30000,
  rowLimit: 1,
};
