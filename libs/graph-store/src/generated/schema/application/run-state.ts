// Generated from cypher/schema/application/run-state.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type RunStateParameters = Readonly<Record<string, never>>;

type RunStateRow = Readonly<Record<string, never>>;

/** Runs that are alive are found without reading the others. */
export const runState: QueryContract<RunStateParameters, RunStateRow> = {
  name: 'schema/application/run-state',
  access: 'SCHEMA',
  needsRevision: false,
  parameters: {},
  columns: {},
  timeLimitMs: 30000,
  rowLimit: 0,
};
