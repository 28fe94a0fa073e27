// Generated from cypher/schema/search/blob-key.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type BlobKeyParameters = Readonly<Record<string, never>>;

type BlobKeyRow = Readonly<Record<string, never>>;

/** A blob has one head, found by repository and name. */
export const blobKey: QueryContract<BlobKeyParameters, BlobKeyRow> = {
  name: 'schema/search/blob-key',
  access: 'SCHEMA',
  needsRevision: false,
  parameters: {},
  columns: {},
  timeLimitMs: 30000,
  rowLimit: 0,
};
