// Generated from cypher/search/symbols.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface SymbolsParameters {
  /** symbol ids, at most 5000 */
  readonly ids: readonly string[];
}

interface SymbolsRow {
  /** properties */
  readonly symbol: Readonly<Record<string, unknown>>;
  readonly labels: readonly string[];
}

/** What ranking and showing need of some symbols of the published revision. */
export const symbols: QueryContract<SymbolsParameters, SymbolsRow> = {
  name: 'search/symbols',
  access: 'READ',
  needsRevision: true,
  parameters: { ids: 'list<string>' },
  columns: { symbol: 'map', labels: 'list<string>' },
  timeLimitMs: 30000,
  rowLimit: 5000,
};
