// Generated from cypher/schema/search/vectors-a.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface VectorsAParameters {
  /** with indexConfig */
  readonly options: Readonly<Record<string, unknown>>;
}

type VectorsARow = Readonly<Record<string, never>>;

/** Nearest vectors of space a; dimensions stand in the options. */
export const vectorsA: QueryContract<VectorsAParameters, VectorsARow> = {
  name: 'schema/search/vectors-a',
  access: 'SCHEMA',
  needsRevision: true,
  parameters: { options: 'map' },
  columns: {},
  timeLimitMs: 600000,
  rowLimit: 0,
};
