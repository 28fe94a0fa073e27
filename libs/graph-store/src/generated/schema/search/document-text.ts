// Generated from cypher/schema/search/document-text.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type DocumentTextParameters = Readonly<Record<string, never>>;

type DocumentTextRow = Readonly<Record<string, never>>;

/** Full-text search over words that were split and folded before; the database splits at spaces only. */
export const documentText: QueryContract<DocumentTextParameters, DocumentTextRow> = {
  name: 'schema/search/document-text',
  access: 'SCHEMA',
  needsRevision: true,
  parameters: {},
  columns: {},
  timeLimitMs: 600000,
  rowLimit: 0,
};
