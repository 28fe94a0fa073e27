// Generated from cypher/read/await-indexes.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface AwaitIndexesParameters {
  /** seconds */
  readonly timeoutSeconds: number;
}

type AwaitIndexesRow = Readonly<Record<string, never>>;

/** Waits until indexes that were just made are online. */
export const awaitIndexes: QueryContract<AwaitIndexesParameters, AwaitIndexesRow> = {
  name: 'read/await-indexes',
  access: 'READ',
  needsRevision: false,
  parameters: { timeoutSeconds: 'integer' },
  columns: {},
  timeLimitMs: 600000,
  rowLimit: 0,
};
