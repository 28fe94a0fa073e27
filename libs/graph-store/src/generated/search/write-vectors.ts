// Generated from cypher/search/write-vectors.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface WriteVectorsParameters {
  readonly repository: string;
  readonly pass: string;
  /** of the space */
  readonly vectorProperty: string;
  /** of the space */
  readonly hashProperty: string;
  /** symbols */
  readonly ids: readonly string[];
  readonly hashes: readonly string[];
  /** parts of each symbol */
  readonly vectors: readonly (readonly (readonly number[])[])[];
  /** index of the last symbol */
  readonly last: number;
}

interface WriteVectorsRow {
  /** symbols looked at */
  readonly written: number;
}

/** Writes the vectors of one space; parts that are no more lose theirs. Refused when another refresh has begun. */
export const writeVectors: QueryContract<WriteVectorsParameters, WriteVectorsRow> = {
  name: 'search/write-vectors',
  access: 'WRITE',
  needsRevision: true,
  parameters: { repository: 'string', pass: 'string', vectorProperty: 'string', hashProperty: 'string', ids: 'list<string>', hashes: 'list<string>', vectors: 'list<list<list<float>>>', last: 'integer' },
  columns: { written: 'integer' },
  timeLimitMs: 120000,
  rowLimit: 1,
};
