// Generated from cypher/write/take-lease.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface TakeLeaseParameters {
  /** name */
  readonly repository: string;
  /** of the writer */
  readonly token: string;
  /** who writes, for people */
  readonly holder: string;
  /** token of a writer that is known to be dead, or an empty string */
  readonly takeFrom: string;
  /** milliseconds */
  readonly lifetimeMs: number;
}

interface TakeLeaseRow {
  readonly taken: boolean;
  /** of the writer that has it now */
  readonly token: string;
  readonly holder: string;
  /** milliseconds of the server's clock */
  readonly expiresAt: number;
  /** milliseconds */
  readonly remainingMs: number;
}

/** Takes the right to write a repository if it is free, given up or run out; the clock is the server's. */
export const takeLease: QueryContract<TakeLeaseParameters, TakeLeaseRow> = {
  name: 'write/take-lease',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string', token: 'string', holder: 'string', takeFrom: 'string', lifetimeMs: 'integer' },
  columns: { taken: 'boolean', token: 'string', holder: 'string', expiresAt: 'integer', remainingMs: 'integer' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
