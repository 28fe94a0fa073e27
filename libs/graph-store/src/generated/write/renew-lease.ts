// Generated from cypher/write/renew-lease.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface RenewLeaseParameters {
  /** name */
  readonly repository: string;
  /** of the writer */
  readonly token: string;
  /** milliseconds */
  readonly lifetimeMs: number;
}

interface RenewLeaseRow {
  /** milliseconds of the server's clock */
  readonly expiresAt: number;
}

/** Keeps the right to write a repository; no row when another writer has it. */
export const renewLease: QueryContract<RenewLeaseParameters, RenewLeaseRow> = {
  name: 'write/renew-lease',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string', token: 'string', lifetimeMs: 'integer' },
  columns: { expiresAt: 'integer' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
