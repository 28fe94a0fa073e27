import { textTable } from '../text-table.js';
import type { EditTimes } from './measure-watch.js';

/** The goals, in milliseconds from a saved file to its readable revision. */
export const WATCH_GOALS = { p50Ms: 300, p95Ms: 1000 } as const;

const PHASES = ['detectMs', 'readMs', 'linkMs', 'differenceMs', 'writeMs', 'totalMs'] as const;

/** Percentiles of each phase and the goals, as text. */
export function watchText(times: readonly EditTimes[]): string {
  const rows = PHASES.map((phase) => {
    const values = times.map((time) => time[phase]);
    return [phase.slice(0, -2), ...[0.5, 0.95, 1].map((share) => percentile(values, share).toFixed(0))];
  });
  const totals = times.map((time) => time.totalMs);
  const goals = [
    goalRow('p50 from saved to readable, ms', percentile(totals, 0.5), WATCH_GOALS.p50Ms),
    goalRow('p95 from saved to readable, ms', percentile(totals, 0.95), WATCH_GOALS.p95Ms),
  ];
  return [
    textTable([`${String(times.length)} edits, ms`, 'p50', 'p95', 'most'], rows),
    textTable(['goal', 'measured', 'at most', ''], goals),
  ].join('\n\n');
}

/** The smallest value that at least this share of all values does not exceed; 0 without values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

function goalRow(what: string, value: number, goal: number): readonly string[] {
  return [what, value.toFixed(0), String(goal), value <= goal ? 'met' : 'MISSED'];
}
