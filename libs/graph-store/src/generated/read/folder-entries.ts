// Generated from cypher/read/folder-entries.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface FolderEntriesParameters {
  /** path of the folder with a slash at its end, an empty string for the root */
  readonly prefix: string;
  /** 0 folders, 1 files, from there on */
  readonly afterPlace: number;
  readonly afterName: string;
  /** 1..1001 */
  readonly limit: number;
}

interface FolderEntriesRow {
  /** 0 folder, 1 file */
  readonly place: number;
  readonly name: string;
  readonly moduleId: string | null;
  readonly language: string | null;
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

/** Files and folders that lie directly in a folder, from a place in the list on, with sums over the files below each. */
export const folderEntries: QueryContract<FolderEntriesParameters, FolderEntriesRow> = {
  name: 'read/folder-entries',
  access: 'READ',
  needsRevision: true,
  parameters: { prefix: 'string', afterPlace: 'integer', afterName: 'string', limit: 'integer' },
  columns: { place: 'integer', name: 'string', moduleId: 'string?', language: 'string?', files: 'integer', lines: 'integer', total: 'integer', resolved: 'integer', external: 'integer', unresolved: 'integer', importsUnresolved: 'integer', parseErrors: 'integer' },
  timeLimitMs: 30000,
  rowLimit: 1001,
};
