// Generated from cypher/read/shortest-path-any.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface ShortestPathAnyParameters {
  /** symbol id */
  readonly fromId: string;
  /** symbol id */
  readonly toId: string;
  /** relation types */
  readonly types: readonly string[];
  /** 1..20, relations */
  readonly maxLength: number;
}

interface ShortestPathAnyRow {
  /** properties, in the order of the path */
  readonly nodes: readonly (Readonly<Record<string, unknown>>)[];
  readonly labels: readonly (readonly string[])[];
  /** type, source, target, properties */
  readonly relations: readonly (Readonly<Record<string, unknown>>)[];
}

/** One shortest path between two nodes, both ways. */
export const shortestPathAny: QueryContract<ShortestPathAnyParameters, ShortestPathAnyRow> = {
  name: 'read/shortest-path-any',
  access: 'READ',
  needsRevision: true,
  parameters: { fromId: 'string', toId: 'string', types: 'list<string>', maxLength: 'integer' },
  columns: { nodes: 'list<map>', labels: 'list<list<string>>', relations: 'list<map>' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
