// Generated from cypher/schema/search/blob-part-key.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type BlobPartKeyParameters = Readonly<Record<string, never>>;

type BlobPartKeyRow = Readonly<Record<string, never>>;

/** Parts of a blob are found by repository, name, writing and number. */
export const blobPartKey: QueryContract<BlobPartKeyParameters, BlobPartKeyRow> = {
  name: 'schema/search/blob-part-key',
  access: 'SCHEMA',
  needsRevision: false,
  parameters: {},
  columns: {},
  timeLimitMs: 30000,
  rowLimit: 0,
};
