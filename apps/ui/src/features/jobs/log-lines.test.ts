import { describe, expect, it } from 'vitest';
import { type LogEvent, logLines } from './log-lines.js';

const event = (number: number, type: LogEvent['type'], phase?: 'PARSE' | 'WRITE', attempt = 1): LogEvent => ({
  number,
  type,
  at: '2026-01-01T00:00:00Z',
  attempt,
  progress: phase === undefined ? null : { phase, done: number, total: 9, unit: 'FILES' },
  failure: null,
  result: null,
});

describe('the log of a job', () => {
  it('has one line for each phase of an attempt, the latest', () => {
    const lines = logLines([
      event(1, 'QUEUED'),
      event(2, 'STARTED'),
      event(3, 'PROGRESS', 'PARSE'),
      event(4, 'PROGRESS', 'PARSE'),
      event(5, 'PROGRESS', 'WRITE'),
      event(6, 'RETRYING'),
      event(7, 'PROGRESS', 'WRITE', 2),
      event(8, 'PROGRESS', 'PARSE', 2),
      event(9, 'COMPLETED'),
    ]);
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 4, 5, 6, 7, 8, 9]);
  });
});
