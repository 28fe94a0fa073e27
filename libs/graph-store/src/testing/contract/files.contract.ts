import { beforeAll, describe, expect, it } from 'vitest';
import { failure, listsFromEveryCursor, type ContractFixture } from './contract-fixture.js';

/** Files, folders and their quality. */
export function describeFiles(fixture: ContractFixture): void {
  const { published } = fixture;
  describe('files', () => {
    let name = '';
    beforeAll(async () => {
      name = await published();
    });

    it('form a tree with sums', async () => {
      const root = await fixture.store.files.folderEntries(name, '', { limit: 1 });
      expect(root?.items).toMatchObject([
        { kind: 'folder', name: 'pkg', path: 'pkg', quality: { files: 2, lines: 6, calls: { total: 5, unresolved: 2 } } },
      ]);
      const rest = await fixture.store.files.folderEntries(name, '', { limit: 5, after: root?.next ?? '' });
      expect(rest?.items).toMatchObject([
        { kind: 'file', name: 'main.py', path: 'main.py', moduleId: 'MODULE:main.py', language: 'python' },
      ]);
      const inner = await fixture.store.files.folderEntries(name, 'pkg', { limit: 5 });
      expect(inner?.items.map((entry) => entry.path)).toEqual(['pkg/empty.py', 'pkg/session.py']);
      expect(await fixture.store.files.folderEntries(name, 'pk', { limit: 5 })).toBeUndefined();
    });

    it('are listed with a cursor for each, behind which the list goes on', async () => {
      const entries = await listsFromEveryCursor(
        async (request) => (await fixture.store.files.folderEntries(name, '', request)) ?? { items: [], cursors: [] },
      );
      expect(entries.length).toBe(3);
      for (const list of entries) expect(list).toEqual(entries[0]);
    });

    it('tell how complete they are', async () => {
      const all = {
        files: 3,
        lines: 9,
        calls: { total: 6, resolved: 3, external: 1, unresolved: 2 },
        importsUnresolved: 1,
        parseErrors: 0,
      };
      expect(await fixture.store.files.quality(name)).toEqual(all);
      expect((await fixture.store.files.quality(name, 'nothing')).files).toBe(0);
      expect((await fixture.store.files.worstFolders(name, 5)).map((entry) => entry.folder)).toEqual(['pkg']);
    });

    it('form a map that opens folder by folder', async () => {
      const closed = await fixture.store.files.codeMap(name, { open: [], maxEntries: 10 });
      expect(closed).toEqual({
        entries: [
          {
            kind: 'file',
            path: 'main.py',
            name: 'main.py',
            moduleId: 'MODULE:main.py',
            language: 'python',
            files: 1,
            lines: 3,
            symbols: 0,
            inside: 0,
          },
          { kind: 'folder', path: 'pkg', name: 'pkg', files: 2, lines: 6, symbols: 4, inside: 0 },
        ],
        relations: [{ source: 'main.py', target: 'pkg', type: 'IMPORTS', count: 1 }],
        omitted: 0,
      });
      const open = await fixture.store.files.codeMap(name, { open: ['pkg'], maxEntries: 10 });
      expect(open.entries.map((entry) => entry.path)).toEqual(['main.py', 'pkg/empty.py', 'pkg/session.py']);
      expect(open.relations).toEqual([{ source: 'main.py', target: 'pkg/session.py', type: 'IMPORTS', count: 1 }]);
      expect(await failure(fixture.store.files.codeMap(name, { open: [], maxEntries: 0 }))).toBe('BAD_INPUT');
      expect(await failure(fixture.store.files.codeMap('nothing', { open: [], maxEntries: 1 }))).toBe('NOT_FOUND');
    });

    it('give their source by range', async () => {
      const text = await fixture.store.files.sourceText(name, 'pkg/session.py', { startLine: 5, endLine: 99 });
      expect(text).toEqual({
        filePath: 'pkg/session.py',
        language: 'python',
        text: 'def helper(x):\n    return x',
        startLine: 5,
        endLine: 6,
        totalLines: 6,
      });
      expect(await fixture.store.files.sourceText(name, 'pkg/empty.py')).toMatchObject({ text: '', totalLines: 0 });
      expect(await fixture.store.files.sourceText(name, 'main.py')).toBeUndefined();
      expect(await fixture.store.files.sourceText(name, 'nothing.py')).toBeUndefined();
      expect(await failure(fixture.store.files.sourceText(name, 'pkg/session.py', { startLine: 0, endLine: 1 }))).toBe(
        'BAD_INPUT',
      );
    });
  });
}
