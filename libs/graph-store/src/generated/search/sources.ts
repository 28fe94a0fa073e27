// Generated from cypher/search/sources.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface SourcesParameters {
  /** symbol ids, at most 5000 */
  readonly ids: readonly string[];
  /** characters */
  readonly maxCodeLength: number;
}

interface SourcesRow {
  /** properties */
  readonly symbol: Readonly<Record<string, unknown>>;
  readonly labels: readonly string[];
  readonly code: string;
  /** characters of the whole code */
  readonly codeLength: number;
}

/** Symbols with the beginning of their code, as describing and embedding read them. */
export const sources: QueryContract<SourcesParameters, SourcesRow> = {
  name: 'search/sources',
  access: 'READ',
  needsRevision: true,
  parameters: { ids: 'list<string>', maxCodeLength: 'integer' },
  columns: { symbol: 'map', labels: 'list<string>', code: 'string', codeLength: 'integer' },
  timeLimitMs: 60000,
  rowLimit: 5000,
};
