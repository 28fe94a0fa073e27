// Generated from cypher/read/relations-among.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface RelationsAmongParameters {
  /** symbol ids, at most 10000 */
  readonly ids: readonly string[];
  /** relation types */
  readonly types: readonly string[];
  /** 1..20001 */
  readonly limit: number;
}

interface RelationsAmongRow {
  readonly type: string;
  /** symbol id */
  readonly source: string;
  /** symbol id */
  readonly target: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Relationships of some types between some nodes. */
export const relationsAmong: QueryContract<RelationsAmongParameters, RelationsAmongRow> = {
  name: 'read/relations-among',
  access: 'READ',
  needsRevision: true,
  parameters: { ids: 'list<string>', types: 'list<string>', limit: 'integer' },
  columns: { type: 'string', source: 'string', target: 'string', properties: 'map' },
  timeLimitMs: 30000,
  rowLimit: 20001,
};
