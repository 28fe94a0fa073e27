// Generated from cypher/search/delete-documents.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface DeleteDocumentsParameters {
  readonly repository: string;
  readonly pass: string;
  /** symbols */
  readonly ids: readonly string[];
}

interface DeleteDocumentsRow {
  /** 1 when the refresh may write */
  readonly confirmed: number;
}

/** Deletes all parts of some symbols' documents. Refused when another refresh has begun. */
export const deleteDocuments: QueryContract<DeleteDocumentsParameters, DeleteDocumentsRow> = {
  name: 'search/delete-documents',
  access: 'WRITE',
  needsRevision: true,
  parameters: { repository: 'string', pass: 'string', ids: 'list<string>' },
  columns: { confirmed: 'integer' },
  timeLimitMs: 120000,
  rowLimit: 1,
};
