import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RepositoryJobs } from '../jobs/repository-jobs.js';
import { recordOf, shopGraph } from '../testing/fake-graph.js';
import { nameFromSource, RepositoryRequests } from './repository-requests.js';

const local = { isRemote: false, allowedRoots: [] };
let folder: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'requests-')));
});
afterAll(() => rm(folder, { recursive: true }));

/** What reached the queue, or the code of the refusal. */
async function asked(action: (requests: RepositoryRequests) => Promise<unknown>): Promise<unknown> {
  const enqueued: unknown[] = [];
  const jobs = {
    enqueue: (payload: unknown) => Promise.resolve(enqueued.push(payload)),
    enqueueDeletion: (name: string) => Promise.resolve(enqueued.push(`delete ${name}`)),
    current: () => Promise.resolve(undefined),
  } as unknown as RepositoryJobs;
  const graph = shopGraph();
  graph.records.push({ ...recordOf('here'), source: { kind: 'folder', location: folder, subfolder: '' } });
  try {
    await action(new RepositoryRequests(graph, jobs));
  } catch (error) {
    return CodexGraphError.isInstance(error) ? error.code : error;
  }
  return enqueued[0];
}

describe('requests', () => {
  it('to add name the repository after its source unless told otherwise', async () => {
    const source = { kind: 'git', location: 'https://host.example/team/tool.git', subfolder: '' };
    const payload = { v: 1, operation: 'index', repository: 'tool', source };
    expect(await asked((requests) => requests.add({ location: source.location }, local))).toEqual(payload);
    expect(await asked((requests) => requests.add({ location: source.location, name: 'mine' }, local))).toEqual({
      ...payload,
      repository: 'mine',
    });
  });

  it('to add are refused when the name is taken', async () => {
    expect(await asked((requests) => requests.add({ location: folder, name: 'shop' }, local))).toBe('ALREADY_EXISTS');
  });

  it('to read a known folder again are held to the rules of the caller', async () => {
    expect(await asked((requests) => requests.update('here', local))).toEqual({ v: 1, operation: 'update', repository: 'here' });
    expect(await asked((requests) => requests.update('here', { isRemote: true, allowedRoots: [] }))).toBe('FORBIDDEN');
    expect(await asked((requests) => requests.reindex('here', { isRemote: true, allowedRoots: ['/elsewhere'] }))).toBe(
      'FORBIDDEN',
    );
    expect(await asked((requests) => requests.reindex('shop', local))).toBe('SOURCE_UNREADABLE');
  });

  it('for unknown repositories are not found', async () => {
    expect(await asked((requests) => requests.update('nope', local))).toBe('NOT_FOUND');
    expect(await asked((requests) => requests.delete('nope'))).toBe('NOT_FOUND');
    expect(await asked((requests) => requests.delete('shop'))).toBe('delete shop');
  });
});

describe('nameFromSource', () => {
  it.each([
    ['/src/shop', '', 'shop'],
    ['/src/shop/', '', 'shop'],
    ['/src/shop', 'packages/core', 'core'],
    ['git@host.example:team/tool.git', '', 'tool'],
    ['/src/my project (old)', '', 'my-project-old-'],
    ['/src/.hidden', '', 'hidden'],
    ['/src/archive.tar.gz', '', 'archive'],
  ])('%s %s is %s', (location, subfolder, name) => {
    expect(nameFromSource({ kind: 'folder', location, subfolder })).toBe(name);
  });

  it('asks for a name where none can be made', () => {
    expect(() => nameFromSource({ kind: 'folder', location: '/', subfolder: '' })).toThrow(/name/);
  });
});
