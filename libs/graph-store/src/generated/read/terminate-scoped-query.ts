// Generated from cypher/read/terminate-scoped-query.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface TerminateScopedQueryParameters {
  /** name of the run in the transaction's metadata */
  readonly run: string;
}

interface TerminateScopedQueryRow {
  readonly message: string;
}

/** Stops a query of a user that still runs on the server. */
export const terminateScopedQuery: QueryContract<TerminateScopedQueryParameters, TerminateScopedQueryRow> = {
  name: 'read/terminate-scoped-query',
  access: 'READ',
  needsRevision: false,
  parameters: { run: 'string' },
  columns: { message: 'string' },
  timeLimitMs: 10000,
  rowLimit: 100,
};
