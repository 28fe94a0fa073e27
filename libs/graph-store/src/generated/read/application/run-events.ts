// Generated from cypher/read/application/run-events.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface RunEventsParameters {
  /** id */
  readonly run: string;
  /** number of an event */
  readonly after: number;
  /** 1..1000 */
  readonly parts: number;
}

interface RunEventsRow {
  readonly first: number;
  /** JSON */
  readonly events: readonly string[];
}

/** Stored events of a run, from a number on, in the parts in which they were added. */
export const runEvents: QueryContract<RunEventsParameters, RunEventsRow> = {
  name: 'read/application/run-events',
  access: 'READ',
  needsRevision: false,
  parameters: { run: 'string', after: 'integer', parts: 'integer' },
  columns: { first: 'integer', events: 'list<string>' },
  timeLimitMs: 20000,
  rowLimit: 1000,
};
