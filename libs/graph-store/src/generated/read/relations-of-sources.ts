// Generated from cypher/read/relations-of-sources.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface RelationsOfSourcesParameters {
  /** symbol ids, at most 5000 */
  readonly ids: readonly string[];
  /** relation type */
  readonly type: string;
}

interface RelationsOfSourcesRow {
  /** symbol id */
  readonly source: string;
  /** symbol id */
  readonly target: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Relationships of one type that leave some nodes. */
export const relationsOfSources: QueryContract<RelationsOfSourcesParameters, RelationsOfSourcesRow> = {
  name: 'read/relations-of-sources',
  access: 'READ',
  needsRevision: true,
  parameters: { ids: 'list<string>', type: 'string' },
  columns: { source: 'string', target: 'string', properties: 'map' },
  timeLimitMs: 120000,
  rowLimit: 10000000,
};
