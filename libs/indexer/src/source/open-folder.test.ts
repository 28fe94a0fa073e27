import { execFileSync, spawnSync } from 'node:child_process';
import { appendFile, chmod, mkdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFolder, type FolderOptions } from './open-folder.js';
import type { SourceSnapshot } from './source-snapshot.js';
import { listingRegistry, temporaryFolder, writeTree } from './testing/sample-tree.js';

const hasGit = spawnSync('git', ['--version']).status === 0;
const isRoot = process.getuid?.() === 0;
/** Debian's and every other system's 'nobody'. */
const ORDINARY_USER = 65_534;

async function open(files: Readonly<Record<string, string | Uint8Array>>, options: FolderOptions = {}): Promise<SourceSnapshot> {
  const folder = await temporaryFolder();
  await writeTree(folder, files);
  return openFolder(folder, listingRegistry, options);
}

const paths = (snapshot: SourceSnapshot): readonly string[] => snapshot.files.map((file) => file.path);
const skipped = (snapshot: SourceSnapshot): Readonly<Record<string, string>> =>
  Object.fromEntries(snapshot.skipped.map(({ path, reason }) => [path, reason]));

describe('the file list of a folder', () => {
  it('holds source files of known languages, sorted by code units', async () => {
    const snapshot = await open({ 'b.py': '', 'a/z.ts': '', 'a.py': '', 'B.py': '', 'README.md': '', 'ä.py': '', 'a-b.js': '' });
    expect(paths(snapshot)).toEqual(['B.py', 'a-b.js', 'a.py', 'a/z.ts', 'b.py', 'ä.py']);
    expect(snapshot.files.map((file) => file.language.id)).toEqual([
      'python',
      'typescript',
      'python',
      'typescript',
      'python',
      'python',
    ]);
    expect(snapshot.skipped).toEqual([]);
  });

  it('knows scripts by their first line', async () => {
    const snapshot = await open({
      'bin/run': '#!/usr/bin/env -S python3.11 -u\n',
      'bin/serve': '#!/usr/bin/node\n',
      'bin/sh': '#!/bin/sh\n',
      LICENSE: 'python',
    });
    expect(snapshot.files.map((file) => [file.path, file.language.id])).toEqual([
      ['bin/run', 'python'],
      ['bin/serve', 'typescript'],
    ]);
  });

  it('follows nested and negated ignore files and the clone’s own', async () => {
    const snapshot = await open({
      '.gitignore': 'out/\n*.gen.py\n!keep.gen.py\n',
      '.git/info/exclude': 'local.py\n',
      'out/a.py': '',
      'a.gen.py': '',
      'keep.gen.py': '',
      'local.py': '',
      'sub/.gitignore': '!a.gen.py\n/only-here.py\n',
      'sub/a.gen.py': '',
      'sub/only-here.py': '',
      'sub/deep/only-here.py': '',
    });
    expect(paths(snapshot)).toEqual(['keep.gen.py', 'sub/a.gen.py', 'sub/deep/only-here.py']);
  });

  it('lets .codexgraphignore and options overrule the rest', async () => {
    const files = {
      '.gitignore': 'dist/\n',
      '.codexgraphignore': '!dist/\n!node_modules/\n/legacy/\n',
      'dist/a.js': '',
      'node_modules/mine/a.js': '',
      'legacy/a.py': '',
      'legacy/b.py': '',
      '.git/hooks/a.py': '',
    };
    expect(paths(await open(files))).toEqual(['dist/a.js', 'node_modules/mine/a.js']);
    expect(paths(await open(files, { exclude: ['dist', '!/legacy/'] }))).toEqual([
      'legacy/a.py',
      'legacy/b.py',
      'node_modules/mine/a.js',
    ]);
  });

  it('leaves out environments and caches', async () => {
    const snapshot = await open({
      'node_modules/x/a.js': '',
      'my-env/pyvenv.cfg': '',
      'my-env/lib/a.py': '',
      '__pycache__/a.py': '',
      'target/CACHEDIR.TAG': '',
      'target/a.py': '',
      'pkg.egg-info/a.py': '',
      'src/a.py': '',
    });
    expect(paths(snapshot)).toEqual(['src/a.py']);
  });

  it('flags vendored files, or skips them when asked to', async () => {
    const files = { 'vendor/lib/a.py': '', 'src/vendor.py': '' };
    expect((await open(files)).files.map((file) => [file.path, file.vendored])).toEqual([
      ['src/vendor.py', false],
      ['vendor/lib/a.py', true],
    ]);
    expect(skipped(await open(files, { vendored: 'skip' }))).toEqual({
      'vendor/lib/a.py': "lies in a folder for other people's code",
    });
  });

  it('gives the text of project files', async () => {
    const snapshot = await open({
      'pyproject.toml': '[project]',
      'packages/a/package.json': '{}',
      'tsconfig.base.json': '{"a":1}',
      'other.json': '',
      'node_modules/x/package.json': '{}',
    });
    expect([...snapshot.projectFiles]).toEqual([
      ['packages/a/package.json', '{}'],
      ['pyproject.toml', '[project]'],
      ['tsconfig.base.json', '{"a":1}'],
    ]);
  });

  it('keeps paths of the whole source for a subfolder, with the project files around it', async () => {
    const snapshot = await open(
      {
        'package.json': '{}',
        'a.py': '',
        'p/x/a.py': '',
        'p/x/y/b.py': '',
        'p/package.json': '{}',
        'p/z/c.py': '',
        '.gitignore': 'y/',
      },
      { subfolder: 'p/x' },
    );
    expect(paths(snapshot)).toEqual(['p/x/a.py']);
    expect([...snapshot.projectFiles.keys()]).toEqual(['p/package.json', 'package.json']);
  });

  it('sees new files after a refresh', async () => {
    const snapshot = await open({ 'a.py': '' });
    await writeTree(snapshot.folder ?? '', { 'b.py': '' });
    expect(paths(await snapshot.refresh())).toEqual(['a.py', 'b.py']);
  });
});

