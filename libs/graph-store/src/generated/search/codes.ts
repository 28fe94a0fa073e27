// Generated from cypher/search/codes.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface CodesParameters {
  /** symbol ids, at most 1000 */
  readonly ids: readonly string[];
}

interface CodesRow {
  readonly id: string;
  readonly code: string;
}

/** Whole code of some symbols. */
export const codes: QueryContract<CodesParameters, CodesRow> = {
  name: 'search/codes',
  access: 'READ',
  needsRevision: true,
  parameters: { ids: 'list<string>' },
  columns: { id: 'string', code: 'string' },
  timeLimitMs: 30000,
  rowLimit: 1000,
};
