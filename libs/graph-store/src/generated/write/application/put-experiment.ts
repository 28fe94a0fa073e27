// Generated from cypher/write/application/put-experiment.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface PutExperimentParameters {
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface PutExperimentRow {
  /** 1 */
  readonly kept: number;
}

/** Adds or replaces an experiment. */
export const putExperiment: QueryContract<PutExperimentParameters, PutExperimentRow> = {
  name: 'write/application/put-experiment',
  access: 'WRITE',
  needsRevision: false,
  parameters: { name: 'string', properties: 'map' },
  columns: { kept: 'integer' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
