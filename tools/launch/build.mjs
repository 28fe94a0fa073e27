import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCounter } from './counter.mjs';

const stampFile = (root) => join(root, '.cache', 'launch', 'built');
const entryFile = (root) => join(root, 'apps', 'cli', 'dist', 'main.js');
const PROJECT_FILES = ['tsconfig.json', 'package.json', 'vite.config.ts', 'index.html'];

/** True when nothing that the build reads has changed since the last one. Looks at names, sizes and times only: some milliseconds. */
export function isBuilt(root) {
  return existsSync(entryFile(root)) && readIfThere(stampFile(root)) === sourcesFingerprint(root);
}

/** Compiles all projects, and removes what stale sources left in the outputs: verbs and languages are found by listing those. */
export async function build(root) {
  const before = sourcesFingerprint(root);
  const counter = startCounter('Building');
  const result = await runCompiler(root);
  if (result.code !== 0) {
    counter.stop();
    const errors = result.output.trim().split('\n');
    throw new Error(`the sources do not compile:\n${errors.slice(0, 20).join('\n')}`);
  }
  const web = await buildWeb(root);
  counter.stop();
  if (web.code !== 0)
    throw new Error(`the web interface does not build:\n${web.output.trim().split('\n').slice(-20).join('\n')}`);
  for (const project of projects(root)) removeOrphans(join(project, 'dist'), join(project, 'src'));
  mkdirSync(join(root, '.cache', 'launch'), { recursive: true });
  writeFileSync(stampFile(root), before);
  console.error(`Building: done (${counter.seconds()} s)`);
}

function runCompiler(root) {
  return runTool([join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b', join(root, 'tsconfig.json')], root);
}

function buildWeb(root) {
  const ui = join(root, 'apps', 'ui');
  if (!existsSync(ui)) return { code: 0, output: '' };
  return runTool([join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'error'], ui);
}

function runTool(argv, cwd) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, argv, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
      });
    }
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code, signal) => resolve({ code: code ?? signal, output }));
  });
}

function projects(root) {
  return ['apps', 'libs'].flatMap((group) =>
    readdirSync(join(root, group), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(root, group, entry.name)),
  );
}

function sourcesFingerprint(root) {
  const hash = createHash('sha256').update(process.version.split('.')[0] ?? '');
  const add = (path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found !== undefined) hash.update(`${path}\0${found.size}\0${found.mtimeMs}\n`);
  };
  for (const name of ['tsconfig.json', 'tsconfig.base.json']) add(join(root, name));
  for (const project of projects(root).sort()) {
    for (const name of PROJECT_FILES) add(join(project, name));
    eachFile(join(project, 'public'), add);
    eachFile(join(project, 'src'), (path) => {
      if (/\.(?:ts|tsx|mts|cts|json|css|svg)$/.test(path) && !path.includes('.test.')) add(path);
    });
  }
  return hash.digest('hex');
}

/** Files below a folder, by name. */
function eachFile(folder, onFile) {
  if (!existsSync(folder)) return;
  const entries = readdirSync(folder, { withFileTypes: true }).sort((left, right) => (left.name < right.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) eachFile(path, onFile);
    else onFile(path);
  }
}

/** Removes compiled files (those with a declaration beside them) whose source is gone. */
function removeOrphans(outputs, sources) {
  eachFile(outputs, (path) => {
    if (!path.endsWith('.js') || !existsSync(`${path.slice(0, -3)}.d.ts`)) return;
    const stem = path.slice(outputs.length, -3);
    if (['.ts', '.tsx'].some((extension) => existsSync(`${sources}${stem}${extension}`))) return;
    for (const extension of ['.js', '.js.map', '.d.ts', '.d.ts.map']) rmSync(`${path.slice(0, -3)}${extension}`, { force: true });
  });
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
