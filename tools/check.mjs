#!/usr/bin/env node
/**
 * One command for everything that can be checked without a database: `npm run check`.
 * Steps run two at a time; each prints its output only when it fails. `--only a,b` and `--without a,b` choose steps by name.
 * The last line is `N passed, N failed`.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runCommand } from './run-command.mjs';

const bin = (name) => `node_modules/.bin/${name}`;

/** The longest step first, so that it has a lane of its own; then quick ones, so that the commonest mistakes are told within seconds. */
const STEPS = [
  {
    name: 'lint',
    what: 'lint rules and size limits',
    command: [
      bin('eslint'),
      '.',
      '--max-warnings',
      '0',
      '--cache',
      '--cache-strategy',
      'content',
      '--cache-location',
      '.cache/eslint',
    ],
  },
  {
    name: 'format',
    what: 'layout by prettier',
    command: [bin('prettier'), '--check', '--log-level', 'warn', '--cache', '--cache-location', '.cache/prettier', '.'],
    mend: 'npm run format',
  },
  {
    name: 'boundaries',
    what: 'import directions and file cycles',
    command: [bin('depcruise'), '-c', '.dependency-cruiser.cjs', 'apps', 'libs'],
  },
  { name: 'types', what: 'types of sources and tests', command: [bin('tsc'), '-p', 'tsconfig.check.json'] },
  { name: 'ui-types', what: 'types of the UI', command: [bin('tsc'), '-p', 'apps/ui/tsconfig.json'] },
  { name: 'build', what: 'declarations and references, the UI', command: ['npm', 'run', '--silent', 'build'] },
  { name: 'dead-exports', what: 'unused files, exports, dependencies', command: [bin('knip'), '--no-progress'] },
  {
    name: 'cypher',
    what: 'headers of Cypher files, generated types up to date',
    command: ['npm', 'run', '--silent', 'check:cypher'],
  },
  { name: 'unit', what: 'unit tests', command: [bin('vitest'), 'run', '--project', 'unit', '--reporter', 'dot'] },
];

const { values } = parseArgs({ options: { only: { type: 'string' }, without: { type: 'string' }, help: { type: 'boolean' } } });
if (values.help) {
  console.log(`usage: npm run check -- [--only NAMES] [--without NAMES]\nsteps: ${STEPS.map((step) => step.name).join(', ')}`);
  process.exit(0);
}
const only = values.only?.split(',');
const without = values.without?.split(',') ?? [];
const unknown = [...(only ?? []), ...without].filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}. Steps: ${STEPS.map((step) => step.name).join(', ')}.`);
  process.exit(2);
}
process.chdir(new URL('..', import.meta.url).pathname);
mkdirSync('.cache', { recursive: true });
if (!existsSync(bin('tsc'))) {
  console.error('Dependencies are missing. Run `npm ci` first.');
  process.exit(1);
}

const queue = STEPS.filter((step) => (only?.includes(step.name) ?? true) && !without.includes(step.name));
let passed = 0;
let failed = 0;
await Promise.all([lane(), lane()]);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function lane() {
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
    const started = performance.now();
    const { code, output } = await runCommand(step.command, { capture: true, env: { FORCE_COLOR: '0' } });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${step.name.padEnd(13)} ${step.what} (${seconds} s)`);
    if (code === 0) passed++;
    else {
      failed++;
      console.log(output.trimEnd());
      if (step.mend) console.log(`To mend it: ${step.mend}`);
    }
  }
}
