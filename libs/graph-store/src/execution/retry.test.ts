import { describe, expect, it } from 'vitest';
import { CodexGraphError } from '@codexgraph/graph-model';
import { withRetries } from './retry.js';

const passing = new CodexGraphError('DATABASE_UNAVAILABLE', 'Away.', { retryable: true });
const final = new CodexGraphError('BAD_INPUT', 'Wrong.');

describe('retries', () => {
  it('repeat work until it succeeds', async () => {
    const value = await withRetries({ firstPauseMs: 1 }, undefined, (attempt) =>
      attempt < 3 ? Promise.reject(passing) : Promise.resolve(attempt),
    );
    expect(value).toBe(3);
  });

  it('end with the last error when the attempts are used up', async () => {
    let attempts = 0;
    const work = (): Promise<never> => {
      attempts += 1;
      return Promise.reject(passing);
    };
    await expect(withRetries({ attempts: 4, firstPauseMs: 1 }, undefined, work)).rejects.toBe(passing);
    expect(attempts).toBe(4);
  });

  it('do not repeat what will not pass', async () => {
    let attempts = 0;
    const work = (): Promise<never> => {
      attempts += 1;
      return Promise.reject(final);
    };
    await expect(withRetries({ firstPauseMs: 1 }, undefined, work)).rejects.toBe(final);
    expect(attempts).toBe(1);
  });

  it('stop when they are told to', async () => {
    const controller = new AbortController();
    const work = withRetries({ firstPauseMs: 60_000 }, controller.signal, () => Promise.reject(passing));
    setTimeout(() => controller.abort(), 5);
    await expect(work).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
