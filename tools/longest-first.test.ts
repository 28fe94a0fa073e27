import { describe, expect, it } from 'vitest';
import { durationsWith } from './longest-first.mjs';

const root = new URL('..', import.meta.url).pathname;
const result = (file: string, seconds: number) => ({ name: root + file, startTime: 1_000, endTime: 1_000 + seconds * 1_000 });

describe('durations of test files', () => {
  it('are renewed by a report, sorted, without what is quick or gone', () => {
    const before = { 'vitest.config.ts': 40, 'tools/no-longer.test.ts': 90, 'tools/check.mjs': 8 };
    const report = { testResults: [result('tools/check.mjs', 1), result('package.json', 12)] };
    expect(Object.entries(durationsWith(before, report))).toEqual([
      ['package.json', 12],
      ['vitest.config.ts', 40],
    ]);
  });
});
