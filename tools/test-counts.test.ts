import { expect, it } from 'vitest';
import { countResults } from './test-counts.mjs';

const file = (status: string, tests: Readonly<Record<string, string>>) => ({
  name: '/clone/libs/a.test.ts',
  status,
  assertionResults: Object.entries(tests).map(([fullName, testStatus]) => ({ fullName, status: testStatus })),
});
const options = { exitCode: 0, root: '/clone', allowedSkips: [] };

it('counts tests, not files', () => {
  const report = { testResults: [file('failed', { one: 'passed', two: 'passed', three: 'failed' })] };
  expect(countResults(report, { ...options, exitCode: 1 })).toMatchObject({ passed: 2, failed: 1, skipped: 0 });
});

it('names each failed test with the first line of its message', () => {
  const failing = file('failed', { 'area holds': 'failed' });
  const report = {
    testResults: [
      { ...failing, assertionResults: [{ ...failing.assertionResults[0], failureMessages: ['Error: 1 is not 2\n    at x'] }] },
    ],
  };
  expect(countResults(report, { ...options, exitCode: 1 }).problems).toEqual([
    'FAILED libs/a.test.ts: area holds: Error: 1 is not 2',
  ]);
});

it('takes a skipped test for a failure unless it is listed', () => {
  const report = { testResults: [file('passed', { 'area needs a moon': 'pending' })] };
  expect(countResults(report, options)).toMatchObject({ failed: 1, skipped: 0 });
  const allowedSkips = [{ file: 'libs/a.test.ts', test: 'area needs', reason: 'no moon' }];
  expect(countResults(report, { ...options, allowedSkips })).toMatchObject({ failed: 0, skipped: 1 });
});

it('counts a file that could not be loaded', () => {
  expect(countResults({ testResults: [file('failed', {})] }, { ...options, exitCode: 1 })).toMatchObject({ failed: 1 });
});

it('counts a run that ended badly before any test', () => {
  expect(countResults({ testResults: [] }, { ...options, exitCode: 1 })).toMatchObject({ failed: 1 });
});
