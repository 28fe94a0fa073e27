import { execFileSync, spawnSync } from 'node:child_process';
import { appendFile, mkdir, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openFolder } from '../open-folder.js';
import { listingRegistry, temporaryFolder, writeTree } from '../testing/sample-tree.js';
import { watchSource, type SourceBatch, type SourceWatcher, type WatchOptions } from './source-watcher.js';

const opened: SourceWatcher[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((watcher) => watcher.close()));
});

interface Watched {
  readonly root: string;
  readonly batches: SourceBatch[];
  readonly problems: string[];
  readonly watcher: SourceWatcher;
  /** Waits until the tree as watched is the tree as a fresh walk sees it, and at least one batch came. */
  settled(): Promise<readonly string[]>;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function until(condition: () => boolean | Promise<boolean>, timeoutMs = 8000): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new TypeError('nothing happened in time');
    await pause(5);
  }
}

async function watched(files: Readonly<Record<string, string>>, options: Partial<WatchOptions> = {}): Promise<Watched> {
  const root = await temporaryFolder();
  await writeTree(root, files);
  const batches: SourceBatch[] = [];
  const problems: string[] = [];
  const watcher = await watchSource(await openFolder(root, listingRegistry), {
    onBatch: (batch) => void batches.push(batch),
    onProblem: (sentence) => void problems.push(sentence),
    ...options,
  });
  opened.push(watcher);
  const settled = async (): Promise<readonly string[]> => {
    const stamps = (snapshot: SourceWatcher['snapshot']): string =>
      JSON.stringify(snapshot.files.map((file) => [file.path, file.stamp]));
    await until(async () => batches.length > 0 && stamps(watcher.snapshot) === stamps(await openFolder(root, listingRegistry)));
    return [...new Set(batches.flatMap((batch) => batch.changed))].sort();
  };
  return { root, batches, problems, watcher, settled };
}

describe.each([
  ['file events', {}],
  ['polling', { polling: true, pollIntervalMs: 30 }],
])('watching with %s', (_how, options) => {
  it('tells edits, additions and deletions', async () => {
    const it = await watched({ 'a.py': '1', 'b/c.py': '1', 'b/d.py': '1' }, options);
    await appendFile(join(it.root, 'b/c.py'), '2');
    await writeFile(join(it.root, 'new.py'), '');
    await unlink(join(it.root, 'b/d.py'));
    expect(await it.settled()).toEqual(['b/c.py', 'b/d.py', 'new.py']);
    expect(it.watcher.snapshot.files.map((file) => file.path)).toEqual(['a.py', 'b/c.py', 'new.py']);
  });

  it('sees what is made in folders that are made at the same time', async () => {
    const it = await watched({ 'a.py': '' }, options);
    await writeTree(
      it.root,
      Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`x${at % 3}/y${at % 5}/z/f${at}.py`, ''])),
    );
    expect(await it.settled()).toHaveLength(60);
    await pause(50);
    it.batches.length = 0;
    await writeFile(join(it.root, 'x1/y1/z/f1.py'), 'changed');
    expect(await it.settled()).toEqual(['x1/y1/z/f1.py']);
  });

  it('follows renamed, swapped and deleted folders', async () => {
    const it = await watched({ 'p/q/a.py': '1', 'p/b.py': '2', 'other/c.py': '3' }, options);
    await rename(join(it.root, 'p'), join(it.root, 'moved'));
    await rename(join(it.root, 'other'), join(it.root, 'p'));
    await mkdir(join(it.root, 'other'));
    expect(await it.settled()).toEqual(['moved/b.py', 'moved/q/a.py', 'other/c.py', 'p/b.py', 'p/c.py', 'p/q/a.py']);
    await pause(50);
    it.batches.length = 0;
    await writeTree(it.root, { 'moved/q/a.py': 'edited', 'p/c.py': 'edited', 'other/d.py': 'new' });
    expect(await it.settled()).toEqual(['moved/q/a.py', 'other/d.py', 'p/c.py']);
    it.batches.length = 0;
    await rm(join(it.root, 'moved'), { recursive: true });
    expect(await it.settled()).toEqual(['moved/b.py', 'moved/q/a.py']);
  });

  it('takes atomic saves for edits', async () => {
    const it = await watched({ 'a.py': 'one' }, options);
    for (let round = 0; round < 5; round++) {
      await writeFile(join(it.root, '.a.py.swp'), `round ${round}`);
      await rename(join(it.root, 'a.py'), join(it.root, 'a.py~'));
      await rename(join(it.root, '.a.py.swp'), join(it.root, 'a.py'));
      await unlink(join(it.root, 'a.py~'));
    }
    expect(await it.settled()).toEqual(['a.py']);
    expect(it.batches.every((batch) => batch.snapshot.files.length === 1)).toBe(true);
  });

  it('walks anew when ignore files or project files change', async () => {
    const it = await watched({ 'a.py': '', 'gen/b.py': '', 'package.json': '{}' }, options);
    await writeFile(join(it.root, '.gitignore'), 'gen/\n');
    expect(await it.settled()).toEqual(['gen/b.py']);
    it.batches.length = 0;
    await writeFile(join(it.root, 'package.json'), '{"name":"x"}');
    await until(() => it.batches.length > 0);
    expect(it.batches[0]).toMatchObject({ changed: [], projectFilesChanged: true });
    expect(it.watcher.snapshot.projectFiles.get('package.json')).toBe('{"name":"x"}');
  });

  it('says nothing about files of no interest', async () => {
    const it = await watched({ 'a.py': '', 'node_modules/x.js': '', '.gitignore': 'out/', '.git/HEAD': '0'.repeat(40) }, options);
    await writeTree(it.root, {
      'notes.txt': 'x',
      'node_modules/x.js': 'x',
      'node_modules/y.js': 'x',
      'out/z.py': '',
      '.git/index': 'x',
    });
    await pause(150);
    expect(it.batches).toEqual([]);
  });

  it('keeps everything when the folder goes away, and goes on when it is back', async () => {
    const it = await watched({ 'in/a.py': '' }, { ...options, pollIntervalMs: 30 });
    await rename(it.root, `${it.root}-away`);
    await until(() => it.problems.length > 0);
    expect([it.batches, it.problems]).toEqual([[], [`${it.root} is gone. Its graph stays as it is until the folder is back.`]]);
    await rename(`${it.root}-away`, it.root);
    await writeTree(it.root, { 'in/b.py': '' });
    expect(await it.settled()).toEqual(['in/b.py']);
  });
});

