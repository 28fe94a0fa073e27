// Generated from cypher/schema/application/experiment-name.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type ExperimentNameParameters = Readonly<Record<string, never>>;

type ExperimentNameRow = Readonly<Record<string, never>>;

/** An experiment has one node. */
export const experimentName: QueryContract<ExperimentNameParameters, ExperimentNameRow> = {
  name: 'schema/application/experiment-name',
  access: 'SCHEMA',
  needsRevision: false,
  parameters: {},
  columns: {},
  timeLimitMs: 30000,
  rowLimit: 0,
};
