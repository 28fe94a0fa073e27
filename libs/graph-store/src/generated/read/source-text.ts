// Generated from cypher/read/source-text.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface SourceTextParameters {
  /** relative */
  readonly filePath: string;
  /** 1-based */
  readonly startLine: number;
  /** 1-based, inclusive */
  readonly endLine: number;
}

interface SourceTextRow {
  readonly lines: readonly string[];
  readonly totalLines: number;
  readonly language: string | null;
}

/** Some lines of an indexed file. */
export const sourceText: QueryContract<SourceTextParameters, SourceTextRow> = {
  name: 'read/source-text',
  access: 'READ',
  needsRevision: true,
  parameters: { filePath: 'string', startLine: 'integer', endLine: 'integer' },
  columns: { lines: 'list<string>', totalLines: 'integer', language: 'string?' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
