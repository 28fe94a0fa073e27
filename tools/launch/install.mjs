import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCounter } from './counter.mjs';

const stampFile = (root) => join(root, 'node_modules', '.codexgraph-installed');

/** True when node_modules holds what package-lock.json says. The stamp lies inside node_modules: whoever removes them removes it. */
export function isInstalled(root) {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lock).digest('hex');
  if (readIfThere(stampFile(root)) === hash) return true;
  // Installed by `npm install` or `npm ci` by hand: compared once, then stamped.
  if (!matchesHiddenLock(root, lock)) return false;
  writeFileSync(stampFile(root), hash);
  return true;
}

/** Installs the locked dependencies. An interrupted install leaves no stamp, so the next start does it again. */
export async function install(root) {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const packages = Object.keys(JSON.parse(lock).packages).filter((path) => path.startsWith('node_modules/'));
  const counter = startCounter('Installing dependencies', {
    total: packages.length,
    unit: 'packages',
    count: () => packages.filter((path) => existsSync(join(root, path, 'package.json'))).length,
  });
  const result = await runNpm(root);
  counter.stop();
  if (result.code !== 0) {
    const complaint = result.output.split('\n').filter((line) => /npm (?:error|ERR!)/.test(line));
    throw new Error(
      `installing the dependencies failed (${shortened(complaint) || `npm ended with ${result.code}`}). Check the network or the npm registry settings ("npm config get registry"), and run the command again.`,
    );
  }
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(stampFile(root), createHash('sha256').update(lock).digest('hex'));
  console.error(`Installing dependencies: done (${counter.seconds()} s)`);
}

function runNpm(root) {
  return new Promise((resolve) => {
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
    const child = spawn('npm', args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
      });
    }
    child.on('error', () => resolve({ code: 'no npm on PATH (it comes with Node)', output }));
    child.on('close', (code, signal) => resolve({ code: code ?? signal, output }));
  });
}

/** The first lines of npm's complaint, without its prefix. */
function shortened(lines) {
  return lines
    .map((line) => line.replace(/^npm (?:error|ERR!)\s*(?:code )?/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('A complete log'))
    .slice(0, 3)
    .join(' ');
}

/** npm writes what it has installed to node_modules/.package-lock.json, at the very end. */
function matchesHiddenLock(root, lockText) {
  const hiddenText = readIfThere(join(root, 'node_modules', '.package-lock.json'));
  if (hiddenText === undefined) return false;
  try {
    const hidden = JSON.parse(hiddenText).packages;
    return Object.entries(JSON.parse(lockText).packages).every(([path, wanted]) => {
      if (!path.includes('node_modules/')) return true;
      const found = hidden[path];
      if (found === undefined) return wanted.optional === true || wanted.peer === true || wanted.devOptional === true;
      return wanted.link === true ? existsSync(join(root, path)) : found.version === wanted.version;
    });
  } catch {
    return false;
  }
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
