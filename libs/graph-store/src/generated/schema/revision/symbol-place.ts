// Generated from cypher/schema/revision/symbol-place.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type SymbolPlaceParameters = Readonly<Record<string, never>>;

type SymbolPlaceRow = Readonly<Record<string, never>>;

/** Look-up by file and line. */
export const symbolPlace: QueryContract<SymbolPlaceParameters, SymbolPlaceRow> = {
  name: 'schema/revision/symbol-place',
  access: 'SCHEMA',
  needsRevision: true,
  parameters: {},
  columns: {},
  timeLimitMs: 600000,
  rowLimit: 0,
};
