// Generated from cypher/write/application/interrupt-silent-runs.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface InterruptSilentRunsParameters {
  /** states */
  readonly alive: readonly string[];
  /** time */
  readonly before: string;
  /** time */
  readonly now: string;
}

interface InterruptSilentRunsRow {
  /** properties */
  readonly run: Readonly<Record<string, unknown>>;
}

/** Ends runs of which nothing was heard for a while. */
export const interruptSilentRuns: QueryContract<InterruptSilentRunsParameters, InterruptSilentRunsRow> = {
  name: 'write/application/interrupt-silent-runs',
  access: 'WRITE',
  needsRevision: false,
  parameters: { alive: 'list<string>', before: 'string', now: 'string' },
  columns: { run: 'map' },
  timeLimitMs: 30000,
  rowLimit: 10000,
};
