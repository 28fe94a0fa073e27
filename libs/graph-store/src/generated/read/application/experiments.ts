// Generated from cypher/read/application/experiments.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type ExperimentsParameters = Readonly<Record<string, never>>;

interface ExperimentsRow {
  /** properties */
  readonly experiment: Readonly<Record<string, unknown>>;
}

/** All experiments. */
export const experiments: QueryContract<ExperimentsParameters, ExperimentsRow> = {
  name: 'read/application/experiments',
  access: 'READ',
  needsRevision: false,
  parameters: {},
  columns: { experiment: 'map' },
  timeLimitMs: 10000,
  rowLimit: 10000,
};
