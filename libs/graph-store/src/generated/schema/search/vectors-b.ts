// Generated from cypher/schema/search/vectors-b.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface VectorsBParameters {
  /** with indexConfig */
  readonly options: Readonly<Record<string, unknown>>;
}

type VectorsBRow = Readonly<Record<string, never>>;

/** Nearest vectors of space b; dimensions stand in the options. */
export const vectorsB: QueryContract<VectorsBParameters, VectorsBRow> = {
  name: 'schema/search/vectors-b',
  access: 'SCHEMA',
  needsRevision: true,
  parameters: { options: 'map' },
  columns: {},
  timeLimitMs: 600000,
  rowLimit: 0,
};
