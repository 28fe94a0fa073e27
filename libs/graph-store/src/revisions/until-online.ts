import { CodexGraphError } from '@codexgraph/graph-model';
import { type QueryExecutor, throwIfAborted } from '../execution/query-executor.js';
import { indexesOfLabel } from '../generated/read/indexes-of-label.js';

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 100;
/** Filling has stopped when no per cent was added for so long. */
const STALLED_MS = 600_000;

/** What waiting for indexes may take. */
export interface UntilOnlineOptions {
  readonly signal?: AbortSignal | undefined;
  /** Per cent of the index that is filled least, 0 to 100. */
  readonly onProgress?: ((percent: number) => void) | undefined;
}

/**
 * Waits until all indexes of one label are online. They are looked at again and again, because `db.awaitIndexes` holds locks on every label of the
 * database until every index is online: two repositories that are published at once would wait for each other until it gives up.
 *
 * @throws CodexGraphError DATABASE_FAILED when the server cannot fill one, CANCELLED
 */
export async function untilOnline(executor: QueryExecutor, label: string, options: UntilOnlineOptions = {}): Promise<void> {
  const { signal, onProgress } = options;
  let pauseMs = FIRST_PAUSE_MS;
  let stalledMs = 0;
  let reached = -1;
  for (;;) {
    throwIfAborted(signal);
    const found = await executor.run(indexesOfLabel, { label }, { signal });
    const failed = found.find((index) => index.state === 'FAILED');
    if (failed !== undefined) throw unfilled(failed.name);
    const percent = Math.min(100, ...found.map((index) => index.percent));
    onProgress?.(percent);
    if (found.every((index) => index.state === 'ONLINE')) return;
    stalledMs = percent > reached ? 0 : stalledMs + pauseMs;
    reached = Math.max(reached, percent);
    if (stalledMs > STALLED_MS) throw unfilled(found.find((index) => index.state !== 'ONLINE')?.name ?? label);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
  }
}

function unfilled(index: string): CodexGraphError {
  return new CodexGraphError(
    'DATABASE_FAILED',
    `Neo4j could not fill the index '${index}'; look into its log, then run the command again.`,
  );
}
