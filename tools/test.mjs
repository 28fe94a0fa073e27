#!/usr/bin/env node
/**
 * All tests of the project: checks without a database, unit tests, tests on a real Neo4j and Redis, and slow ones last.
 * `--only check,unit,integration,slow` chooses parts. The last line is `N passed, N failed` (and `, N skipped` where there are any).
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { allowedSkips } from './allowed-skips.mjs';
import { runCommand } from './run-command.mjs';
import { countResults } from './test-counts.mjs';

const PARTS = {
  check: runChecks,
  unit: () => runTests('unit'),
  integration: () => runTests('integration'),
  slow: () => runTests('slow'),
};

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = values.only?.split(',') ?? Object.keys(PARTS);
const unknown = chosen.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. Parts: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

const root = new URL('..', import.meta.url).pathname;
process.chdir(root);
const total = { passed: 0, failed: 0, skipped: 0 };
for (const [name, runPart] of Object.entries(PARTS)) {
  if (!chosen.includes(name)) continue;
  const started = performance.now();
  console.log(`\n=== ${name} ===`);
  const counts = await runPart();
  for (const key of Object.keys(total)) total[key] += counts[key];
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  console.log(`=== ${name}: ${counts.passed} passed, ${counts.failed} failed in ${minutes} minutes ===`);
}
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function runChecks() {
  const { code, output } = await runCommand([process.execPath, 'tools/check.mjs', '--without', 'unit'], { capture: true });
  console.log(output.trimEnd());
  const [, passed = '0', failed = '0'] = /^(\d+) passed, (\d+) failed$/m.exec(output) ?? [];
  return { passed: Number(passed), failed: code === 0 ? 0 : Math.max(1, Number(failed)), skipped: 0 };
}

async function runTests(project) {
  const folder = mkdtempSync(path.join(tmpdir(), 'codexgraph-test-'));
  const report = path.join(folder, 'report.json');
  const reporters = ['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${report}`];
  const { code } = await runCommand(['node_modules/.bin/vitest', 'run', '--project', project, '--passWithNoTests', ...reporters]);
  const counts = countResults(readReport(report), { exitCode: code, root, allowedSkips });
  rmSync(folder, { recursive: true, force: true });
  for (const problem of counts.problems) console.log(problem);
  return counts;
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { testResults: [] };
  }
}
