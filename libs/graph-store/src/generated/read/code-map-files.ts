// Generated from cypher/read/code-map-files.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

type CodeMapFilesParameters = Readonly<Record<string, never>>;

interface CodeMapFilesRow {
  readonly path: string;
  readonly moduleId: string;
  readonly language: string | null;
  readonly lines: number;
  /** the MODULE itself not counted */
  readonly symbols: number;
}

/** Every file with the number of symbols in it. */
export const codeMapFiles: QueryContract<CodeMapFilesParameters, CodeMapFilesRow> = {
  name: 'read/code-map-files',
  access: 'READ',
  needsRevision: true,
  parameters: {},
  columns: { path: 'string', moduleId: 'string', language: 'string?', lines: 'integer', symbols: 'integer' },
  timeLimitMs: 30000,
  rowLimit: 200000,
};
