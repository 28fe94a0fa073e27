// Generated from cypher/read/neighbour-ids.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface NeighbourIdsParameters {
  /** symbol ids, where the step starts */
  readonly ids: readonly string[];
  /** symbol ids to leave out */
  readonly seen: readonly string[];
  /** relation types */
  readonly types: readonly string[];
  readonly outwards: boolean;
  readonly inwards: boolean;
  /** 1..10001 */
  readonly limit: number;
}

interface NeighbourIdsRow {
  readonly id: string;
}

/** Ids one step from some nodes. */
export const neighbourIds: QueryContract<NeighbourIdsParameters, NeighbourIdsRow> = {
  name: 'read/neighbour-ids',
  access: 'READ',
  needsRevision: true,
  parameters: { ids: 'list<string>', seen: 'list<string>', types: 'list<string>', outwards: 'boolean', inwards: 'boolean', limit: 'integer' },
  columns: { id: 'string' },
  timeLimitMs: 30000,
  rowLimit: 10001,
};
