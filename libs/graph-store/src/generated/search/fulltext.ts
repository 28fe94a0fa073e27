// Generated from cypher/search/fulltext.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface FulltextParameters {
  /** name of the full-text index */
  readonly index: string;
  /** of the index's own language */
  readonly query: string;
  /** documents to look at before filtering */
  readonly fetch: number;
  /** kinds to keep */
  readonly labels: readonly string[] | null;
  /** beginning of the file path */
  readonly pathPrefix: string | null;
  /** keep only tests, or only what is none */
  readonly isTest: boolean | null;
  /** 1..1000 */
  readonly limit: number;
}

interface FulltextRow {
  /** symbol */
  readonly id: string;
  readonly score: number;
  /** documents that the index gave */
  readonly seen: number;
}

/** Documents that have words of a query, best first. */
export const fulltext: QueryContract<FulltextParameters, FulltextRow> = {
  name: 'search/fulltext',
  access: 'READ',
  needsRevision: false,
  parameters: { index: 'string', query: 'string', fetch: 'integer', labels: 'list<string>?', pathPrefix: 'string?', isTest: 'boolean?', limit: 'integer' },
  columns: { id: 'string', score: 'float', seen: 'integer' },
  timeLimitMs: 10000,
  rowLimit: 1000,
};
