import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { BaseSequencer } from 'vitest/node';

const root = new URL('..', import.meta.url).pathname;

/** Where durations are kept. */
export const DURATIONS_FILE = path.join(root, 'tools/test-durations.json');

/** Files that are done sooner need no order. */
const LONG_SECONDS = 5;

/** Seconds that test files took when they were last recorded (`node tools/test.mjs --record`), by path; only those that take long. */
export const readDurations = () => JSON.parse(readFileSync(DURATIONS_FILE, 'utf8'));

/** Durations with those of a report of vitest's json reporter taken over. */
export function durationsWith(durations, report) {
  const renewed = new Map(Object.entries(durations));
  for (const { name, startTime, endTime } of report.testResults) {
    const seconds = Math.round((endTime - startTime) / 1000);
    if (seconds >= LONG_SECONDS) renewed.set(path.relative(root, name), seconds);
    else renewed.delete(path.relative(root, name));
  }
  const entries = [...renewed].filter(([file]) => existsSync(path.join(root, file)));
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/**
 * Starts the test files that take longest first, so that no worker ends with a long one while the others have nothing to do.
 * Vitest's own order knows durations from its cache only, which a fresh clone does not have.
 */
export class LongestFirst extends BaseSequencer {
  async sort(files) {
    const durations = readDurations();
    const secondsOf = (spec) => durations[path.relative(root, spec.moduleId)] ?? 0;
    return (await super.sort(files)).sort((left, right) => secondsOf(right) - secondsOf(left));
  }
}
