import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openFolder } from './open-folder.js';
import { openGitUrl, type FetchProgress, type GitUrlOptions } from './open-git-url.js';
import type { SourceSnapshot } from './source-snapshot.js';
import { listingRegistry, temporaryFolder, writeTree } from './testing/sample-tree.js';

const hasGit = spawnSync('git', ['--version']).status === 0;
const snapshots: SourceSnapshot[] = [];
const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(snapshots.splice(0).map((snapshot) => snapshot.close()));
  for (const server of servers.splice(0)) server.close();
});

interface Remote {
  readonly folder: string;
  readonly url: string;
  git(...parameters: string[]): string;
  commit(files: Readonly<Record<string, string | Uint8Array>>): Promise<string>;
}

async function remote(): Promise<Remote> {
  const folder = await temporaryFolder();
  const git = (...parameters: string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'core.autocrlf=false', ...parameters], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  git('init', '-q', '-b', 'main');
  return {
    folder,
    url: `file://${folder}`,
    git,
    commit: async (files) => {
      await writeTree(folder, files);
      git('add', '-A', '-f');
      git('commit', '-q', '--allow-empty', '-m', 'change');
      return git('rev-parse', 'HEAD').trim();
    },
  };
}

async function open(url: string, options: Partial<GitUrlOptions> = {}): Promise<SourceSnapshot> {
  const clonesFolder = options.clonesFolder ?? (await temporaryFolder());
  const snapshot = await openGitUrl(url, listingRegistry, {
    environment: process.env,
    transports: ['file', 'http'],
    ...options,
    clonesFolder,
  });
  snapshots.push(snapshot);
  return snapshot;
}

const paths = (snapshot: SourceSnapshot): readonly string[] => snapshot.files.map((file) => file.path);

async function textOf(snapshot: SourceSnapshot, path: string): Promise<string> {
  const content = await snapshot.read(path);
  return content.ok ? Buffer.from(content.bytes).toString() : content.reason;
}

