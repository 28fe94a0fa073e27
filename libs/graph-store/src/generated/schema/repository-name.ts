// Generated from cypher/schema/repository-name.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

type RepositoryNameParameters = Readonly<Record<string, never>>;

type RepositoryNameRow = Readonly<Record<string, never>>;

/** A repository has one node. */
export const repositoryName: QueryContract<RepositoryNameParameters, RepositoryNameRow> = {
  name: 'schema/repository-name',
  access: 'SCHEMA',
  needsRevision: false,
  parameters: {},
  columns: {},
  timeLimitMs: 30000,
  rowLimit: 0,
};
