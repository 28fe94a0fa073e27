import { CodexGraphError, type RepositoryRecord } from '@codexgraph/graph-model';
import type { FolderListener } from '@codexgraph/indexer';
import { describe, expect, it } from 'vitest';
import type { JobView } from '../jobs/job-view.js';
import { RepositoryWatcher } from './repository-watcher.js';
import type { WatchState } from './watch-states.js';

function setUp(source: { kind: string; location: string } = { kind: 'folder', location: '/src/shop' }) {
  const wished = new Set(['shop']);
  const held = new Map<string, { holder: string; state: WatchState }>();
  const asked: string[] = [];
  const listeners = new Map<string, FolderListener>();
  const closed: string[] = [];
  let failure: string | undefined;
  const watcher = new RepositoryWatcher({
    wishes: { watches: () => Promise.resolve([...wished].map((repository) => ({ repository, since: '' }))) },
    graph: {
      repository: (name) => Promise.resolve({ name, source: { ...source, subfolder: '' } } as unknown as RepositoryRecord),
    },
    jobs: {
      enqueue: (request) => {
        asked.push((request as { repository: string }).repository);
        return Promise.resolve({ job: { id: 'j', state: 'QUEUED' } as JobView, joined: false });
      },
      find: () =>
        Promise.resolve(
          (failure === undefined
            ? { id: 'j', state: 'COMPLETED' }
            : { id: 'j', state: 'FAILED', failure: { code: 'X', message: failure } }) as JobView,
        ),
    },
    states: {
      hold: (name, holder, state) => {
        const other = held.get(name);
        if (other !== undefined && other.holder !== holder) return Promise.resolve(false);
        held.set(name, { holder, state });
        return Promise.resolve(true);
      },
      release: (name, holder) => {
        if (held.get(name)?.holder === holder) held.delete(name);
        return Promise.resolve();
      },
    },
    watchFolder: (folder, _subfolder, listener) => {
      if (folder === '/gone') return Promise.reject(new CodexGraphError('BAD_INPUT', 'There is no folder /gone.'));
      listeners.set(folder, listener);
      return Promise.resolve({
        isPolling: false,
        close: () => {
          closed.push(folder);
          return Promise.resolve();
        },
      });
    },
    holder: 'me',
    now: () => new Date('2026-01-01T00:00:00Z'),
    log: () => undefined,
  });
  const fail = (sentence: string | undefined): void => {
    failure = sentence;
  };
  return { watcher, wished, held, asked, listeners, closed, fail };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('watching repositories', () => {
  it('asks for an update at the beginning, and with each change of the folder', async () => {
    const { watcher, asked, listeners, held } = setUp();
    await watcher.look();
    await settled();
    expect(asked).toEqual(['shop']);
    await listeners.get('/src/shop')?.onChange();
    await watcher.look();
    expect(asked).toEqual(['shop', 'shop']);
    expect(held.get('shop')?.state).toEqual({ isFollowed: true, changedAt: '2026-01-01T00:00:00.000Z' });
  });

  it('ends when nobody wishes it any more', async () => {
    const { watcher, wished, closed, held } = setUp();
    await watcher.look();
    wished.clear();
    await watcher.look();
    expect(closed).toEqual(['/src/shop']);
    expect(held.size).toBe(0);
  });

  it('leaves what another worker watches alone, and gives up what another one took', async () => {
    const { watcher, held, listeners, closed } = setUp();
    held.set('shop', { holder: 'other', state: { isFollowed: true } });
    await watcher.look();
    expect(listeners.size).toBe(0);
    held.delete('shop');
    await watcher.look();
    expect(listeners.size).toBe(1);
    held.set('shop', { holder: 'other', state: { isFollowed: true } });
    await watcher.look();
    expect(closed).toEqual(['/src/shop']);
  });

  it('says what is wrong, tries again, and forgets it when it works', async () => {
    const { watcher, listeners, held, fail } = setUp();
    await watcher.look();
    await settled();
    fail('The disk is full.');
    await listeners.get('/src/shop')?.onChange();
    await watcher.look();
    expect(held.get('shop')?.state).toMatchObject({ isFollowed: true, problem: 'The disk is full.' });
    fail(undefined);
    await listeners.get('/src/shop')?.onChange();
    await watcher.look();
    expect(held.get('shop')?.state).not.toHaveProperty('problem');
  });

  it.each([
    [{ kind: 'folder', location: '/gone' }, 'There is no folder /gone.'],
    [{ kind: 'git', location: 'https://host/shop.git' }, 'Only folders can be watched.'],
  ])('does not follow %j', async (source, problem) => {
    const { watcher, held } = setUp(source);
    await watcher.look();
    expect(held.get('shop')?.state).toEqual({ isFollowed: false, problem });
  });

  it('gives everything up at its end', async () => {
    const { watcher, held, closed } = setUp();
    watcher.start();
    await settled();
    await watcher.stop();
    expect(closed).toEqual(['/src/shop']);
    expect(held.size).toBe(0);
  });
});