describe('bad input inside a folder', () => {
  it('takes odd names as they are', async () => {
    const names = [
      "it's.py",
      '"quoted".py',
      '`tick`.py',
      'line\nbreak.py',
      '😀.py',
      '\u202Eright-to-left.py',
      'Case.py',
      'case.py',
      ' space .py',
      '-rf.py',
      '$(x).py',
    ];
    const snapshot = await open(Object.fromEntries(names.map((name) => [name, 'x = 1'])));
    expect(paths(snapshot)).toEqual([...names].sort());
    for (const name of names) expect((await snapshot.read(name)).ok).toBe(true);
  });

  it.skipIf(process.platform !== 'linux')('reports names that are no valid UTF-8', async () => {
    const snapshot = await open({ 'a.py': '' });
    await writeFile(Buffer.concat([Buffer.from(`${snapshot.folder}/bad-`), Buffer.from([0xff]), Buffer.from('.py')]), 'x');
    await mkdir(Buffer.concat([Buffer.from(`${snapshot.folder}/dir-`), Buffer.from([0xfe])]));
    await writeTree(snapshot.folder ?? '', { 'real-\ufffd.py': '' });
    const again = await snapshot.refresh();
    expect(paths(again)).toEqual(['a.py', 'real-\ufffd.py']);
    expect(skipped(again)).toEqual({ 'bad-\\xff.py': 'its name is no valid UTF-8', 'dir-\\xfe': 'its name is no valid UTF-8' });
  });

  it('reaches paths longer than 255 bytes', async () => {
    const folder = Array.from({ length: 12 }, (_, at) => `${'d'.repeat(40)}${at}`).join('/');
    const snapshot = await open({ [`${folder}/a.py`]: 'x = 1' });
    expect(paths(snapshot)).toEqual([`${folder}/a.py`]);
    expect((await snapshot.read(`${folder}/a.py`)).ok).toBe(true);
  });

  it('never follows links', async () => {
    const outside = await temporaryFolder();
    await writeTree(outside, { 'secret.py': '' });
    const snapshot = await open({ 'src/a.py': '', 'README.md': '' });
    const root = snapshot.folder ?? '';
    await symlink('src/a.py', join(root, 'same.py'));
    await symlink('README.md', join(root, 'READTOO.md'));
    await symlink(join(outside, 'secret.py'), join(root, 'out.py'));
    await symlink('/etc', join(root, 'etc'));
    await symlink('.', join(root, 'loop'));
    await symlink('circle.py', join(root, 'circle.py'));
    await symlink('/etc/passwd-that-is-not', join(root, 'gone.py'));
    const again = await snapshot.refresh();
    expect(paths(again)).toEqual(['src/a.py']);
    expect(skipped(again)).toEqual({
      'circle.py': 'is a symbolic link to nothing, or in a circle',
      etc: 'is a symbolic link out of the repository',
      'gone.py': 'is a symbolic link out of the repository',
      'out.py': 'is a symbolic link out of the repository',
      'same.py': 'is a symbolic link to src/a.py, which is read where it lies',
    });
  });

  it('does not wait for pipes', async () => {
    const snapshot = await open({ 'a.py': '' });
    execFileSync('mkfifo', [join(snapshot.folder ?? '', 'pipe.py'), join(snapshot.folder ?? '', 'plain')]);
    expect(skipped(await snapshot.refresh())).toEqual({ 'pipe.py': 'is no regular file' });
    await rm(join(snapshot.folder ?? '', 'a.py'));
    execFileSync('mkfifo', [join(snapshot.folder ?? '', 'a.py')]);
    expect(await snapshot.read('a.py')).toEqual({ ok: false, reason: 'is no regular file', missing: false });
  });

  it('lists files over the size limit', async () => {
    const snapshot = await open({ 'small.py': 'x' });
    await writeFile(join(snapshot.folder ?? '', 'huge.py'), '');
    await truncate(join(snapshot.folder ?? '', 'huge.py'), 50 * 1024 * 1024);
    const again = await snapshot.refresh();
    expect(paths(again)).toEqual(['small.py']);
    expect(skipped(again)).toEqual({ 'huge.py': 'larger than the limit of 4 MiB (50 MiB)' });
  });

  it('skips binary, minified and, when asked to, generated files as it reads them', async () => {
    const files = {
      'binary.py': Buffer.from('MZ\0\0'),
      'bundle.js': `var a=${'"x",'.repeat(10_000)}1`,
      'lib.min.js': 'a()',
      'proto.py': '# Code generated by protoc. DO NOT EDIT.\nx = 1\n',
      'api_pb2.py': 'x = 1\n',
      'talks.py': 'TEXT = "@generated"\n',
      'utf16.py': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('x = 1', 'utf16le')]),
    };
    const snapshot = await open(files);
    const seen = async (from: SourceSnapshot): Promise<unknown> =>
      Object.fromEntries(
        await Promise.all(
          from.files.map(async ({ path }) => [
            path,
            await from.read(path).then((content) => (content.ok ? content.generated : content.reason)),
          ]),
        ),
      );
    expect(await seen(snapshot)).toEqual({
      'api_pb2.py': true,
      'binary.py': 'is binary (it holds NUL bytes)',
      'bundle.js': 'looks minified (40007 bytes per line)',
      'lib.min.js': 'looks minified (3 bytes per line)',
      'proto.py': true,
      'talks.py': false,
      'utf16.py': false,
    });
    expect(await seen(await openFolder(snapshot.folder ?? '', listingRegistry, { generated: 'skip' }))).toMatchObject({
      'proto.py': 'is generated code',
      'talks.py': false,
    });
  });

  it('says so when a file vanishes or grows beyond the limit before it is read', async () => {
    const snapshot = await open({ 'a.py': 'x', 'b.py': 'y' }, { maxFileBytes: 100 });
    await rm(join(snapshot.folder ?? '', 'a.py'));
    await appendFile(join(snapshot.folder ?? '', 'b.py'), 'z'.repeat(200));
    expect(await snapshot.read('a.py')).toEqual({ ok: false, reason: 'vanished while it was read', missing: true });
    expect(await snapshot.read('b.py')).toEqual({
      ok: false,
      reason: 'larger than the limit of 100 bytes (201 bytes)',
      missing: false,
    });
  });

  it('hashes the bytes that it returns, while the file is being replaced', async () => {
    const snapshot = await open({ 'a.py': 'start' });
    const target = join(snapshot.folder ?? '', 'a.py');
    const { createHash } = await import('node:crypto');
    const writer = (async () => {
      for (let at = 0; at < 200; at++) {
        await writeFile(`${target}~`, `version ${at} `.repeat(1000));
        await rename(`${target}~`, target);
      }
    })();
    for (let at = 0; at < 50; at++) {
      const content = await snapshot.read('a.py');
      if (!content.ok) throw new TypeError(content.reason);
      expect(content.hash).toBe(createHash('sha256').update(content.bytes).digest('hex'));
      const versions = new Set(
        Buffer.from(content.bytes)
          .toString()
          .match(/version \d+/g),
      );
      expect(versions.size).toBeLessThanOrEqual(1);
    }
    await writer;
  });

  it('reports files and folders that may not be read', async () => {
    const snapshot = await open({ 'closed.py': '', 'closed/a.py': '', 'open.py': '' });
    const root = snapshot.folder ?? '';
    await chmod(root, 0o755);
    await chmod(join(root, 'closed.py'), 0);
    await chmod(join(root, 'closed'), 0);
    await asOrdinaryUser(async () => {
      const again = await snapshot.refresh();
      expect(skipped(again)).toEqual({ closed: 'no permission to read it' });
      expect(await again.read('closed.py')).toEqual({ ok: false, reason: 'no permission to read it', missing: false });
    });
    await chmod(join(root, 'closed'), 0o755);
  });
});

