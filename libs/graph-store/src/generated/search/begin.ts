// Generated from cypher/search/begin.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface BeginParameters {
  readonly repository: string;
  /** id of the refresh */
  readonly pass: string;
  /** label of the documents */
  readonly label: string;
}

interface BeginRow {
  /** the published one */
  readonly revision: string;
}

/** Begins a refresh of the search structures of a repository; earlier ones may write no more. */
export const begin: QueryContract<BeginParameters, BeginRow> = {
  name: 'search/begin',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string', pass: 'string', label: 'string' },
  columns: { revision: 'string' },
  timeLimitMs: 30000,
  rowLimit: 1,
};
