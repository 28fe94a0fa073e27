// Generated from cypher/search/nearest.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface NearestParameters {
  /** name of the vector index */
  readonly index: string;
  readonly vector: readonly number[];
  /** vectors to look at before filtering */
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

interface NearestRow {
  /** symbol */
  readonly id: string;
  /** 0..1 */
  readonly score: number;
  /** vectors that the index gave */
  readonly seen: number;
}

/** Documents whose vectors are nearest to one, best first; a symbol counts by its best part. */
export const nearest: QueryContract<NearestParameters, NearestRow> = {
  name: 'search/nearest',
  access: 'READ',
  needsRevision: false,
  parameters: { index: 'string', vector: 'list<float>', fetch: 'integer', labels: 'list<string>?', pathPrefix: 'string?', isTest: 'boolean?', limit: 'integer' },
  columns: { id: 'string', score: 'float', seen: 'integer' },
  timeLimitMs: 10000,
  rowLimit: 5000,
};
