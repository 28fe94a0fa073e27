// Generated from cypher/write/open-lanes.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface OpenLanesParameters {
  /** revision label */
  readonly label: string;
  /** one per session */
  readonly keys: readonly string[];
}

interface OpenLanesRow {
  readonly lanes: number;
}

/** Makes the marks that a write leaves batch by batch. */
export const openLanes: QueryContract<OpenLanesParameters, OpenLanesRow> = {
  name: 'write/open-lanes',
  access: 'WRITE',
  needsRevision: false,
  parameters: { label: 'string', keys: 'list<string>' },
  columns: { lanes: 'integer' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
