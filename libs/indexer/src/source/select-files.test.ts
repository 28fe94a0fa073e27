import { describe, expect, it } from 'vitest';
import { selectFiles, type Selection } from './select-files.js';
import type { SourceTree, TreeEntry, Unreadable } from './source-tree.js';
import { listingRegistry } from './testing/sample-tree.js';

const DENIED: Unreadable = { ok: false, reason: 'no permission to read it', missing: false };

/** A tree of empty files; names that end with `!` may not be read. Reading is denied to everyone, root too. */
function tree(paths: readonly string[]): SourceTree {
  const isDenied = (path: string): boolean => path.endsWith('!') || path.includes('!/');
  const list = (folder: string): readonly TreeEntry[] => {
    const prefix = folder === '' ? '' : `${folder}/`;
    const inside = paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
    const names = new Map<string, TreeEntry>();
    for (const path of inside) {
      const name = path.split('/', 1)[0] ?? '';
      names.set(name, { name, kind: path === name ? 'file' : 'folder' });
    }
    return [...names.values()];
  };
  return {
    list: (folder) => Promise.resolve(isDenied(folder) ? DENIED : { ok: true, entries: list(folder) }),
    status: (path) => Promise.resolve(isDenied(path) ? DENIED : { ok: true, kind: 'file', size: 0, stamp: '' }),
    linkTarget: () => Promise.resolve({ kind: 'broken' }),
    read: (path) =>
      Promise.resolve(isDenied(path) || path.includes('denied') ? DENIED : { ok: true, bytes: new Uint8Array(), stamp: '' }),
  };
}

const select = (paths: readonly string[]): Promise<Selection> => selectFiles(tree(paths), listingRegistry);

describe('selectFiles', () => {
  it('reports folders that may not be listed and goes on', async () => {
    const selection = await select(['a.py', 'closed!/b.py', 'c/closed!/d.py', 'c/e.py']);
    expect(selection.files.map((file) => file.path)).toEqual(['a.py', 'c/e.py']);
    expect(selection.skipped).toEqual([
      { path: 'c/closed!', reason: 'no permission to read it' },
      { path: 'closed!', reason: 'no permission to read it' },
    ]);
    expect(selection.folders).toEqual(['', 'c']);
  });

  it('reports project files that may not be read', async () => {
    const selection = await select(['denied/package.json', 'ok/package.json']);
    expect([...selection.projectFiles.keys()]).toEqual(['ok/package.json']);
    expect(selection.skipped).toEqual([{ path: 'denied/package.json', reason: 'no permission to read it' }]);
  });

  it('goes on without an ignore file that may not be read', async () => {
    expect((await select(['denied/.gitignore', 'denied/a.py'])).files.map((file) => file.path)).toEqual(['denied/a.py']);
  });

  it('gives the same list whatever order folders are listed in', async () => {
    const paths = ['b/x.py', 'a/y.py', 'a.py', 'a/b/c.ts', 'Z.py', 'package.json', 'é/a.py'];
    expect(await select(paths)).toEqual(await select([...paths].reverse()));
  });

  it('enters thousands of nested folders without growing the stack', async () => {
    const deep = `${'d/'.repeat(3000)}a.py`;
    expect((await select([deep])).files.map((file) => file.path)).toEqual([deep]);
  });
});
