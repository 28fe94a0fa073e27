// Generated from cypher/search/delete-kept-descriptions.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface DeleteKeptDescriptionsParameters {
  readonly repository: string;
  readonly limit: number;
}

interface DeleteKeptDescriptionsRow {
  readonly deleted: number;
}

/** Deletes a bounded number of the descriptions that models made for a repository. */
export const deleteKeptDescriptions: QueryContract<DeleteKeptDescriptionsParameters, DeleteKeptDescriptionsRow> = {
  name: 'search/delete-kept-descriptions',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string', limit: 'integer' },
  columns: { deleted: 'integer' },
  timeLimitMs: 120000,
  rowLimit: 1,
};
