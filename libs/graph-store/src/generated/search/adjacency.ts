// Generated from cypher/search/adjacency.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

type AdjacencyParameters = Readonly<Record<string, never>>;

interface AdjacencyRow {
  /** key */
  readonly source: number;
  /** keys */
  readonly targets: readonly number[];
  readonly types: readonly string[];
  readonly confidences: readonly (string | null)[];
  readonly counts: readonly number[];
}

/** Relations of each symbol of a revision, as columns. */
export const adjacency: QueryContract<AdjacencyParameters, AdjacencyRow> = {
  name: 'search/adjacency',
  access: 'READ',
  needsRevision: true,
  parameters: {},
  columns: { source: 'integer', targets: 'list<integer>', types: 'list<string>', confidences: 'list<string?>', counts: 'list<integer>' },
  timeLimitMs: 600000,
  rowLimit: 50000000,
};
