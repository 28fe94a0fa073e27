// Generated from cypher/write/application/delete-experiment.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface DeleteExperimentParameters {
  readonly name: string;
}

interface DeleteExperimentRow {
  /** 0 or 1 */
  readonly deleted: number;
}

/** Deletes an experiment; conversations keep its name. */
export const deleteExperiment: QueryContract<DeleteExperimentParameters, DeleteExperimentRow> = {
  name: 'write/application/delete-experiment',
  access: 'WRITE',
  needsRevision: false,
  parameters: { name: 'string' },
  columns: { deleted: 'integer' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
