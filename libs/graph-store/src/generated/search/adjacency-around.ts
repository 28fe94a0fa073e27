// Generated from cypher/search/adjacency-around.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface AdjacencyAroundParameters {
  /** symbol ids, at most 5000 */
  readonly ids: readonly string[];
}

interface AdjacencyAroundRow {
  /** symbol */
  readonly source: string;
  /** symbol */
  readonly target: string;
  readonly type: string;
  readonly confidence: string | null;
  /** lines */
  readonly count: number;
}

/** Relations that have an end among some symbols. */
export const adjacencyAround: QueryContract<AdjacencyAroundParameters, AdjacencyAroundRow> = {
  name: 'search/adjacency-around',
  access: 'READ',
  needsRevision: true,
  parameters: { ids: 'list<string>' },
  columns: { source: 'string', target: 'string', type: 'string', confidence: 'string?', count: 'integer' },
  timeLimitMs: 60000,
  rowLimit: 5000000,
};
