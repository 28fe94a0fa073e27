// Generated from cypher/write/application/change-run.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface ChangeRunParameters {
  readonly id: string;
  /** states */
  readonly alive: readonly string[];
  /** what changes */
  readonly properties: Readonly<Record<string, unknown>>;
}

interface ChangeRunRow {
  /** properties */
  readonly run: Readonly<Record<string, unknown>>;
}

/** Changes a run that is alive; one in a final state stays as it is. */
export const changeRun: QueryContract<ChangeRunParameters, ChangeRunRow> = {
  name: 'write/application/change-run',
  access: 'WRITE',
  needsRevision: false,
  parameters: { id: 'string', alive: 'list<string>', properties: 'map' },
  columns: { run: 'map' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
