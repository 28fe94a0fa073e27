// Generated from cypher/search/vectors-of.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface VectorsOfParameters {
  /** symbols, at most 1000 */
  readonly ids: readonly string[];
  /** of the space */
  readonly vectorProperty: string;
}

interface VectorsOfRow {
  /** symbol */
  readonly id: string;
  readonly vector: readonly number[];
}

/** Vectors of some symbols. */
export const vectorsOf: QueryContract<VectorsOfParameters, VectorsOfRow> = {
  name: 'search/vectors-of',
  access: 'READ',
  needsRevision: true,
  parameters: { ids: 'list<string>', vectorProperty: 'string' },
  columns: { id: 'string', vector: 'list<float>' },
  timeLimitMs: 30000,
  rowLimit: 1000,
};
