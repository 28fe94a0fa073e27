// Generated from cypher/write/release-lease.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface ReleaseLeaseParameters {
  /** name */
  readonly repository: string;
  /** of the writer */
  readonly token: string;
}

interface ReleaseLeaseRow {
  /** 0 or 1 */
  readonly released: number;
}

/** Gives the right to write a repository back. */
export const releaseLease: QueryContract<ReleaseLeaseParameters, ReleaseLeaseRow> = {
  name: 'write/release-lease',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string', token: 'string' },
  columns: { released: 'integer' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
