import { beforeAll, expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import type { ExtractedFile } from '../extraction/extract-snapshot.js';
import { extractFile } from '../extraction/file-extractor.js';
import { loadLanguages, type LanguageRegistry } from '../languages/registry.js';
import { loadLinkLanguages } from '../linking/language/load-link-languages.js';
import type { LinkedLanguage } from '../linking/linker.js';
import { edgeRows, graphDifference, nodeRows } from './graph-rows.js';
import { Workspace } from './workspace.js';

type Sources = Readonly<Record<string, string>>;

let registry: LanguageRegistry;
let linkLanguages: readonly LinkedLanguage[];
beforeAll(async () => {
  registry = await loadLanguages();
  linkLanguages = await loadLinkLanguages(registry, extractFile);
});

const texts = new Map<string, string>();

async function extracted(path: string, text: string): Promise<ExtractedFile> {
  const language = registry.byPath(path);
  if (language === undefined) throw new TypeError(path);
  const hash = createHash('sha256').update(text).digest('hex');
  texts.set(hash, text);
  const facts = await extractFile(language, text);
  return { path, language, hash, size: text.length, stamp: hash, vendored: false, generated: false, facts };
}

async function take(workspace: Workspace, sources: Sources): Promise<void> {
  const paths = Object.keys(sources).sort();
  const files = await Promise.all(paths.map((path) => extracted(path, sources[path] ?? '')));
  workspace.refresh({ files, skipped: [], parsed: 0 }, new Map());
}

const readText = (file: ExtractedFile): Promise<string | undefined> => Promise.resolve(texts.get(file.hash));

/** What a change means, as short text. */
async function differenceOf(workspace: Workspace) {
  const { upsertNodes, deleteNodeIds, upsertEdges, deleteEdges } = await graphDifference(workspace.change, workspace, readText);
  return {
    nodes: upsertNodes.map((row) => row.id),
    gone: deleteNodeIds,
    edges: upsertEdges.map((row) => `${row.type} ${row.source} ${row.target}`),
    goneEdges: deleteEdges.map((key) => `${key.type} ${key.source} ${key.target}`),
  };
}

const BEFORE: Sources = { 'a.py': 'def f():\n    return 1\n', 'b.py': 'from a import f\n\ndef g():\n    return f()\n' };

test('a change of one body is a difference of that file alone', async () => {
  const workspace = new Workspace(linkLanguages);
  await take(workspace, BEFORE);
  workspace.markPublished();
  await take(workspace, { ...BEFORE, 'a.py': 'def f():\n    return 2\n' });
  expect(await differenceOf(workspace)).toEqual({
    nodes: ['MODULE:a.py', 'FUNCTION:a.py:f'],
    gone: [],
    edges: [],
    goneEdges: [],
  });
});

test('a change that was not published comes again with the next one', async () => {
  const workspace = new Workspace(linkLanguages);
  await take(workspace, BEFORE);
  workspace.markPublished();
  await take(workspace, { ...BEFORE, 'a.py': 'def f():\n    return 2\n' });
  await take(workspace, { 'a.py': 'def f():\n    return 2\n' });
  expect(await differenceOf(workspace)).toEqual({
    nodes: ['MODULE:a.py', 'FUNCTION:a.py:f'],
    gone: ['MODULE:b.py', 'FUNCTION:b.py:g'],
    edges: [],
    goneEdges: [
      'CALLS FUNCTION:b.py:g FUNCTION:a.py:f',
      'CONTAINS MODULE:b.py FUNCTION:b.py:g',
      'IMPORTS MODULE:b.py FUNCTION:a.py:f',
      'IMPORTS MODULE:b.py MODULE:a.py',
    ],
  });
  workspace.markPublished();
  await take(workspace, { 'a.py': 'def f():\n    return 2\n' });
  expect(await differenceOf(workspace)).toEqual({ nodes: [], gone: [], edges: [], goneEdges: [] });
});

test('a file that was changed back before it was published makes no difference', async () => {
  const workspace = new Workspace(linkLanguages);
  await take(workspace, BEFORE);
  workspace.markPublished();
  await take(workspace, { ...BEFORE, 'a.py': 'x = 1\n' });
  await take(workspace, BEFORE);
  expect(await differenceOf(workspace)).toEqual({ nodes: [], gone: [], edges: [], goneEdges: [] });
});

test('symbols with names that no index takes are left out and told; the rest of the file is indexed', async () => {
  const long = 'n'.repeat(3000);
  const workspace = new Workspace(linkLanguages);
  await take(workspace, {
    'a.py': `import ${long}\ndef ${long}():\n    def inner():\n        pass\n\ndef g():\n    ${long}()\n`,
  });
  const ids: string[] = [];
  for await (const row of nodeRows(workspace, readText)) ids.push(row.id);
  expect(ids).toEqual(['MODULE:a.py', 'FUNCTION:a.py:g']);
  expect([...edgeRows(workspace)].map((row) => `${row.type} ${row.source} ${row.target}`)).toEqual([
    'CONTAINS MODULE:a.py FUNCTION:a.py:g',
  ]);
  expect(workspace.skipped).toEqual([
    {
      path: 'a.py',
      reason: '2 of its symbols have names that are too long to be indexed, and are left out; the rest is indexed',
    },
  ]);
  expect(workspace.counts()).toMatchObject({
    files: 1,
    filesSkipped: 0,
    nodes: { MODULE: 1, FUNCTION: 1 },
    edges: { CONTAINS: 1 },
  });
});

test('files taken in any order give the same rows', async () => {
  const sources: Sources = {
    ...BEFORE,
    'pkg/__init__.py': 'from .base import *\n',
    'pkg/base.py': 'from . import late\n\nclass Base:\n    def run(self):\n        return late.make().run()\n',
    'pkg/late.py':
      'from .base import Base\nfrom a import f\n\nclass Late(Base):\n    pass\n\ndef make():\n    f()\n    return Late()\n',
    'web/a.ts': "import { b } from './b.js';\nexport const a = () => b();\nexport default class A { go() { return a(); } }\n",
    'web/b.ts': "import A from './a.js';\nexport function b(): number { return new A().go(); }\n",
  };
  const files = await Promise.all(Object.entries(sources).map(([path, text]) => extracted(path, text)));
  const orders = [files, files.toReversed(), [...files.slice(4), ...files.slice(0, 4)]];
  const [first, ...others] = await Promise.all(
    orders.map(async (order) => {
      const workspace = new Workspace(linkLanguages);
      workspace.refresh({ files: order, skipped: [], parsed: 0 }, new Map());
      const rows = [...edgeRows(workspace)].map((row) => JSON.stringify(row));
      for await (const row of nodeRows(workspace, readText)) rows.push(JSON.stringify(row));
      // An export sorts them.
      return rows.sort();
    }),
  );
  expect(first?.filter((row) => row.includes('"CALLS"')).length).toBeGreaterThan(4);
  for (const other of others) expect(other).toEqual(first);
});
