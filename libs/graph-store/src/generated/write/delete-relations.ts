// Generated from cypher/write/delete-relations.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface DeleteRelationsParameters {
  /** index of the last row */
  readonly last: number;
  /** relation types */
  readonly types: readonly string[];
  /** symbol ids */
  readonly sources: readonly string[];
  /** symbol ids */
  readonly targets: readonly string[];
  /** an empty string where there is none */
  readonly roles: readonly string[];
}

interface DeleteRelationsRow {
  readonly deleted: number;
}

/** Deletes relationships of the published revision by their keys; keys that are not there are passed over. */
export const deleteRelations: QueryContract<DeleteRelationsParameters, DeleteRelationsRow> = {
  name: 'write/delete-relations',
  access: 'WRITE',
  needsRevision: true,
  parameters: { last: 'integer', types: 'list<string>', sources: 'list<string>', targets: 'list<string>', roles: 'list<string>' },
  columns: { deleted: 'integer' },
  timeLimitMs: 120000,
  rowLimit: 1,
};
