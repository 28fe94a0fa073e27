import { setTimeout as sleep } from 'node:timers/promises';
import { CodexGraphError } from '@codexgraph/graph-model';

/** How often, and how patiently, work is tried again after a failure that may pass. */
export interface RetryOptions {
  /** Attempts in all, the first included; default 5. */
  readonly attempts?: number;
  /** Pause before the second attempt, in milliseconds; doubles each time; default 100. */
  readonly firstPauseMs?: number;
}

/**
 * Runs `work` until it succeeds, fails for good or has used up its attempts; then throws the last error.
 * `work` gets the number of the attempt, from 1.
 *
 * @throws CodexGraphError CANCELLED when the signal says so during a pause.
 */
export async function withRetries<T>(
  options: RetryOptions,
  signal: AbortSignal | undefined,
  work: (attempt: number) => Promise<T>,
): Promise<T> {
  const { attempts = 5, firstPauseMs = 100 } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt >= attempts || !CodexGraphError.isInstance(error) || !error.retryable) throw error;
      await pause(firstPauseMs * 2 ** (attempt - 1), signal);
    }
  }
}

/** Waits; @throws CodexGraphError CANCELLED when the signal says so meanwhile. */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    throw new CodexGraphError('CANCELLED', 'The work was cancelled while it waited.', { cause: error });
  }
}
