// Generated from cypher/read/relation-sources.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

type RelationSourcesParameters = Readonly<Record<string, never>>;

interface RelationSourcesRow {
  /** symbol id */
  readonly id: string;
  /** relation types, in no order */
  readonly types: readonly string[];
}

/** Which types of relationships leave each node of a revision; nodes without any are left out. */
export const relationSources: QueryContract<RelationSourcesParameters, RelationSourcesRow> = {
  name: 'read/relation-sources',
  access: 'READ',
  needsRevision: true,
  parameters: {},
  columns: { id: 'string', types: 'list<string>' },
  timeLimitMs: 600000,
  rowLimit: 50000000,
};
