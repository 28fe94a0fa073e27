#!/usr/bin/env node
/**
 * Renovation in one command. `npm run deps` shows which direct dependencies are behind: within their major version (an update that
 * should be safe), beyond it (a decision), and held back on purpose (docs/dependencies.md says why). `npm run deps -- --update` moves
 * the first kind to the newest version that runs on our oldest Node, installs, and checks; `--update NAME...` only those.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runCommand } from './run-command.mjs';
import { chooseUpdates, supportsNode } from './dependency-policy.mjs';

/** The oldest Node that we promise to run on; `engines` of the root says the same. */
const OLDEST_NODE = [20, 19, 0];

/** Not moved on its own: the reason, and what has to happen first. */
const HELD = {
  '@types/node': 'follows the oldest supported Node, 20',
  graphql: 'Apollo Server 5 asks for graphql 16; one copy in the workspace',
  'dependency-cruiser': 'version 18 needs Node 22',
  knip: 'version 5.58 and newer need native parsers that some mirrors lack for some platforms, so that `npm ci` fails',
  nx: 'version 24 lists platform packages that some mirrors lack, so that `npm ci` fails',
  typescript: 'typescript-eslint and @nestjs/graphql ask for TypeScript below 6.1',
  vitest: 'version 5 needs Node 22.12',
};

const { values, positionals } = parseArgs({ options: { update: { type: 'boolean' } }, allowPositionals: true });
process.chdir(new URL('..', import.meta.url).pathname);

const manifests = [
  'package.json',
  ...['apps', 'libs'].flatMap((group) => readdirSync(group).map((name) => `${group}/${name}/package.json`)),
];
const rows = [];
const waiting = directDependencies();
await Promise.all(Array.from({ length: 4 }, lookUp));
rows.sort((left, right) => (left.name < right.name ? -1 : 1));

const updates = chooseUpdates(rows, positionals);
report();
if (values.update) await update();

async function lookUp() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [name, used] = next;
    rows.push({ name, used, held: HELD[name], ...(await newestVersions(name, used)) });
  }
}

/** Name and exact version of each dependency that our manifests name, sorted. */
function directDependencies() {
  const found = new Map();
  for (const manifest of manifests) {
    const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8'));
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
      if (!name.startsWith('@codexgraph/')) found.set(name, version);
    }
  }
  return [...found].sort(([left], [right]) => (left < right ? -1 : 1));
}

/** Newest version of the same major that runs on our oldest Node, and the newest of all. */
async function newestVersions(name, used) {
  const { code, stdout } = await runCommand(['npm', 'view', `${name}@^${used}`, 'version', 'engines', 'dist-tags', '--json'], {
    capture: true,
  });
  if (code !== 0) return {};
  const versions = [JSON.parse(stdout)].flat();
  const supported = versions.filter((entry) => supportsNode(entry.engines?.node, OLDEST_NODE));
  return { compatible: supported.at(-1)?.version ?? used, latest: versions.at(-1)?.['dist-tags']?.latest };
}

function report() {
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, used, compatible, latest, held } of rows) {
    if (compatible === undefined) console.log(`${name.padEnd(width)}  ${used}  could not be looked up`);
    else if (compatible !== used || latest !== used) {
      const beyond = latest === compatible ? '' : `, newest ${latest}`;
      console.log(`${name.padEnd(width)}  ${used} -> ${compatible}${beyond}${held === undefined ? '' : `  (held: ${held})`}`);
    }
  }
  console.log(
    `${rows.length} direct dependencies, ${updates.length} can be moved${values.update ? '' : ': npm run deps -- --update'}`,
  );
}

async function update() {
  if (updates.length === 0) return;
  for (const manifest of manifests) {
    let text = readFileSync(manifest, 'utf8');
    for (const { name, used, compatible } of updates)
      text = text.replaceAll(`"${name}": "${used}"`, `"${name}": "${compatible}"`);
    writeFileSync(manifest, text);
  }
  // `npm ci` shows whether the lock file holds on every platform.
  for (const command of [
    ['npm', 'install'],
    ['npm', 'ci'],
    ['npm', 'run', 'check'],
  ]) {
    const { code } = await runCommand(command);
    if (code !== 0) {
      console.error(
        `\`${command.join(' ')}\` failed after the update. Take back package.json and package-lock.json, or mend the code.`,
      );
      process.exit(1);
    }
  }
}
