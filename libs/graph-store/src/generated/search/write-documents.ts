// Generated from cypher/search/write-documents.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface WriteDocumentsParameters {
  readonly repository: string;
  readonly pass: string;
  /** id and properties */
  readonly rows: readonly (Readonly<Record<string, unknown>>)[];
}

interface WriteDocumentsRow {
  readonly written: number;
}

/** Writes the texts of documents; vectors stay. Refused when another refresh has begun. */
export const writeDocuments: QueryContract<WriteDocumentsParameters, WriteDocumentsRow> = {
  name: 'search/write-documents',
  access: 'WRITE',
  needsRevision: true,
  parameters: { repository: 'string', pass: 'string', rows: 'list<map>' },
  columns: { written: 'integer' },
  timeLimitMs: 120000,
  rowLimit: 1,
};
