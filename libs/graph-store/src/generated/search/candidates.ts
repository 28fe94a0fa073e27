// Generated from cypher/search/candidates.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface CandidatesParameters {
  /** symbols, at most 2000 */
  readonly ids: readonly string[];
  /** of the space */
  readonly vectorProperty: string;
  /** absent: no likeness */
  readonly vector: readonly number[] | null;
}

interface CandidatesRow {
  /** symbol */
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** 0..1 */
  readonly score: number | null;
}

/** Texts of some documents, with the likeness of their vectors to one. */
export const candidates: QueryContract<CandidatesParameters, CandidatesRow> = {
  name: 'search/candidates',
  access: 'READ',
  needsRevision: true,
  parameters: { ids: 'list<string>', vectorProperty: 'string', vector: 'list<float>?' },
  columns: { id: 'string', fields: 'map', score: 'float?' },
  timeLimitMs: 10000,
  rowLimit: 2000,
};
