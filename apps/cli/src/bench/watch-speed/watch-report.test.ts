import { expect, it } from 'vitest';
import { percentile, watchText } from './watch-report.js';

it('takes percentiles of what was measured, and invents none between', () => {
  const values = Array.from({ length: 20 }, (_, index) => 20 - index);
  expect([0.5, 0.95, 1].map((share) => percentile(values, share))).toEqual([10, 19, 20]);
  expect(percentile([], 0.5)).toBe(0);
});

it('sets the whole time against the goals', () => {
  const times = [100, 200, 1200].map((totalMs) => ({
    path: 'a.py',
    ...{ detectMs: 20, readMs: 10, linkMs: 5, differenceMs: 5, writeMs: totalMs - 40, totalMs },
  }));
  expect(watchText(times)).toMatch(/write +160 +1160 +1160\n/);
  expect(watchText(times)).toMatch(/p50 .* 200 +300 +met\n/);
  expect(watchText(times)).toMatch(/p95 .* 1200 +1000 +MISSED/);
});
