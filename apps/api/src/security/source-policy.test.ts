import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptSource, type SourcePolicy, type SourceRequest } from './source-policy.js';

const local: SourcePolicy = { isRemote: false, allowedRoots: [] };
let folder: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'source-policy-')));
  await mkdir(path.join(folder, 'roots', 'project'), { recursive: true });
  await mkdir(path.join(folder, 'outside'));
  await mkdir(path.join(folder, 'roots-and-more'));
  await symlink(path.join(folder, 'outside'), path.join(folder, 'roots', 'way-out'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function outcome(request: SourceRequest | string, policy: SourcePolicy = local): Promise<string> {
  try {
    const source = await acceptSource(typeof request === 'string' ? { location: request } : request, policy);
    return `${source.kind} ${source.location}`;
  } catch (error) {
    return CodexGraphError.isInstance(error) ? error.code : `threw ${String(error)}`;
  }
}

describe('acceptSource', () => {
  it('takes any folder from a local caller when no roots are set', async () => {
    expect(await outcome(path.join(folder, 'outside'))).toBe(`folder ${folder}/outside`);
    expect(await outcome(path.join(folder, 'missing'))).toBe('SOURCE_UNREADABLE');
  });

  it('takes folders from a remote caller only below the roots', async () => {
    const remote = { isRemote: true, allowedRoots: [path.join(folder, 'roots')] };
    expect(await outcome(path.join(folder, 'roots', 'project'), remote)).toBe(`folder ${folder}/roots/project`);
    expect(await outcome(path.join(folder, 'roots'), remote)).toBe(`folder ${folder}/roots`);
    for (const bad of ['outside', 'roots-and-more', 'roots/../outside', 'roots/way-out', 'missing']) {
      expect(await outcome(`${folder}/${bad}`, remote), bad).toBe('FORBIDDEN');
    }
    expect(await outcome(`file://${folder}/outside`, remote)).toBe('FORBIDDEN');
    expect(await outcome(path.join(folder, 'outside'), { isRemote: true, allowedRoots: [] })).toBe('FORBIDDEN');
  });

  it('holds local callers to the roots too once they are set', async () => {
    expect(await outcome(path.join(folder, 'outside'), { isRemote: false, allowedRoots: [path.join(folder, 'roots')] })).toBe(
      'FORBIDDEN',
    );
  });

  it.each(['https://host.example/a/b.git', 'ssh://git@host.example/a/b.git', 'git@host.example:a/b.git'])(
    'takes the git URL %s',
    async (url) => {
      expect(await outcome(url, { isRemote: true, allowedRoots: [] })).toBe(`git ${url}`);
    },
  );

  it.each([
    'ext::sh -c whoami',
    'https::x',
    'http://host.example/a.git',
    'git://host.example/a.git',
    'javascript:alert(1)',
    'https://user:pass@host.example/a.git',
    'https://token@host.example/a.git',
    '--upload-pack=touch /tmp/x',
    '-oProxyCommand=x@host:path',
    '-x@host:path',
    'git@-oProxyCommand:path',
    'ssh://-oProxyCommand=x/path',
    'ssh://-x@host/path',
    'relative/folder',
    '',
  ])('refuses %j', async (url) => {
    expect(await outcome(url)).toBe('BAD_INPUT');
  });

  it('keeps a subfolder inside and a revision free of options', async () => {
    const git = { location: 'https://host.example/a.git' };
    expect(await acceptSource({ ...git, subfolder: './src//lib/', revision: 'release/1.x' }, local)).toEqual({
      kind: 'git',
      location: git.location,
      subfolder: 'src/lib',
      requestedRevision: 'release/1.x',
    });
    for (const subfolder of ['../x', 'a/../../b', '/etc', 'a\0b'])
      expect(await outcome({ ...git, subfolder }), subfolder).toBe('BAD_INPUT');
    for (const revision of ['--force', '-x', 'a b', 'a:b', 'main~1', 'HEAD^', '@{0}', 'a..b', 'a\nb'])
      expect(await outcome({ ...git, revision }), revision).toBe('BAD_INPUT');
  });

  it('does not pretend to index another revision of a folder', async () => {
    const location = path.join(folder, 'outside');
    expect(await outcome({ location, revision: 'main' })).toBe('BAD_INPUT');
    expect(await outcome({ location, revision: '' })).toBe(`folder ${location}`);
  });
});
