// Generated from cypher/schema/revision/symbol-name.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type SymbolNameParameters = Readonly<Record<string, never>>;

type SymbolNameRow = Readonly<Record<string, never>>;

/** Look-up by short name and by its prefix. */
export const symbolName: QueryContract<SymbolNameParameters, SymbolNameRow> = {
  name: 'schema/revision/symbol-name',
  access: 'SCHEMA',
  needsRevision: true,
  parameters: {},
  columns: {},
  timeLimitMs: 600000,
  rowLimit: 0,
};
