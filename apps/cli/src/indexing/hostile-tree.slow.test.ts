import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CodexGraphError } from '@codexgraph/graph-model';
import { openGraphStore, type GraphStore } from '@codexgraph/graph-store';
import { createIndexer, type ComposedIndexer } from '@codexgraph/indexer';
import { exportLines } from '../export/export-lines.js';

const RIGHT_TO_LEFT = '\u202Eright-to-left';
const LONG = Array.from({ length: 8 }, (_, at) => `${'d'.repeat(40)}${String(at)}`).join('/');
const MEGABYTE = 1_000_000;

/** Every file that people should not have, beside one that they should. */
const TREE: Readonly<Record<string, string | Uint8Array>> = {
  'whole.py': 'def whole():\n    return part()\n\n\ndef part():\n    return 1\n',
  'package/__init__.py': '',
  'package/twin.py': 'def twin():\n    return 1\n',
  'package/twin/__init__.py': 'def twin():\n    return 2\n',
  "it's.py": 'def quoted():\n    return 1\n',
  '"double".py': 'x = 1\n',
  '`tick`.py': 'def ticked():\n    return 1\n',
  "a'} DETACH DELETE n.py": 'x = 1\n',
  'line\nbreak.py': 'def broken():\n    return 1\n',
  '😀.py': 'def smile():\n    return "😀"\n',
  [`${RIGHT_TO_LEFT}.py`]: 'def משתנה():\n    return 1\n',
  'Case.py': 'def upper():\n    return 1\n',
  'case.py': 'def lower():\n    return 1\n',
  [`${LONG}/deep.py`]: 'def deep():\n    return 1\n',
  'binary.py': new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1]),
  'nul.py': 'x = 1\n\0\ny = 2\n',
  'latin.py': new Uint8Array([0x78, 0x20, 0x3d, 0x20, 0x27, 0xe9, 0x27, 0x0a]),
  'large.py': `x = 1\n${'# filler\n'.repeat((50 * MEGABYTE) / 9)}`,
  'line.py': `x = [${'1, '.repeat((5 * MEGABYTE) / 3)}]\n`,
  'nested.py': `${'('.repeat(100_000)}1${')'.repeat(100_000)}\n`,
  'errors.py': 'def (:\nclass class class\n) ) ]\n'.repeat(500),
  'errors.ts': 'function { => ) class\n'.repeat(500),
};

let work: string;
let tree: string;
let store: GraphStore;
let parts: ComposedIndexer;
const repository = `hostile-${String(process.pid)}`;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'codexgraph-hostile-'));
  tree = join(work, 'tree');
  for (const [path, content] of Object.entries(TREE)) {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), content);
  }
  await symlink('/etc', join(tree, 'etc'));
  await symlink('.', join(tree, 'loop'));
  await symlink('/etc/hosts', join(tree, 'hosts.py'));
  store = await openGraphStore({
    uri: process.env['NEO4J_URI'] ?? '',
    user: process.env['NEO4J_USER'] ?? '',
    password: process.env['NEO4J_PASSWORD'] ?? '',
    newId: () => crypto.randomUUID(),
  });
  parts = await createIndexer({
    home: join(work, 'home'),
    threads: 2,
    writer: store.writer,
    reader: store.graphs,
    environment: process.env,
    meter: { nowMs: () => performance.now(), cpuSeconds: () => 0, peakRssMb: () => 0 },
    now: () => Date.now(),
  });
});
afterAll(async () => {
  await parts.close();
  await store.writer.deleteRepository(repository);
  await store.close();
  await rm(work, { recursive: true, force: true });
});

const index = (name: string, location: string) =>
  parts.indexer.index({ name, source: { kind: 'folder', location, subfolder: '' } });

async function exported(): Promise<string> {
  let text = '';
  for await (const chunk of exportLines(store.graphs, repository)) text += chunk;
  return text;
}

describe('a tree of bad files', () => {
  it('is indexed whole: each file is in the graph or listed with a reason, and names are as they are', async () => {
    const report = await index(repository, tree);
    const reasons = new Map(report.skipped.map(({ path, reason }) => [path, reason]));
    const lines = (await exported()).trim().split('\n');
    const nodes = lines.flatMap((line) => {
      const { node } = JSON.parse(line) as { node?: { label: string; file_path: string; name: string } };
      return node === undefined ? [] : [node];
    });
    const modules = new Set(nodes.filter(({ label }) => label === 'MODULE').map((node) => node.file_path));
    for (const path of Object.keys(TREE)) expect(modules.has(path) !== reasons.has(path), path).toBe(true);
    for (const path of ['binary.py', 'large.py']) expect(reasons.get(path), path).toMatch(/\w+ \w+/);
    for (const name of ['whole', 'quoted', 'ticked', 'broken', 'smile', 'משתנה', 'upper', 'lower', 'deep']) {
      expect(nodes.filter((node) => node.label === 'FUNCTION' && node.name === name).length, name).toBe(1);
    }
    expect(nodes.filter((node) => node.label === 'FUNCTION' && node.name === 'twin').length).toBe(2);
    expect(lines.some((line) => line.includes('/etc') || line.includes('localhost'))).toBe(false);
  });

  it('gives the same bytes again', async () => {
    const before = await exported();
    await index(repository, tree);
    expect(await exported()).toBe(before);
  });

  it.each([
    ['that is empty', 'empty', {}],
    ['without a file of a known language', 'text', { 'a.txt': 'words' }],
    ['with nothing that can be read', 'unreadable', { 'a.py': new Uint8Array([0, 0, 0, 0]) }],
  ] as [string, string, Readonly<Record<string, string | Uint8Array>>][])(
    'a folder %s is told as such, and the graph before stays',
    async (_title, name, files) => {
      const folder = join(work, name);
      await mkdir(folder);
      for (const [path, content] of Object.entries(files)) await writeFile(join(folder, path), content);
      const before = await exported();
      const error: unknown = await index(repository, folder).catch((reason: unknown) => reason);
      expect(CodexGraphError.isInstance(error) && error.code).toBe('NOTHING_TO_INDEX');
      expect(await exported()).toBe(before);
    },
  );
});

describe('codexgraph index', () => {
  const main = join(import.meta.dirname, '../../dist/main.js');
  const run = (...parameters: string[]): { code: number; text: string; home: boolean } => {
    const home = join(work, 'untouched');
    try {
      const text = execFileSync(process.execPath, [main, 'index', ...parameters], {
        env: { PATH: process.env['PATH'], CODEXGRAPH_HOME: home },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      return { code: 0, text, home: false };
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: string };
      return { code: status, text: stderr, home: false };
    }
  };

  it.each([
    ['/no/such/folder', 'There is no folder /no/such/folder. Check the path.'],
    ['/etc/hosts/inside', 'a part of the path is a file'],
    [`/${'x'.repeat(300)}`, 'longer than this system allows'],
    ['ext::sh -c id', 'transport helper'],
    ['https://', 'git URL'],
  ])('says what is wrong with %j before it starts a server', (path, sentence) => {
    const { code, text } = run(path, '--name', 'x');
    expect(code).toBe(1);
    expect(text).toContain(sentence);
    expect(text.trim().split('\n')).toHaveLength(1);
  });

  it('refuses hostile names of repositories', () => {
    expect(run(tree, '--name', "a'} DETACH DELETE")).toMatchObject({ code: 1 });
  });
});
