// Generated from cypher/write/reserve-label.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface ReserveLabelParameters {
  /** name */
  readonly repository: string;
  /** revision label */
  readonly label: string;
  /** from 1, place in the pool */
  readonly number: number;
  /** id of the revision */
  readonly revision: string;
}

interface ReserveLabelRow {
  readonly label: string;
}

/** Enters a label into the pool of a repository for a new revision. */
export const reserveLabel: QueryContract<ReserveLabelParameters, ReserveLabelRow> = {
  name: 'write/reserve-label',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string', label: 'string', number: 'integer', revision: 'string' },
  columns: { label: 'string' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
