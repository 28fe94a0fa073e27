import { CodexGraphError, ERROR_CODES } from '@codexgraph/graph-model';
import { describe, expect, it } from 'vitest';
import { decodeFailure, encodeFailure, failureClass, FAILURE_CLASSES, MAX_ATTEMPTS, willRetry } from './job-failure.js';

function attempts(error: unknown): number {
  let made = 0;
  while (willRetry(failureClass(error), made)) made += 1;
  return made + 1;
}

describe('job failures', () => {
  it.each(ERROR_CODES)('%s ends, or is tried again, by the table', (code) => {
    const expected = { final: 1, transient: MAX_ATTEMPTS, bug: 2 }[FAILURE_CLASSES[code]];
    expect(attempts(new CodexGraphError(code, 'a sentence'))).toBe(expected);
  });

  it('tries the services again that may come back', () => {
    for (const code of ['DATABASE_UNAVAILABLE', 'CONFLICT', 'DOWNLOAD_FAILED'] as const) {
      expect(attempts(new CodexGraphError(code, 'away'))).toBe(3);
    }
  });

  it('never tries again what a caller cancelled or must mend', () => {
    expect(attempts(new CodexGraphError('CANCELLED', 'stop', { retryable: true }))).toBe(1);
    expect(attempts(new CodexGraphError('BAD_INPUT', 'wrong'))).toBe(1);
    expect(attempts(new CodexGraphError('GIT_FAILED', 'no such repository'))).toBe(1);
    expect(attempts(new CodexGraphError('GIT_FAILED', 'timed out', { retryable: true }))).toBe(3);
  });

  it('tries an unknown error once more', () => {
    expect(attempts(new TypeError('x is undefined'))).toBe(2);
  });

  it('keeps code and sentence, and hides what callers must not see', () => {
    expect(decodeFailure(encodeFailure(new CodexGraphError('NOTHING_TO_INDEX', 'No supported file.')))).toEqual({
      code: 'NOTHING_TO_INDEX',
      message: 'No supported file.',
    });
    expect(encodeFailure(new TypeError('secret of 10.0.0.1'))).not.toContain('secret');
  });

  it('tells a step whose flow ended before it from one whose workers died', () => {
    expect(decodeFailure('child {cg}:repositories:index-0a-1 failed')).toEqual({
      code: 'CANCELLED',
      message: expect.stringContaining('earlier step') as string,
    });
  });

  it.each(['job stalled more than allowable limit', '{}', 'null', ''])('explains a reason of the queue itself: %j', (reason) => {
    expect(decodeFailure(reason)).toMatchObject({ code: 'INTERNAL' });
    expect(decodeFailure(reason).message).toContain('workers');
  });
});