describe('watching', () => {
  const hasGit = spawnSync('git', ['--version']).status === 0;

  it('sees the first edit within 50 ms or so', async () => {
    const it = await watched({ 'a.py': '' });
    const times: number[] = [];
    for (let round = 0; round < 9; round++) {
      it.batches.length = 0;
      const startedAt = performance.now();
      await writeFile(join(it.root, 'a.py'), `round ${round}`);
      await until(() => it.batches.length > 0);
      times.push(performance.now() - startedAt);
      await pause(30);
    }
    expect(times.sort((a, b) => a - b)[4]).toBeLessThan(100);
  });

  it('does not lose what happens while a batch is handled', async () => {
    const seen: string[] = [];
    let active = 0;
    const it = await watched(Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`f${at}.py`, ''])), {
      onBatch: async (batch) => {
        expect(++active).toBe(1);
        await pause(60);
        seen.push(...batch.changed);
        active--;
      },
    });
    for (let at = 0; at < 20; at++) {
      await writeFile(join(it.root, `f${at}.py`), 'x');
      await pause(10);
    }
    await until(() => new Set(seen).size === 20);
  });

  it('waits for the end of a change that git makes', async () => {
    const it = await watched({ 'a.py': '', '.git/HEAD': '0'.repeat(40) });
    await writeFile(join(it.root, '.git/index.lock'), '');
    await writeFile(join(it.root, 'a.py'), 'half');
    await pause(300);
    expect(it.batches).toEqual([]);
    await writeFile(join(it.root, 'b.py'), 'whole');
    await rm(join(it.root, '.git/index.lock'));
    await it.settled();
    expect(it.batches.map((batch) => batch.changed)).toEqual([['a.py', 'b.py']]);
  });

  it.skipIf(!hasGit)('brings a checkout of another branch in few batches', async () => {
    const it = await watched({});
    const git = (...parameters: string[]): void =>
      void execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...parameters], { cwd: it.root, stdio: 'pipe' });
    git('init', '-q', '-b', 'main');
    await writeTree(it.root, Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`d${at % 20}/f${at}.py`, 'one'])));
    git('add', '.');
    git('commit', '-q', '-m', 'one');
    git('checkout', '-q', '-b', 'other');
    git('rm', '-q', '-r', 'd0', 'd1');
    await writeTree(it.root, Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`e${at % 10}/g${at}.py`, 'two'])));
    git('add', '.');
    git('commit', '-q', '-m', 'two');
    await it.settled();
    await pause(300);
    it.batches.length = 0;
    git('checkout', '-q', 'main');
    expect(await it.settled()).toHaveLength(230);
    expect(it.batches.length).toBeLessThanOrEqual(3);
  });

  it('goes on after a batch that failed, and brings its changes again', async () => {
    const seen: (readonly string[])[] = [];
    const it = await watched(
      { 'a.py': '', 'b.py': '' },
      {
        onBatch: (batch) => {
          if (seen.push(batch.changed) === 1) throw new TypeError('database away');
        },
      },
    );
    await writeFile(join(it.root, 'a.py'), 'x');
    await until(() => it.problems.length > 0);
    expect(it.problems).toEqual(['A change could not be taken over: database away']);
    await writeFile(join(it.root, 'b.py'), 'x');
    await until(() => seen.length === 2);
    expect(seen).toEqual([['a.py'], ['a.py', 'b.py']]);
  });
});
