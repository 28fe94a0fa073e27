// Generated from cypher/schema/search/document-key.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type DocumentKeyParameters = Readonly<Record<string, never>>;

type DocumentKeyRow = Readonly<Record<string, never>>;

/** A part of a symbol has one document in its repository. */
export const documentKey: QueryContract<DocumentKeyParameters, DocumentKeyRow> = {
  name: 'schema/search/document-key',
  access: 'SCHEMA',
  needsRevision: true,
  parameters: {},
  columns: {},
  timeLimitMs: 600000,
  rowLimit: 0,
};
