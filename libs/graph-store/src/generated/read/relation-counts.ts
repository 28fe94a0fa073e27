// Generated from cypher/read/relation-counts.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface RelationCountsParameters {
  /** symbol id */
  readonly id: string;
}

interface RelationCountsRow {
  /** null where there is none */
  readonly type: string | null;
  /** out or in */
  readonly direction: string;
  readonly count: number;
}

/** How many relationships of each type a node has in each direction. */
export const relationCounts: QueryContract<RelationCountsParameters, RelationCountsRow> = {
  name: 'read/relation-counts',
  access: 'READ',
  needsRevision: true,
  parameters: { id: 'string' },
  columns: { type: 'string?', direction: 'string', count: 'integer' },
  timeLimitMs: 30000,
  rowLimit: 100,
};
