// Generated from cypher/read/symbol-keys.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface SymbolKeysParameters {
  /** symbol ids */
  readonly ids: readonly string[];
}

interface SymbolKeysRow {
  readonly id: string;
  /** internal node id */
  readonly key: number;
}

/** Internal ids of the nodes of a batch whose answer was lost. */
export const symbolKeys: QueryContract<SymbolKeysParameters, SymbolKeysRow> = {
  name: 'read/symbol-keys',
  access: 'READ',
  needsRevision: true,
  parameters: { ids: 'list<string>' },
  columns: { id: 'string', key: 'integer' },
  timeLimitMs: 120000,
  rowLimit: 100000,
};
