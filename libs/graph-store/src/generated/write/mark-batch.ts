// Generated from cypher/write/mark-batch.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface MarkBatchParameters {
  /** of the lane */
  readonly key: string;
  /** from 1, ascending */
  readonly batch: number;
}

interface MarkBatchRow {
  /** batch marked before */
  readonly before: number;
}

/** Marks a batch as written, in the transaction that writes it; no row when the write was taken away. */
export const markBatch: QueryContract<MarkBatchParameters, MarkBatchRow> = {
  name: 'write/mark-batch',
  access: 'WRITE',
  needsRevision: false,
  parameters: { key: 'string', batch: 'integer' },
  columns: { before: 'integer' },
  timeLimitMs: 60000,
  rowLimit: 1,
};
