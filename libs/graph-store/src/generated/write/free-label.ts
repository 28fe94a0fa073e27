// Generated from cypher/write/free-label.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface FreeLabelParameters {
  /** revision label */
  readonly label: string;
}

interface FreeLabelRow {
  /** 0 or 1 */
  readonly freed: number;
}

/** Takes a label that is free of nodes and indexes out of the pool. */
export const freeLabel: QueryContract<FreeLabelParameters, FreeLabelRow> = {
  name: 'write/free-label',
  access: 'WRITE',
  needsRevision: false,
  parameters: { label: 'string' },
  columns: { freed: 'integer' },
  timeLimitMs: 30000,
  rowLimit: 1,
};
