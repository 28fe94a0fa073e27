// Generated from cypher/write/close-lanes.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface CloseLanesParameters {
  /** revision label */
  readonly label: string;
}

interface CloseLanesRow {
  readonly closed: number;
}

/** Removes the marks of a write; a batch that comes later finds none and fails. */
export const closeLanes: QueryContract<CloseLanesParameters, CloseLanesRow> = {
  name: 'write/close-lanes',
  access: 'WRITE',
  needsRevision: false,
  parameters: { label: 'string' },
  columns: { closed: 'integer' },
  timeLimitMs: 60000,
  rowLimit: 1,
};
