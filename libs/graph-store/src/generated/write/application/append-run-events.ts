// Generated from cypher/write/application/append-run-events.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface AppendRunEventsParameters {
  /** id */
  readonly run: string;
  /** number of the first event */
  readonly first: number;
  /** number of the last one */
  readonly last: number;
  /** JSON */
  readonly events: readonly string[];
}

interface AppendRunEventsRow {
  /** 0 or 1 */
  readonly kept: number;
}

/** Adds events to a run, once. */
export const appendRunEvents: QueryContract<AppendRunEventsParameters, AppendRunEventsRow> = {
  name: 'write/application/append-run-events',
  access: 'WRITE',
  needsRevision: false,
  parameters: { run: 'string', first: 'integer', last: 'integer', events: 'list<string>' },
  columns: { kept: 'integer' },
  timeLimitMs: 20000,
  rowLimit: 1,
};
