// Generated from cypher/search/blob-head.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface BlobHeadParameters {
  readonly repository: string;
  readonly name: string;
}

interface BlobHeadRow {
  readonly version: string;
  readonly writing: string;
  readonly parts: number;
}

/** Which writing of a blob counts. */
export const blobHead: QueryContract<BlobHeadParameters, BlobHeadRow> = {
  name: 'search/blob-head',
  access: 'READ',
  needsRevision: false,
  parameters: { repository: 'string', name: 'string' },
  columns: { version: 'string', writing: 'string', parts: 'integer' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
