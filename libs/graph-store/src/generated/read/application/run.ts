// Generated from cypher/read/application/run.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface RunParameters {
  readonly id: string;
}

interface RunRow {
  /** properties */
  readonly run: Readonly<Record<string, unknown>>;
}

/** One run. */
export const run: QueryContract<RunParameters, RunRow> = {
  name: 'read/application/run',
  access: 'READ',
  needsRevision: false,
  parameters: { id: 'string' },
  columns: { run: 'map' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
