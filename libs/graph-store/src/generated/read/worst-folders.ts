// Generated from cypher/read/worst-folders.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface WorstFoldersParameters {
  /** 1..1000 */
  readonly limit: number;
}

interface WorstFoldersRow {
  /** an empty string for the root */
  readonly folder: string;
  readonly files: number;
  readonly lines: number;
  /** calls */
  readonly total: number;
  /** calls */
  readonly resolved: number;
  /** calls */
  readonly external: number;
  /** calls */
  readonly unresolved: number;
  readonly importsUnresolved: number;
  readonly parseErrors: number;
}

/** Folders whose own files have the most unresolved calls, worst first. */
export const worstFolders: QueryContract<WorstFoldersParameters, WorstFoldersRow> = {
  name: 'read/worst-folders',
  access: 'READ',
  needsRevision: true,
  parameters: { limit: 'integer' },
  columns: { folder: 'string', files: 'integer', lines: 'integer', total: 'integer', resolved: 'integer', external: 'integer', unresolved: 'integer', importsUnresolved: 'integer', parseErrors: 'integer' },
  timeLimitMs: 30000,
  rowLimit: 1000,
};
