// Generated from cypher/search/delete-blob-parts.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface DeleteBlobPartsParameters {
  readonly repository: string;
  /** absent: of every name */
  readonly name: string | null;
  /** writing that stays */
  readonly except: string | null;
  /** parts */
  readonly limit: number;
}

interface DeleteBlobPartsRow {
  readonly deleted: number;
}

/** Deletes a bounded number of parts of a repository's blobs, but for one writing of one name. */
export const deleteBlobParts: QueryContract<DeleteBlobPartsParameters, DeleteBlobPartsRow> = {
  name: 'search/delete-blob-parts',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string', name: 'string?', except: 'string?', limit: 'integer' },
  columns: { deleted: 'integer' },
  timeLimitMs: 60000,
  rowLimit: 1,
};
