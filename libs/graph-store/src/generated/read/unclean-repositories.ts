// Generated from cypher/read/unclean-repositories.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

type UncleanRepositoriesParameters = Readonly<Record<string, never>>;

interface UncleanRepositoriesRow {
  /** name */
  readonly repository: string;
}

/** Repositories that a crashed run may have left something of. */
export const uncleanRepositories: QueryContract<UncleanRepositoriesParameters, UncleanRepositoriesRow> = {
  name: 'read/unclean-repositories',
  access: 'READ',
  needsRevision: false,
  parameters: {},
  columns: { repository: 'string' },
  timeLimitMs: 30000,
  rowLimit: 100000,
};
