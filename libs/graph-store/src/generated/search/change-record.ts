// Generated from cypher/search/change-record.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface ChangeRecordParameters {
  readonly repository: string;
  readonly pass: string;
  /** null removes */
  readonly properties: Readonly<Record<string, unknown>>;
}

interface ChangeRecordRow {
  /** 0 or 1 */
  readonly changed: number;
}

/** Changes the record of a refresh that has not been overtaken. */
export const changeRecord: QueryContract<ChangeRecordParameters, ChangeRecordRow> = {
  name: 'search/change-record',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string', pass: 'string', properties: 'map' },
  columns: { changed: 'integer' },
  timeLimitMs: 30000,
  rowLimit: 1,
};