/** Root may read everything: it takes another effective user while the work runs. */
async function asOrdinaryUser(work: () => Promise<void>): Promise<void> {
  if (!isRoot) return work();
  process.seteuid?.(ORDINARY_USER);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('bad input instead of a folder', () => {
  it.each([
    ['/no/such/folder', 'BAD_INPUT', 'There is no folder /no/such/folder. Check the path.'],
    ['/etc/passwd', 'BAD_INPUT', '/etc/passwd is a file, not a folder.'],
    ['/etc/passwd/x', 'BAD_INPUT', 'a part of the path is a file'],
    ['a\0b', 'BAD_INPUT', 'NUL character'],
    [`/${'x'.repeat(5000)}`, 'BAD_INPUT', 'longer than this system allows'],
  ])('%s', async (path, code, message) => {
    await expect(openFolder(path, listingRegistry)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message) as string,
    });
  });

  it.each(['../x', '/etc', 'a/../../b', '.git', 'missing', 'file.py'])('subfolder %s', async (subfolder) => {
    await expect(open({ 'file.py': '' }, { subfolder })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('reads nothing outside, whatever path it is asked for', async () => {
    const snapshot = await open({ 'a.py': '' });
    expect(await snapshot.read('../../etc/passwd')).toEqual({
      ok: false,
      reason: 'lies outside of the repository',
      missing: true,
    });
    expect(await snapshot.read('/etc/passwd')).toMatchObject({ ok: false, missing: true });
    expect(await snapshot.read('a\0b')).toMatchObject({ ok: false });
  });

  it('takes an empty folder', async () => {
    const snapshot = await open({});
    expect([snapshot.files, snapshot.skipped, snapshot.projectFiles.size]).toEqual([[], [], 0]);
  });
});

describe('the commit of a work tree', () => {
  const hash = '0123456789abcdef0123456789abcdef01234567';

  it('is read without git', async () => {
    expect((await open({ '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': `${hash}\n` })).commit).toBe(hash);
    expect(
      (await open({ '.git/HEAD': 'ref: refs/heads/main\n', '.git/packed-refs': `# pack-refs\n${hash} refs/heads/main\n` }))
        .commit,
    ).toBe(hash);
    expect((await open({ '.git/HEAD': `${hash}\n` })).commit).toBe(hash);
    expect((await open({ '.git/HEAD': 'ref: refs/../../etc/passwd\n' })).commit).toBeUndefined();
    expect((await open({ 'a.py': '' })).commit).toBeUndefined();
  });

  it.skipIf(!hasGit)('comes with whether the tree is dirty, of linked work trees too', async () => {
    const folder = await temporaryFolder();
    const git = (...parameters: string[]): string =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...parameters], {
        cwd: folder,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    git('init', '-q', '-b', 'main');
    await writeTree(folder, { 'a.py': 'x = 1\n' });
    git('add', '.');
    git('commit', '-q', '-m', 'one');
    const head = git('rev-parse', 'HEAD').trim();
    const options = { gitEnvironment: process.env };
    expect(await openFolder(folder, listingRegistry, options)).toMatchObject({ commit: head, dirty: false });
    await writeTree(folder, { 'a.py': 'x = 2\n' });
    expect(await openFolder(folder, listingRegistry, options)).toMatchObject({ commit: head, dirty: true });
    git('worktree', 'add', '-q', 'linked', '-b', 'other');
    expect(await openFolder(join(folder, 'linked'), listingRegistry, options)).toMatchObject({ commit: head, dirty: false });
    git('config', 'filter.evil.clean', 'touch /tmp/owned');
    expect((await openFolder(folder, listingRegistry, options)).dirty).toBeUndefined();
  });
});
