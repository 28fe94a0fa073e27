// Generated from cypher/search/orphans.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

type OrphansParameters = Readonly<Record<string, never>>;

interface OrphansRow {
  /** name */
  readonly repository: string;
}

/** Repositories that are gone and whose search structures are not. */
export const orphans: QueryContract<OrphansParameters, OrphansRow> = {
  name: 'search/orphans',
  access: 'READ',
  needsRevision: false,
  parameters: {},
  columns: { repository: 'string' },
  timeLimitMs: 30000,
  rowLimit: 100000,
};
