// Generated from cypher/search/clear-space.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface ClearSpaceParameters {
  /** of the space */
  readonly vectorProperty: string;
  /** of the space */
  readonly hashProperty: string;
  /** documents */
  readonly limit: number;
}

interface ClearSpaceRow {
  readonly cleared: number;
}

/** Removes the vectors of one space from a bounded number of documents. */
export const clearSpace: QueryContract<ClearSpaceParameters, ClearSpaceRow> = {
  name: 'search/clear-space',
  access: 'WRITE',
  needsRevision: true,
  parameters: { vectorProperty: 'string', hashProperty: 'string', limit: 'integer' },
  columns: { cleared: 'integer' },
  timeLimitMs: 120000,
  rowLimit: 1,
};
