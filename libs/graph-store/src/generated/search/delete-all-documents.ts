// Generated from cypher/search/delete-all-documents.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface DeleteAllDocumentsParameters {
  /** documents */
  readonly limit: number;
}

interface DeleteAllDocumentsRow {
  readonly deleted: number;
}

/** Deletes a bounded number of documents of a repository. */
export const deleteAllDocuments: QueryContract<DeleteAllDocumentsParameters, DeleteAllDocumentsRow> = {
  name: 'search/delete-all-documents',
  access: 'WRITE',
  needsRevision: true,
  parameters: { limit: 'integer' },
  columns: { deleted: 'integer' },
  timeLimitMs: 120000,
  rowLimit: 1,
};
