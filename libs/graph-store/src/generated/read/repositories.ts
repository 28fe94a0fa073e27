// Generated from cypher/read/repositories.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface RepositoriesParameters {
  /** null for all */
  readonly name: string | null;
}

interface RepositoriesRow {
  /** properties */
  readonly repository: Readonly<Record<string, unknown>>;
}

/** All repositories, or the one of that name. */
export const repositories: QueryContract<RepositoriesParameters, RepositoriesRow> = {
  name: 'read/repositories',
  access: 'READ',
  needsRevision: false,
  parameters: { name: 'string?' },
  columns: { repository: 'map' },
  timeLimitMs: 10000,
  rowLimit: 100000,
};
