// Generated from cypher/search/stop-refreshes.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface StopRefreshesParameters {
  readonly repository: string;
}

interface StopRefreshesRow {
  /** 0 or 1 */
  readonly records: number;
}

/** Refuses writes of every refresh of a repository from now on. */
export const stopRefreshes: QueryContract<StopRefreshesParameters, StopRefreshesRow> = {
  name: 'search/stop-refreshes',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string' },
  columns: { records: 'integer' },
  timeLimitMs: 30000,
  rowLimit: 1,
};
