// Generated from cypher/search/documents.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface DocumentsParameters {
  /** of the space */
  readonly hashProperty: string;
}

interface DocumentsRow {
  /** symbol */
  readonly id: string;
  readonly hash: string;
  readonly vectorHash: string | null;
}

/** Hashes of all documents. */
export const documents: QueryContract<DocumentsParameters, DocumentsRow> = {
  name: 'search/documents',
  access: 'READ',
  needsRevision: true,
  parameters: { hashProperty: 'string' },
  columns: { id: 'string', hash: 'string', vectorHash: 'string?' },
  timeLimitMs: 600000,
  rowLimit: 50000000,
};
