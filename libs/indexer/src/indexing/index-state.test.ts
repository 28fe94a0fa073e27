import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { factsKey } from '../extraction/extract-snapshot.js';
import { loadLanguages } from '../languages/registry.js';
import type { SourceFile } from '../source/select-files.js';
import { describesSnapshot, IndexStateStore, type IndexState } from './index-state.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codexgraph-state-'));
});
afterEach(() => rm(folder, { recursive: true }));

const state: IndexState = {
  revision: 'r1',
  files: [{ path: 'a.py', languageKey: 'python.py', hash: 'h', size: 1, stamp: 's', vendored: false, generated: false }],
  projectFiles: new Map([['pyproject.toml', '[project]']]),
  skipped: [{ path: 'b.bin', reason: 'is binary' }],
  skippedPublished: [{ path: 'b.bin', reason: 'is binary' }],
};

test('a state comes back as it was kept, under any name', async () => {
  const store = new IndexStateStore(folder, 'f1');
  await store.save("../a'} DETACH DELETE", state);
  expect(await store.load("../a'} DETACH DELETE")).toEqual(state);
  expect(await store.load('other')).toBeUndefined();
  expect(await readdir(folder)).toHaveLength(1);
});

test('a state of other code is not used', async () => {
  await new IndexStateStore(folder, 'f1').save('a', state);
  expect(await new IndexStateStore(folder, 'f2').load('a')).toBeUndefined();
});

test('a damaged state counts as none', async () => {
  const store = new IndexStateStore(folder, 'f1');
  await store.save('a', state);
  const path = join(folder, (await readdir(folder))[0] ?? '');
  const bytes = await readFile(path);
  bytes[20] = (bytes[20] ?? 0) ^ 255;
  await writeFile(path, bytes);
  expect(await store.load('a')).toBeUndefined();
  await writeFile(path, '');
  expect(await store.load('a')).toBeUndefined();
});

test('a forgotten state is gone', async () => {
  const store = new IndexStateStore(folder, 'f1');
  await store.save('a', state);
  await store.forget('a');
  expect(await store.load('a')).toBeUndefined();
});

test('a state describes the source it was made of, and no other', async () => {
  const language = (await loadLanguages()).byPath('a.py');
  if (language === undefined) throw new TypeError('no Python');
  const files: readonly SourceFile[] = [{ path: 'a.py', language, size: 1, stamp: 's', vendored: false }];
  const same = { files, projectFiles: state.projectFiles, skipped: state.skipped };
  const known = { ...state, files: state.files.map((file) => ({ ...file, languageKey: factsKey(language) })) };
  expect(describesSnapshot(known, same)).toBe(true);
  const others = [
    { ...same, files: files.map((file) => ({ ...file, stamp: 't' })) },
    { ...same, files: files.map((file) => ({ ...file, vendored: true })) },
    { ...same, files: files.map((file) => ({ ...file, path: 'c.py' })) },
    { ...same, files: [] },
    { ...same, projectFiles: new Map([['pyproject.toml', '']]) },
    { ...same, skipped: [] },
  ];
  expect(others.filter((other) => describesSnapshot(known, other))).toEqual([]);
});
