// Generated from cypher/schema/search/record-repository.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type RecordRepositoryParameters = Readonly<Record<string, never>>;

type RecordRepositoryRow = Readonly<Record<string, never>>;

/** A repository has one record of its search structures. */
export const recordRepository: QueryContract<RecordRepositoryParameters, RecordRepositoryRow> = {
  name: 'schema/search/record-repository',
  access: 'SCHEMA',
  needsRevision: false,
  parameters: {},
  columns: {},
  timeLimitMs: 30000,
  rowLimit: 0,
};
