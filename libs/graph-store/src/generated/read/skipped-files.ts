// Generated from cypher/read/skipped-files.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface SkippedFilesParameters {
  /** name */
  readonly repository: string;
  /** path, an empty string from the start */
  readonly after: string;
  /** 1..1001 */
  readonly limit: number;
}

interface SkippedFilesRow {
  readonly path: string;
  readonly reason: string;
}

/** Files that the published revision leaves out, from a path on. */
export const skippedFiles: QueryContract<SkippedFilesParameters, SkippedFilesRow> = {
  name: 'read/skipped-files',
  access: 'READ',
  needsRevision: false,
  parameters: { repository: 'string', after: 'string', limit: 'integer' },
  columns: { path: 'string', reason: 'string' },
  timeLimitMs: 10000,
  rowLimit: 1001,
};
