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
    expect(half?.fraction).toBeCloseTo(0.34, 3);
    expect(half?.etaSeconds).toBe(Math.round((10 * 66) / 34));
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
    expect(step?.fraction).toBeCloseTo(5 / 110, 3);
  });

  /** Seconds of each phase as `codexgraph index` printed them; linking tells only its end. */
  it.each([
    ['a small one', { scan: 0.1, parse: 4.1, link: 2.4, write: 6.2, publish: 0.4, clean: 0.3 }],
    ['a large one', { scan: 0.3, parse: 6.7, link: 5.9, write: 7.6, publish: 0.6, clean: 0.7 }],
    ['one that is mostly written', { scan: 1, parse: 10, link: 10, write: 70, publish: 4, clean: 5 }],
    ['one that is written quickly', { scan: 1, parse: 45, link: 26, write: 24, publish: 2, clean: 2 }],
  ])('lets the remaining time of %s run down without jumps', (_title, seconds: Readonly<Record<string, number>>) => {
    const whole = Object.values(seconds).reduce((sum, value) => sum + value, 0);
    const steps: [number, IndexProgress][] = [];
    let began = 0;
    for (const phase of phases) {
      const parts = phase === 'link' ? 1 : 40;
      for (let part = 1; part <= parts; part += 1) {
        steps.push([began + ((seconds[phase] ?? 0) * part) / parts, { phase, done: part, total: parts, unit: 'rows' }]);
      }
      began += seconds[phase] ?? 0;
    }
    const told = run(steps).map(({ etaSeconds }, index) => ({ etaSeconds, atSeconds: steps[index]?.[0] ?? 0 }));
    for (const [index, { etaSeconds, atSeconds }] of told.entries()) {
      const before = told[index - 1];
      if (etaSeconds === undefined || before?.etaSeconds === undefined) continue;
      // What was left before, less the time that went by, is what is left now: nothing else may show, a tenth of the run aside.
      const jump = Math.abs(etaSeconds - Math.max(0, before.etaSeconds - (atSeconds - before.atSeconds)));
      expect(jump, `at ${String(atSeconds)} s`).toBeLessThanOrEqual(whole * 0.1 + 1);
    }
    for (const { etaSeconds, atSeconds } of told.slice(-20)) {
      expect(Math.abs((etaSeconds ?? 0) - (whole - atSeconds)), `at ${String(atSeconds)} s`).toBeLessThanOrEqual(
        whole * 0.06 + 1,
      );
    }
    expect(told.at(-1)?.etaSeconds).toBe(0);
  });
});
