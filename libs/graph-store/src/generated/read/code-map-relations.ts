// Generated from cypher/read/code-map-relations.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface CodeMapRelationsParameters {
  /** relation types */
  readonly types: readonly string[];
}

interface CodeMapRelationsRow {
  /** path */
  readonly source: string;
  /** path */
  readonly target: string;
  readonly type: string;
  readonly count: number;
}

/** How many relationships of each type lead from one file to another. */
export const codeMapRelations: QueryContract<CodeMapRelationsParameters, CodeMapRelationsRow> = {
  name: 'read/code-map-relations',
  access: 'READ',
  needsRevision: true,
  parameters: { types: 'list<string>' },
  columns: { source: 'string', target: 'string', type: 'string', count: 'integer' },
  timeLimitMs: 60000,
  rowLimit: 2000000,
};
