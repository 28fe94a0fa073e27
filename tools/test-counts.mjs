import path from 'node:path';

/**
 * Counts one report of vitest's json reporter. A file that could not be loaded, a run that ended badly without a failed test, and a
 * skipped test that is not listed each count as one failure. `problems` has one line for each failure, with the first line of its message.
 */
export function countResults(report, { exitCode, root, allowedSkips }) {
  const counts = { passed: 0, failed: 0, skipped: 0, problems: [] };
  const fail = (sentence) => {
    counts.failed++;
    counts.problems.push(sentence);
  };
  for (const { name, status, assertionResults } of report.testResults) {
    const file = path.relative(root, name);
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed'))
      fail(`FAILED ${file}: could not be run`);
    for (const test of assertionResults) {
      if (test.status === 'passed') counts.passed++;
      else if (test.status === 'failed') fail(`FAILED ${file}: ${test.fullName}: ${firstLine(test.failureMessages)}`);
      else if (allowedSkips.some((skip) => skip.file === file && test.fullName.startsWith(skip.test))) counts.skipped++;
      else fail(`FAILED ${file}: "${test.fullName}" is skipped; run it or list it with a reason in tools/allowed-skips.mjs`);
    }
  }
  if (exitCode !== 0 && counts.failed === 0) fail(`FAILED: the test runner ended with ${exitCode} although no test failed`);
  return counts;
}

function firstLine(messages = []) {
  return (messages[0] ?? 'no message').split('\n', 1)[0].slice(0, 300);
}
