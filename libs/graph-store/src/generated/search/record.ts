// Generated from cypher/search/record.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface RecordParameters {
  readonly repository: string;
}

interface RecordRow {
  /** the published one */
  readonly revision: string;
  /** properties */
  readonly record: Readonly<Record<string, unknown>> | null;
}

/** What is published, and which search structures there are. */
export const record: QueryContract<RecordParameters, RecordRow> = {
  name: 'search/record',
  access: 'READ',
  needsRevision: false,
  parameters: { repository: 'string' },
  columns: { revision: 'string', record: 'map?' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
