// Generated from cypher/search/indexes.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface IndexesParameters {
  /** of the documents */
  readonly label: string;
}

interface IndexesRow {
  readonly name: string;
  readonly type: string;
  readonly state: string;
  readonly percent: number;
}

/** State of the search indexes of one repository. */
export const indexes: QueryContract<IndexesParameters, IndexesRow> = {
  name: 'search/indexes',
  access: 'READ',
  needsRevision: false,
  parameters: { label: 'string' },
  columns: { name: 'string', type: 'string', state: 'string', percent: 'float' },
  timeLimitMs: 30000,
  rowLimit: 100,
};
