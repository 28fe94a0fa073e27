// Generated from cypher/search/blob-part.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface BlobPartParameters {
  readonly repository: string;
  readonly name: string;
  readonly writing: string;
  /** from 0 */
  readonly number: number;
}

interface BlobPartRow {
  /** base64 */
  readonly data: string;
}

/** One part of a blob. */
export const blobPart: QueryContract<BlobPartParameters, BlobPartRow> = {
  name: 'search/blob-part',
  access: 'READ',
  needsRevision: false,
  parameters: { repository: 'string', name: 'string', writing: 'string', number: 'integer' },
  columns: { data: 'string' },
  timeLimitMs: 30000,
  rowLimit: 1,
};
