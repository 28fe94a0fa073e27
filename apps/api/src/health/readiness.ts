import { setTimeout as sleep } from 'node:timers/promises';
import { CodexGraphError } from '@codexgraph/graph-model';
import { publicError } from '../errors/graphql-errors.js';

/** Resolves when what it asks is usable; throws why not. It may give facts worth showing. */
export type ReadinessCheck = () => Promise<Readonly<Record<string, unknown>> | undefined>;

/** What one check found. */
export interface CheckOutcome {
  readonly ok: boolean;
  readonly milliseconds: number;
  /** Why it is not usable, safe to show. */
  readonly reason?: string;
  readonly code?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** What all checks found. */
export interface Readiness {
  readonly status: 'ready' | 'unavailable';
  readonly checks: Readonly<Record<string, CheckOutcome>>;
}

const CHECK_TIMEOUT_MS = 3_000;

/** Runs all checks side by side; none can take longer than 3 seconds. */
export async function askReadiness(checks: Readonly<Record<string, ReadinessCheck>>): Promise<Readiness> {
  const outcomes = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await run(check)] as const));
  const ready = outcomes.every(([, { ok }]) => ok);
  return { status: ready ? 'ready' : 'unavailable', checks: Object.fromEntries(outcomes) };
}

async function run(check: ReadinessCheck): Promise<CheckOutcome> {
  const startedAt = performance.now();
  const timer = new AbortController();
  const late = sleep(CHECK_TIMEOUT_MS, undefined, { signal: timer.signal }).then(() => {
    throw new CodexGraphError('LIMIT_EXCEEDED', `No answer within ${CHECK_TIMEOUT_MS} ms.`);
  });
  const elapsed = () => Math.round(performance.now() - startedAt);
  try {
    const facts = await Promise.race([check(), late]);
    return { ok: true, milliseconds: elapsed(), ...(facts === undefined ? {} : { facts }) };
  } catch (error) {
    const { code, message } = publicError(error);
    return { ok: false, milliseconds: elapsed(), code, reason: message };
  } finally {
    timer.abort();
    late.catch(() => undefined);
  }
}
