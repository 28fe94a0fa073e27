// Generated from cypher/search/put-blob-head.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface PutBlobHeadParameters {
  readonly repository: string;
  readonly name: string;
  readonly version: string;
  readonly writing: string;
  readonly parts: number;
}

interface PutBlobHeadRow {
  /** 0 or 1 */
  readonly written: number;
}

/** Makes a writing of a blob the one that counts. */
export const putBlobHead: QueryContract<PutBlobHeadParameters, PutBlobHeadRow> = {
  name: 'search/put-blob-head',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string', name: 'string', version: 'string', writing: 'string', parts: 'integer' },
  columns: { written: 'integer' },
  timeLimitMs: 60000,
  rowLimit: 1,
};
