// Generated from cypher/read/symbol-ids.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

type SymbolIdsParameters = Readonly<Record<string, never>>;

interface SymbolIdsRow {
  readonly id: string;
}

/** Ids of a revision. */
export const symbolIds: QueryContract<SymbolIdsParameters, SymbolIdsRow> = {
  name: 'read/symbol-ids',
  access: 'READ',
  needsRevision: true,
  parameters: {},
  columns: { id: 'string' },
  timeLimitMs: 120000,
  rowLimit: 50000000,
};