describe.skipIf(!hasGit)('a repository elsewhere', () => {
  it('gives the files of its default branch, as a folder of the same tree does', async () => {
    const origin = await remote();
    const files = {
      'a.py': 'x = 1\r\n',
      'p/b.ts': 'é😀',
      '.gitignore': 'out/\n',
      'out/c.py': '',
      'package.json': '{}',
      'bin/tool': '#!/usr/bin/python3\n',
      'empty.py': '',
    };
    const commit = await origin.commit(files);
    const snapshot = await open(origin.url);
    const folder = await openFolder(origin.folder, listingRegistry);
    expect(snapshot.commit).toBe(commit);
    expect(snapshot.source).toEqual({ kind: 'git', location: origin.url, subfolder: '' });
    expect(paths(snapshot)).toEqual(['a.py', 'bin/tool', 'empty.py', 'p/b.ts']);
    expect(paths(snapshot)).toEqual(paths(folder));
    expect([...snapshot.projectFiles]).toEqual([...folder.projectFiles]);
    for (const path of paths(snapshot))
      expect(await snapshot.read(path)).toMatchObject({ hash: ((await folder.read(path)) as { hash: string }).hash });
  });

  it('fetches a branch, a tag, a commit and a short commit', async () => {
    const origin = await remote();
    const first = await origin.commit({ 'a.py': 'one' });
    origin.git('tag', 'v1');
    await origin.commit({ 'a.py': 'two' });
    origin.git('checkout', '-q', '-b', 'feature/x');
    await origin.commit({ 'a.py': 'three' });
    origin.git('checkout', '-q', 'main');
    const clonesFolder = await temporaryFolder();
    for (const [revision, text] of [
      ['feature/x', 'three'],
      ['v1', 'one'],
      [first, 'one'],
      [first.slice(0, 9), 'one'],
      ['main', 'two'],
    ] as const) {
      const snapshot = await open(origin.url, { revision, clonesFolder });
      expect([revision, await textOf(snapshot, 'a.py')]).toEqual([revision, text]);
      expect(snapshot.source.requestedRevision).toBe(revision);
    }
    await expect(open(origin.url, { revision: 'nope', clonesFolder })).rejects.toMatchObject({
      code: 'GIT_FAILED',
      message: expect.stringContaining("no branch, tag or commit 'nope'") as string,
    });
    await expect(open(origin.url, { revision: 'f'.repeat(40), clonesFolder })).rejects.toMatchObject({ code: 'GIT_FAILED' });
  });

  it('fetches the difference when it is opened again, also after a forced push', async () => {
    const origin = await remote();
    await origin.commit({ 'a.py': 'one', 'b.py': 'same' });
    const clonesFolder = await temporaryFolder();
    const before = await open(origin.url, { clonesFolder });
    const stamps = new Map(before.files.map((file) => [file.path, file.stamp]));
    await origin.commit({ 'a.py': 'two' });
    origin.git('commit', '-q', '--amend', '-m', 'again');
    const after = await open(origin.url, { clonesFolder });
    expect(await textOf(after, 'a.py')).toBe('two');
    expect(after.files.map((file) => [file.path, file.stamp === stamps.get(file.path)])).toEqual([
      ['a.py', false],
      ['b.py', true],
    ]);
    expect(await readdir(clonesFolder)).toHaveLength(1);
  });

  it('reads a subfolder', async () => {
    const origin = await remote();
    await origin.commit({ 'a.py': '', 'p/q/b.py': '', 'p/package.json': '{}' });
    const snapshot = await open(origin.url, { subfolder: 'p/q' });
    expect([paths(snapshot), [...snapshot.projectFiles.keys()]]).toEqual([['p/q/b.py'], ['p/package.json']]);
    await expect(open(origin.url, { subfolder: 'zzz' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(open(origin.url, { subfolder: '../x' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('checks nothing out: no link is followed, no hook, filter or submodule used', async () => {
    const origin = await remote();
    await writeTree(origin.folder, { 'real.py': 'x = 1', '.gitattributes': '* filter=evil\n*.py text eol=crlf\n' });
    await symlink('/etc/passwd', join(origin.folder, 'out.py'));
    await symlink('real.py', join(origin.folder, 'in.py'));
    await symlink('../../etc', join(origin.folder, 'up'));
    await symlink('loop.py', join(origin.folder, 'loop.py'));
    const marker = join(origin.folder, 'owned');
    await writeFile(join(origin.folder, '.git/hooks/post-checkout'), `#!/bin/sh\ntouch ${marker}\n`);
    await chmod(join(origin.folder, '.git/hooks/post-checkout'), 0o755);
    origin.git('add', '-A');
    origin.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},sub`);
    origin.git('commit', '-q', '-m', 'links');
    const snapshot = await open(origin.url);
    expect(paths(snapshot)).toEqual(['real.py']);
    expect(await textOf(snapshot, 'real.py')).toBe('x = 1');
    expect(Object.fromEntries(snapshot.skipped.map(({ path, reason }) => [path, reason]))).toEqual({
      'in.py': 'is a symbolic link to real.py, which is read where it lies',
      'loop.py': 'is a symbolic link to nothing, or in a circle',
      'out.py': 'is a symbolic link out of the repository',
      sub: 'is a git submodule, which is indexed as a repository of its own',
      up: 'is a symbolic link out of the repository',
    });
    expect(await readdir(origin.folder)).not.toContain('owned');
  });

  it('takes odd names and large files', async () => {
    const origin = await remote();
    const names = ['line\nbreak.py', '"q\'`.py', '😀 \u202E.py', 'tab\t.py', '-rf.py'];
    await origin.commit({
      ...Object.fromEntries(names.map((name) => [name, name])),
      'big.py': '# x\n'.repeat(700_000),
      'huge.py': '# x\n'.repeat(1_200_000),
    });
    const snapshot = await open(origin.url);
    expect(paths(snapshot)).toEqual([...names, 'big.py'].sort());
    const texts = await Promise.all(snapshot.files.map(async (file) => [file.path, (await textOf(snapshot, file.path)).length]));
    expect(texts).toEqual(snapshot.files.map((file) => [file.path, file.path === 'big.py' ? 2_800_000 : file.path.length]));
    expect(snapshot.skipped).toEqual([{ path: 'huge.py', reason: 'larger than the limit of 4 MiB (4.6 MiB)' }]);
  });

  it('says so when there is no repository, no commit, or no git', async () => {
    const empty = await remote();
    await expect(open(empty.url)).rejects.toMatchObject({
      code: 'GIT_FAILED',
      message: expect.stringContaining('is empty') as string,
    });
    await expect(open('file:///no/such/repo')).rejects.toMatchObject({
      code: 'GIT_FAILED',
      message: 'There is no git repository at file:///no/such/repo. Check the address.',
    });
    await expect(open(empty.url, { environment: { PATH: '/nowhere' } })).rejects.toMatchObject({
      message: expect.stringContaining('Git is not installed') as string,
    });
    await expect(open(empty.url, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('takes over from a process that died while it fetched', async () => {
    const origin = await remote();
    await origin.commit({ 'a.py': '' });
    const clonesFolder = await temporaryFolder();
    await open(origin.url, { clonesFolder });
    const [clone = ''] = await readdir(clonesFolder);
    const dead = spawnSync('true').pid;
    await writeTree(clonesFolder, {
      [`${clone}.lock`]: String(dead),
      [`${clone}/shallow.lock`]: '',
      [`${clone}/refs/codexgraph/fetched.lock`]: '',
    });
    expect(paths(await open(origin.url, { clonesFolder }))).toEqual(['a.py']);
    await writeTree(clonesFolder, { [`${clone}.lock`]: String(process.pid) });
    await expect(open(origin.url, { clonesFolder, timeoutMs: 300 })).rejects.toMatchObject({ code: 'CONFLICT' });
    await rm(join(clonesFolder, `${clone}.lock`));
  });
});

describe.skipIf(!hasGit)('a repository behind http', () => {
  async function serve(respond: (request: IncomingMessage) => number): Promise<string> {
    const server = createServer((request, response) => {
      const status = respond(request);
      response.writeHead(status, status === 401 ? { 'WWW-Authenticate': 'Basic realm="x"' } : {}).end();
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(server.address() as AddressInfo).port}/a/b.git`;
  }

  it('asks nobody for a password and says what to do', async () => {
    const place = await serve(() => 401);
    await expect(open(`http://${place}`)).rejects.toMatchObject({
      code: 'GIT_FAILED',
      message: expect.stringContaining('asks for a password: it is private, or does not exist') as string,
    });
  });

  it('gives the password to that server only, and never shows or keeps it', async () => {
    let authorization = '';
    const place = await serve((request) => ((authorization = request.headers.authorization ?? ''), 401));
    const clonesFolder = await temporaryFolder();
    const failure: unknown = await open(`http://me:s3cret@${place}`, { clonesFolder }).catch((error: unknown) => error);
    expect(Buffer.from(authorization.replace('Basic ', ''), 'base64').toString()).toBe('me:s3cret');
    expect(`${String(failure)} ${JSON.stringify(failure)}`).not.toContain('s3cret');
    for (const name of await readdir(clonesFolder, { recursive: true })) {
      expect(name).not.toContain('s3cret');
      expect(await readFile(join(clonesFolder, name), 'utf8').catch(() => '')).not.toContain('s3cret');
    }
  });

  it('tells a missing repository and a server that is away', async () => {
    const place = await serve(() => 404);
    await expect(open(`http://${place}`)).rejects.toMatchObject({
      message: expect.stringContaining('There is no git repository at') as string,
    });
    await expect(open('http://127.0.0.1:1/a')).rejects.toMatchObject({ code: 'GIT_FAILED', retryable: true });
  });

  it('is given up after the time limit', async () => {
    const server = createServer(() => undefined);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a`;
    await expect(open(url, { timeoutMs: 700 })).rejects.toMatchObject({
      retryable: true,
      message: expect.stringContaining('took longer than') as string,
    });
    server.closeAllConnections();
  });
});

describe.skipIf(!hasGit)('progress of a fetch', () => {
  it('is told', async () => {
    const origin = await remote();
    await origin.commit(Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`f${at}.py`, `x = ${at}`])));
    const seen: FetchProgress[] = [];
    await open(origin.url, { onProgress: (progress) => seen.push(progress) });
    expect(seen.some((progress) => progress.done === progress.total && progress.total >= 300)).toBe(true);
  });
});
