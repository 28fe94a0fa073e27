// Generated from cypher/search/document-counts.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

type DocumentCountsParameters = Readonly<Record<string, never>>;

interface DocumentCountsRow {
  readonly documents: number;
  /** with vectors of space a */
  readonly inA: number;
  /** with vectors of space b */
  readonly inB: number;
}

/** How many documents there are, and how many have vectors. */
export const documentCounts: QueryContract<DocumentCountsParameters, DocumentCountsRow> = {
  name: 'search/document-counts',
  access: 'READ',
  needsRevision: true,
  parameters: {},
  columns: { documents: 'integer', inA: 'integer', inB: 'integer' },
  timeLimitMs: 60000,
  rowLimit: 1,
};
