// Generated from cypher/schema/revision/symbol-qualified-name.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type SymbolQualifiedNameParameters = Readonly<Record<string, never>>;

type SymbolQualifiedNameRow = Readonly<Record<string, never>>;

/** Look-up by dotted name. */
export const symbolQualifiedName: QueryContract<SymbolQualifiedNameParameters, SymbolQualifiedNameRow> = {
  name: 'schema/revision/symbol-qualified-name',
  access: 'SCHEMA',
  needsRevision: true,
  parameters: {},
  columns: {},
  timeLimitMs: 600000,
  rowLimit: 0,
};
