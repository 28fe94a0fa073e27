// Generated from cypher/schema/application/run-id.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type RunIdParameters = Readonly<Record<string, never>>;

type RunIdRow = Readonly<Record<string, never>>;

/** A run has one node. */
export const runId: QueryContract<RunIdParameters, RunIdRow> = {
  name: 'schema/application/run-id',
  access: 'SCHEMA',
  needsRevision: false,
  parameters: {},
  columns: {},
  timeLimitMs: 30000,
  rowLimit: 0,
};
