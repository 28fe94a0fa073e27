// Generated from cypher/search/finish.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface FinishParameters {
  readonly repository: string;
  readonly pass: string;
  /** the one that was searched */
  readonly revision: string;
  /** symbols without a vector */
  readonly missing: number;
}

interface FinishRow {
  /** 0 or 1 */
  readonly changed: number;
}

/** Ends a refresh. */
export const finish: QueryContract<FinishParameters, FinishRow> = {
  name: 'search/finish',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string', pass: 'string', revision: 'string', missing: 'integer' },
  columns: { changed: 'integer' },
  timeLimitMs: 30000,
  rowLimit: 1,
};
