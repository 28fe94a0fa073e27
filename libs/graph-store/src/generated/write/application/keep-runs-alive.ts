// Generated from cypher/write/application/keep-runs-alive.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface KeepRunsAliveParameters {
  readonly ids: readonly string[];
  /** states */
  readonly alive: readonly string[];
  /** time */
  readonly at: string;
}

interface KeepRunsAliveRow {
  readonly id: string;
}

/** Says that runs are being worked on, and gives those that still should be. */
export const keepRunsAlive: QueryContract<KeepRunsAliveParameters, KeepRunsAliveRow> = {
  name: 'write/application/keep-runs-alive',
  access: 'WRITE',
  needsRevision: false,
  parameters: { ids: 'list<string>', alive: 'list<string>', at: 'string' },
  columns: { id: 'string' },
  timeLimitMs: 10000,
  rowLimit: 10000,
};
