// Generated from cypher/read/symbols-by-ids.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface SymbolsByIdsParameters {
  /** symbol ids, at most 10000 */
  readonly ids: readonly string[];
}

interface SymbolsByIdsRow {
  /** properties */
  readonly node: Readonly<Record<string, unknown>>;
  readonly labels: readonly string[];
}

/** Nodes by their ids, without code. */
export const symbolsByIds: QueryContract<SymbolsByIdsParameters, SymbolsByIdsRow> = {
  name: 'read/symbols-by-ids',
  access: 'READ',
  needsRevision: true,
  parameters: { ids: 'list<string>' },
  columns: { node: 'map', labels: 'list<string>' },
  timeLimitMs: 60000,
  rowLimit: 10000,
};
