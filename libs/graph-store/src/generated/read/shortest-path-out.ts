// Generated from cypher/read/shortest-path-out.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface ShortestPathOutParameters {
  /** symbol id */
  readonly fromId: string;
  /** symbol id */
  readonly toId: string;
  /** relation types */
  readonly types: readonly string[];
  /** 1..20, relations */
  readonly maxLength: number;
}

interface ShortestPathOutRow {
  /** properties, in the order of the path */
  readonly nodes: readonly (Readonly<Record<string, unknown>>)[];
  readonly labels: readonly (readonly string[])[];
  /** type, source, target, properties */
  readonly relations: readonly (Readonly<Record<string, unknown>>)[];
}

/** One shortest path between two nodes, forwards only. */
export const shortestPathOut: QueryContract<ShortestPathOutParameters, ShortestPathOutRow> = {
  name: 'read/shortest-path-out',
  access: 'READ',
  needsRevision: true,
  parameters: { fromId: 'string', toId: 'string', types: 'list<string>', maxLength: 'integer' },
  columns: { nodes: 'list<map>', labels: 'list<list<string>>', relations: 'list<map>' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
