// Generated from cypher/schema/revision/symbol-id.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type SymbolIdParameters = Readonly<Record<string, never>>;

type SymbolIdRow = Readonly<Record<string, never>>;

/** Ids are unique in a revision; also the look-up by id. */
export const symbolId: QueryContract<SymbolIdParameters, SymbolIdRow> = {
  name: 'schema/revision/symbol-id',
  access: 'SCHEMA',
  needsRevision: true,
  parameters: {},
  columns: {},
  timeLimitMs: 600000,
  rowLimit: 0,
};
