// Generated from cypher/schema/application/watch-repository.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type WatchRepositoryParameters = Readonly<Record<string, never>>;

type WatchRepositoryRow = Readonly<Record<string, never>>;

/** A repository is watched once. */
export const watchRepository: QueryContract<WatchRepositoryParameters, WatchRepositoryRow> = {
  name: 'schema/application/watch-repository',
  access: 'SCHEMA',
  needsRevision: false,
  parameters: {},
  columns: {},
  timeLimitMs: 30000,
  rowLimit: 0,
};
