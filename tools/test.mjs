#!/usr/bin/env node
/**
 * All tests of the project: checks without a database, unit tests, tests on a real Neo4j and Redis, those of the store and of confined
 * queries on the newest Neo4j as well, and slow ones last. `--only check,unit,integration,newest,ui,slow` chooses parts; `--neo4j 2026` runs integration and slow
 * tests on that release line; `--record` keeps how long the files took, by which the next run orders them. The last line is `N passed, N failed` (and `, N skipped` where there are any).
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { allowedSkips } from './allowed-skips.mjs';
import { DURATIONS_FILE, durationsWith, readDurations } from './longest-first.mjs';
import { runCommand } from './run-command.mjs';
import { countResults } from './test-counts.mjs';

const PARTS = {
  check: runChecks,
  unit: () => runTests('unit'),
  integration: () => runTests('integration', { version: values.neo4j }),
  newest: () =>
    runTests('integration', {
      version: supportedVersions().at(-1),
      files: [
        'libs/graph-store/src/graph-store',
        'libs/graph-store/src/catalog',
        'libs/graph-store/src/scoped',
        'libs/cypher-agent',
      ],
    }),
  ui: () => runTests('ui', { version: values.neo4j }),
  slow: () => runTests('slow', { version: values.neo4j }),
};

/** Tests that wait for servers leave a core idle with two workers; browsers and compilers do not. */
const WORKERS = { unit: 2, integration: 3, ui: 2, slow: 3 };

const { values } = parseArgs({ options: { only: { type: 'string' }, neo4j: { type: 'string' }, record: { type: 'boolean' } } });
const chosen = values.only?.split(',') ?? Object.keys(PARTS);
const unknown = chosen.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. Parts: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

const root = new URL('..', import.meta.url).pathname;
process.chdir(root);
if (values.neo4j !== undefined && versionOf(values.neo4j) === undefined) {
  console.error(`There is no Neo4j ${values.neo4j} here. Versions: ${supportedVersions().join(', ')}.`);
  process.exit(2);
}
const total = { passed: 0, failed: 0, skipped: 0 };
const problems = [];
for (const [name, runPart] of Object.entries(PARTS)) {
  if (!chosen.includes(name)) continue;
  const started = performance.now();
  console.log(`\n=== ${name} ===`);
  const counts = await runPart();
  for (const key of Object.keys(total)) total[key] += counts[key];
  problems.push(...counts.problems);
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  console.log(`=== ${name}: ${counts.passed} passed, ${counts.failed} failed in ${minutes} minutes ===`);
}
// Told again at the end: what failed early in a long log is not to be searched for.
if (problems.length > 0) console.log(`\n${problems.join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function runChecks() {
  const { code, output } = await runCommand([process.execPath, 'tools/check.mjs', '--without', 'unit'], { capture: true });
  console.log(output.trimEnd());
  const [, passed = '0', failed = '0'] = /^(\d+) passed, (\d+) failed$/m.exec(output) ?? [];
  const problems = output.split('\n').filter((line) => line.startsWith('FAILED '));
  return { passed: Number(passed), failed: code === 0 ? 0 : Math.max(1, Number(failed)), skipped: 0, problems };
}

/** Versions of the embedded Neo4j, oldest first: each has a list of its artefacts. */
function supportedVersions() {
  return readdirSync('libs/local-services/manifests')
    .flatMap((name) => /^neo4j-(\d+\..+)\.json$/.exec(name)?.[1] ?? [])
    .sort((left, right) => left.localeCompare(right, 'en', { numeric: true }));
}

/** The newest supported version that begins with `wanted`, such as 2026 or 5.26. */
function versionOf(wanted) {
  return supportedVersions().findLast((version) => version === wanted || version.startsWith(`${wanted}.`));
}

async function runTests(project, { version, files = [] } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'codexgraph-test-'));
  const report = path.join(folder, 'report.json');
  const reporters = ['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${report}`];
  // A version that is asked for is the embedded one: a server of the user's own would stand in its way.
  const env = version === undefined ? {} : { CODEXGRAPH_NEO4J_VERSION: versionOf(version), NEO4J_URI: undefined };
  const workers = ['--maxWorkers', String(WORKERS[project])];
  const command = [
    'node_modules/.bin/vitest',
    'run',
    '--project',
    project,
    '--passWithNoTests',
    ...workers,
    ...reporters,
    ...files,
  ];
  const { code } = await runCommand(command, { env });
  const results = readReport(report);
  if (values.record) writeFileSync(DURATIONS_FILE, `${JSON.stringify(durationsWith(readDurations(), results), null, 2)}\n`);
  const counts = countResults(results, { exitCode: code, root, allowedSkips });
  rmSync(folder, { recursive: true, force: true });
  return counts;
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { testResults: [] };
  }
}
