// Generated from cypher/read/application/watches.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type WatchesParameters = Readonly<Record<string, never>>;

interface WatchesRow {
  readonly repository: string;
  readonly since: string;
}

/** All repositories that are to be watched. */
export const watches: QueryContract<WatchesParameters, WatchesRow> = {
  name: 'read/application/watches',
  access: 'READ',
  needsRevision: false,
  parameters: {},
  columns: { repository: 'string', since: 'string' },
  timeLimitMs: 10000,
  rowLimit: 10000,
};
