// Generated from cypher/write/delete-symbols.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface DeleteSymbolsParameters {
  /** symbol ids */
  readonly ids: readonly string[];
}

interface DeleteSymbolsRow {
  readonly deleted: number;
}

/** Deletes nodes of the published revision, with their relationships. */
export const deleteSymbols: QueryContract<DeleteSymbolsParameters, DeleteSymbolsRow> = {
  name: 'write/delete-symbols',
  access: 'WRITE',
  needsRevision: true,
  parameters: { ids: 'list<string>' },
  columns: { deleted: 'integer' },
  timeLimitMs: 120000,
  rowLimit: 1,
};
