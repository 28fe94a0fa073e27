// Generated from cypher/read/repository.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface RepositoryParameters {
  readonly name: string;
}

interface RepositoryRow {
  /** properties */
  readonly repository: Readonly<Record<string, unknown>>;
}

/** The pointer of one repository. */
export const repository: QueryContract<RepositoryParameters, RepositoryRow> = {
  name: 'read/repository',
  access: 'READ',
  needsRevision: false,
  parameters: { name: 'string' },
  columns: { repository: 'map' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
