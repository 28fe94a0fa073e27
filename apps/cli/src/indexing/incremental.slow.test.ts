import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { InMemoryGraphStore } from '@codexgraph/graph-store/testing';
import { createIndexer, type ComposedIndexer } from '@codexgraph/indexer';
import { applyRandomEdit, type FileTree } from '@codexgraph/indexer/testing';
import { corpusFolder } from '../../../../tools/corpora.mjs';
import { seededRandom } from '../bench/seeded-random.js';
import { exportLines } from '../export/export-lines.js';

const SOURCE_FILE = /\.(?:py|ts|js|json|toml)$/;

let work: string;
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'codexgraph-incremental-'));
});
afterAll(() => rm(work, { recursive: true, force: true }));

async function composed(store: InMemoryGraphStore, home: string) {
  let time = 0;
  return createIndexer({
    home,
    threads: availableParallelism(),
    writer: store,
    reader: store,
    environment: process.env,
    meter: { nowMs: () => performance.now(), cpuSeconds: () => 0, peakRssMb: () => 0 },
    now: () => ++time,
  });
}

async function exported(store: InMemoryGraphStore, name: string): Promise<string> {
  let text = '';
  for await (const chunk of exportLines(store, name)) text += chunk;
  return text;
}

/** The export of a clean index, by an indexer and a store that know nothing of earlier states. */
async function cleanExport(folder: string, facts: string): Promise<string> {
  const store = new InMemoryGraphStore();
  const parts = await composed(store, facts);
  await parts.indexer.index({ name: 'r', source: { kind: 'folder', location: folder, subfolder: '' } });
  await parts.close();
  return exported(store, 'r');
}

async function readTree(folder: string): Promise<FileTree> {
  const tree: FileTree = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && SOURCE_FILE.test(path)) tree.set(relative(folder, path), await readFile(path, 'utf8'));
  }
  return tree;
}

/** Makes the folder hold exactly the tree's files, writing only what differs. */
async function writeTree(folder: string, before: FileTree, after: FileTree): Promise<void> {
  for (const path of before.keys()) if (!after.has(path)) await rm(join(folder, path));
  for (const [path, text] of after) {
    if (before.get(path) === text) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

interface Run {
  readonly folder: string;
  readonly store: InMemoryGraphStore;
  readonly parts: ComposedIndexer;
}

async function startRun(corpus: string): Promise<Run> {
  const folder = join(work, corpus, 'tree');
  await cp(await corpusFolder(corpus), folder, { recursive: true });
  const store = new InMemoryGraphStore();
  const parts = await composed(store, join(work, corpus, 'home'));
  await parts.indexer.index({ name: 'r', source: { kind: 'folder', location: folder, subfolder: '' } });
  return { folder, store, parts };
}

/** The first lines that differ, so that a failure tells where to look. */
function differingLines(actual: string, expected: string): string {
  const [left, right] = [new Set(actual.split('\n')), new Set(expected.split('\n'))];
  const extra = [...left].filter((line) => !right.has(line)).slice(0, 5);
  const missing = [...right].filter((line) => !left.has(line)).slice(0, 5);
  return [...extra.map((line) => `+ ${line}`), ...missing.map((line) => `- ${line}`)].join('\n').slice(0, 4000);
}

test.each([
  ['requests', 1, 15],
  ['express', 2, 15],
  ['zod', 3, 5],
])('the updated graph of %s equals a clean one byte for byte after each random edit', async (corpus, seed, edits) => {
  const { folder, store, parts } = await startRun(corpus);
  const random = seededRandom(seed);
  const original = await readTree(folder);
  let tree: FileTree = new Map(original);
  let repository = await parts.indexer.open('r');
  const history: string[] = [];
  for (let step = 0; step < edits; step++) {
    const before = new Map(tree);
    tree = new Map(tree);
    history.push(applyRandomEdit(tree, original, random));
    await writeTree(folder, before, tree);
    if (random() < 0.2) {
      // As after a restart: nothing in memory, only what is on disk.
      await repository.close();
      repository = await parts.indexer.open('r');
    } else {
      await repository.refresh();
    }
    const [actual, expected] = [await exported(store, 'r'), await cleanExport(folder, join(work, corpus, 'home'))];
    if (actual !== expected) {
      expect.fail(`step ${String(step)} differs after:\n${history.slice(-5).join('\n')}\n${differingLines(actual, expected)}`);
    }
  }
  await repository.close();
  await parts.close();
});
