// Generated from cypher/write/application/create-run.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface CreateRunParameters {
  /** id */
  readonly conversation: string;
  /** of the run */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly turn: number;
  /** time */
  readonly at: string;
}

interface CreateRunRow {
  /** properties */
  readonly run: Readonly<Record<string, unknown>>;
}

/** Adds a run to its conversation, whose time and number of questions it moves on. */
export const createRun: QueryContract<CreateRunParameters, CreateRunRow> = {
  name: 'write/application/create-run',
  access: 'WRITE',
  needsRevision: false,
  parameters: { conversation: 'string', properties: 'map', turn: 'integer', at: 'string' },
  columns: { run: 'map' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
