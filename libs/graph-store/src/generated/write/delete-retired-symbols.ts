// Generated from cypher/write/delete-retired-symbols.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface DeleteRetiredSymbolsParameters {
  /** the same revision label */
  readonly label: string;
  /** nodes, 1..10000 */
  readonly limit: number;
}

interface DeleteRetiredSymbolsRow {
  /** nodes */
  readonly deleted: number;
}

/** Deletes a bounded number of nodes of a retired revision, with their relationships. */
export const deleteRetiredSymbols: QueryContract<DeleteRetiredSymbolsParameters, DeleteRetiredSymbolsRow> = {
  name: 'write/delete-retired-symbols',
  access: 'WRITE',
  needsRevision: true,
  parameters: { label: 'string', limit: 'integer' },
  columns: { deleted: 'integer' },
  timeLimitMs: 120000,
  rowLimit: 1,
};
