import type { IndexProgress } from '@codexgraph/graph-model';
import { describe, expect, it } from 'vitest';
import { ProgressEstimate } from './progress-estimate.js';

const phases = ['scan', 'parse', 'link', 'write', 'publish', 'clean'] as const;

function run(steps: readonly [atSeconds: number, IndexProgress][]): { fraction: number; etaSeconds?: number | undefined }[] {
  let nowMs = 0;
  const estimate = new ProgressEstimate(phases, () => nowMs);
  return steps.map(([atSeconds, progress]) => {
    nowMs = atSeconds * 1000;
    const { fraction, etaSeconds } = estimate.update(progress);
    return { fraction, etaSeconds };
  });
}

describe('ProgressEstimate', () => {
  it('tells no time before there is a rate', () => {
    expect(run([[1, { phase: 'scan', done: 0, unit: 'files' }]])).toEqual([{ fraction: 0, etaSeconds: undefined }]);
  });

  it('expects the rest to take as long in proportion', () => {
    const [half] = run([[10, { phase: 'parse', done: 100, total: 100, unit: 'files' }]]);
    expect(half?.fraction).toBeCloseTo(38 / 90, 3);
    expect(half?.etaSeconds).toBe(Math.round((10 * (90 - 38)) / 38));
  });

  it('never goes back, whatever a phase reports', () => {
    const fractions = run([
      [1, { phase: 'parse', done: 80, total: 100, unit: 'files' }],
      [2, { phase: 'parse', done: 80, total: 200, unit: 'files' }],
      [3, { phase: 'scan', done: 1, total: 2, unit: 'files' }],
      [4, { phase: 'clean', done: 5, total: 5, unit: 'rows' }],
    ]).map(({ fraction }) => fraction);
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
    expect(fractions.at(-1)).toBe(1);
  });

  it('counts a phase that was not planned', () => {
    const [step] = run([[1, { phase: 'fetch', done: 1, total: 2, unit: 'bytes' }]]);
    expect(step?.fraction).toBeCloseTo(0.05, 3);
  });
});
