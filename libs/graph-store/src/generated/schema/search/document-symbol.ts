// Generated from cypher/schema/search/document-symbol.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type DocumentSymbolParameters = Readonly<Record<string, never>>;

type DocumentSymbolRow = Readonly<Record<string, never>>;

/** Look-up of all parts of a symbol. */
export const documentSymbol: QueryContract<DocumentSymbolParameters, DocumentSymbolRow> = {
  name: 'schema/search/document-symbol',
  access: 'SCHEMA',
  needsRevision: true,
  parameters: {},
  columns: {},
  timeLimitMs: 600000,
  rowLimit: 0,
};
