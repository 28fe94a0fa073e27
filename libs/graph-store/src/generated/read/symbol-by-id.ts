// Generated from cypher/read/symbol-by-id.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface SymbolByIdParameters {
  /** symbol id */
  readonly id: string;
  readonly withCode: boolean;
}

interface SymbolByIdRow {
  /** properties */
  readonly node: Readonly<Record<string, unknown>>;
  readonly labels: readonly string[];
}

/** One node by its id, with code. */
export const symbolById: QueryContract<SymbolByIdParameters, SymbolByIdRow> = {
  name: 'read/symbol-by-id',
  access: 'READ',
  needsRevision: true,
  parameters: { id: 'string', withCode: 'boolean' },
  columns: { node: 'map', labels: 'list<string>' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
