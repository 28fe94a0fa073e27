// Generated from cypher/search/symbol-keys.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

type SymbolKeysParameters = Readonly<Record<string, never>>;

interface SymbolKeysRow {
  readonly key: number;
  /** symbol */
  readonly id: string;
}

/** Ids of a revision with the database's own numbers, which relations are told by. */
export const symbolKeys: QueryContract<SymbolKeysParameters, SymbolKeysRow> = {
  name: 'search/symbol-keys',
  access: 'READ',
  needsRevision: true,
  parameters: {},
  columns: { key: 'integer', id: 'string' },
  timeLimitMs: 120000,
  rowLimit: 50000000,
};
