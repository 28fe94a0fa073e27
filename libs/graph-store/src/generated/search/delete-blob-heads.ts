// Generated from cypher/search/delete-blob-heads.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface DeleteBlobHeadsParameters {
  readonly repository: string;
}

interface DeleteBlobHeadsRow {
  readonly deleted: number;
}

/** Deletes the heads of all blobs of a repository. */
export const deleteBlobHeads: QueryContract<DeleteBlobHeadsParameters, DeleteBlobHeadsRow> = {
  name: 'search/delete-blob-heads',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string' },
  columns: { deleted: 'integer' },
  timeLimitMs: 60000,
  rowLimit: 1,
};
