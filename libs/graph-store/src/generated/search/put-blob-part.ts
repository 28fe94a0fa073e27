// Generated from cypher/search/put-blob-part.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface PutBlobPartParameters {
  readonly repository: string;
  readonly name: string;
  readonly writing: string;
  /** from 0 */
  readonly number: number;
  /** base64 */
  readonly data: string;
}

interface PutBlobPartRow {
  /** 0 or 1 */
  readonly written: number;
}

/** Writes one part of a blob that no reader sees yet; only for a repository that is there. */
export const putBlobPart: QueryContract<PutBlobPartParameters, PutBlobPartRow> = {
  name: 'search/put-blob-part',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string', name: 'string', writing: 'string', number: 'integer', data: 'string' },
  columns: { written: 'integer' },
  timeLimitMs: 60000,
  rowLimit: 1,
};
