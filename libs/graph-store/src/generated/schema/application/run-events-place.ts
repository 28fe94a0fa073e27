// Generated from cypher/schema/application/run-events-place.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type RunEventsPlaceParameters = Readonly<Record<string, never>>;

type RunEventsPlaceRow = Readonly<Record<string, never>>;

/** Events of a run are stored once. */
export const runEventsPlace: QueryContract<RunEventsPlaceParameters, RunEventsPlaceRow> = {
  name: 'schema/application/run-events-place',
  access: 'SCHEMA',
  needsRevision: false,
  parameters: {},
  columns: {},
  timeLimitMs: 30000,
  rowLimit: 0,
};
