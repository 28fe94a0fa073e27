import { setTimeout as sleep } from 'node:timers/promises';
import { CodexGraphError } from '@codexgraph/graph-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JobHarness } from '../testing/job-harness.js';
import { createJobProducer } from './compose-jobs.js';

let harness: JobHarness;
beforeEach(() => {
  harness = new JobHarness();
});
afterEach(() => harness.close());

async function codeOf(action: Promise<unknown>): Promise<string> {
  return action.then(
    () => 'no error',
    (error: unknown) => (CodexGraphError.isInstance(error) ? error.code : `unexpected ${String(error)}`),
  );
}

async function until(condition: () => Promise<boolean> | boolean, timeoutMs = 10_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('the condition did not come true in time');
    await sleep(20);
  }
}

describe('jobs of repositories', () => {
  it('bring the search up to date without reading the source again', async () => {
    await harness.startWorker();
    const { job } = await harness.jobs.enqueue({ v: 1, operation: 'embed', repository: 'shop' });
    const view = await harness.finished(job.id);
    expect(view.state).toBe('COMPLETED');
    expect(view.result).toMatchObject({ revision: 'r2', embedded: 7, embeddingsMissing: 1 });
    expect(harness.refreshed).toEqual(['shop']);
    expect(harness.indexer.calls).toEqual([]);
  });

  it('run, and tell phases, counts, the remaining time and the result', async () => {
    harness.indexer.files = 8;
    harness.indexer.stepMs = 60;
    await harness.startWorker();
    const job = await harness.requestIndex('shop');
    const events = await harness.events(job.id);
    expect(events.map(({ number }) => number)).toEqual(events.map((_, at) => at + 1));
    expect(events.map(({ type }) => type).filter((type) => type !== 'PROGRESS')).toEqual(['QUEUED', 'STARTED', 'COMPLETED']);
    const progress = events.flatMap((event) => (event.progress === undefined ? [] : [event.progress]));
    expect(progress.map(({ phase }) => phase)).toContain('parse');
    expect(progress.some(({ etaSeconds }) => etaSeconds !== undefined)).toBe(true);
    expect(progress.map(({ fraction }) => fraction)).toEqual(progress.map(({ fraction }) => fraction).sort((a, b) => a - b));
    expect(await harness.jobs.find(job.id)).toMatchObject({
      state: 'COMPLETED',
      attempt: 1,
      result: {
        revision: 'revision-1',
        files: 8,
        filesSkipped: 1,
        nodes: 8,
        embedded: 7,
        embeddingsMissing: 1,
        seconds: [
          { phase: 'parse', seconds: 0.1 },
          { phase: 'publish', seconds: 0.01 },
        ],
      },
    });
    expect(harness.indexer.calls).toEqual(['index shop /src/project']);
    expect(harness.refreshed).toEqual(['shop']);
  });

  it('become one when asked for at the same time, also by several processes', async () => {
    const other = createJobProducer(harness.options());
    const request = { v: 1, operation: 'index', repository: 'shop', source: { kind: 'folder', location: '/src', subfolder: '' } };
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? harness.jobs : other.jobs).enqueue(request)),
    );
    await other.close();
    expect(new Set(outcomes.map(({ job }) => job.id)).size).toBe(1);
    expect(outcomes.filter(({ joined }) => !joined)).toHaveLength(1);
    expect(await harness.jobs.list({ limit: 50 })).toHaveLength(1);
    await harness.startWorker();
    await harness.finished(outcomes[0]?.job.id ?? '');
    expect(harness.indexer.calls).toHaveLength(1);
  });

  it('can be asked for again once they are done', async () => {
    await harness.startWorker();
    const first = await harness.requestIndex('shop');
    await harness.finished(first.id);
    const second = await harness.requestIndex('shop');
    await harness.finished(second.id);
    expect(second.id).not.toBe(first.id);
    expect(harness.indexer.calls).toHaveLength(2);
    expect((await harness.jobs.list({ limit: 10, repository: 'shop' })).map(({ job }) => job.id)).toEqual([second.id, first.id]);
  });

  it('of other kinds or sources wait their turn instead of running side by side', async () => {
    await harness.requestIndex('shop');
    expect(await codeOf(harness.jobs.enqueue({ v: 1, operation: 'update', repository: 'shop' }))).toBe('CONFLICT');
    expect(await codeOf(harness.requestIndex('shop', '/elsewhere'))).toBe('CONFLICT');
    expect((await harness.requestIndex('other')).state).toBe('QUEUED');
    expect(await harness.jobs.list({ limit: 10 })).toHaveLength(2);
  });

  it('are refused when the payload does not keep the contract', async () => {
    expect(await codeOf(harness.jobs.enqueue({ v: 1, operation: 'index', repository: 'shop' }))).toBe('BAD_INPUT');
    await harness.producer.queue.add('index', { v: 1, operation: 'index', repository: '../../etc' }, { jobId: 'smuggled-1' });
    await harness.producer.queue.add('update', { v: 1, operation: 'delete', repository: 'shop' }, { jobId: 'smuggled-2' });
    await harness.startWorker();
    for (const id of ['smuggled-1', 'smuggled-2']) {
      await until(async () => (await harness.producer.queue.getJob(id))?.failedReason !== undefined);
      expect((await harness.producer.queue.getJob(id))?.failedReason).toContain('BAD_INPUT');
    }
    expect(harness.indexer.calls).toEqual([]);
    expect(harness.deleted).toEqual([]);
  });

  it('of a newer version stay on the queue for a newer worker', async () => {
    await harness.producer.queue.add('index', { v: 2, operation: 'index', more: true }, { jobId: 'newer-1' });
    await harness.startWorker();
    await until(async () => (await (await harness.producer.queue.getJob('newer-1'))?.getState()) === 'delayed');
  });

  it('end at once when cancelled before they start', async () => {
    const job = await harness.requestIndex('shop');
    expect(await harness.jobs.cancel(job.id)).toMatchObject({ state: 'CANCELLED', failure: { code: 'CANCELLED' } });
    expect((await harness.events(job.id)).map(({ type }) => type)).toEqual(['QUEUED', 'CANCELLED']);
    expect((await harness.jobs.list({ limit: 5 })).map(({ job: { state } }) => state)).toEqual(['CANCELLED']);
    await harness.startWorker();
    await harness.finished((await harness.requestIndex('shop')).id);
    expect(harness.indexer.calls).toHaveLength(1);
  });

  it('end soon when cancelled while they run, and free the repository', async () => {
    harness.indexer.files = 10_000;
    await harness.startWorker();
    const job = await harness.requestIndex('shop');
    await until(() => harness.indexer.calls.length === 1);
    const startedAt = Date.now();
    expect((await harness.jobs.cancel(job.id)).cancelRequested).toBe(true);
    expect(await harness.finished(job.id)).toMatchObject({ state: 'CANCELLED', failure: { code: 'CANCELLED' } });
    expect(Date.now() - startedAt).toBeLessThan(5_000);
    expect(await harness.jobs.current('shop')).toBeUndefined();
    expect((await harness.jobs.cancel(job.id)).state).toBe('CANCELLED');
  });

  it('are tried again after a fault that passes, and say so', async () => {
    harness.indexer.failures.push(new CodexGraphError('DATABASE_UNAVAILABLE', 'bolt://secret is away'));
    await harness.startWorker();
    const job = await harness.requestIndex('shop');
    const events = await harness.events(job.id);
    expect(events.map(({ type }) => type).filter((type) => type !== 'PROGRESS')).toEqual([
      'QUEUED',
      'STARTED',
      'RETRYING',
      'STARTED',
      'COMPLETED',
    ]);
    expect(JSON.stringify(events)).not.toContain('secret');
    expect(events.at(-1)?.attempt).toBe(2);
  });

  it('fail for good with a code, and can be retried by hand', async () => {
    harness.indexer.failures.push(new CodexGraphError('NOTHING_TO_INDEX', 'No supported file in /src/project.'));
    await harness.startWorker();
    const job = await harness.requestIndex('shop');
    const failure = { code: 'NOTHING_TO_INDEX', message: 'No supported file in /src/project.' };
    expect(await harness.finished(job.id)).toMatchObject({ state: 'FAILED', attempt: 1, failure });
    expect((await harness.events(job.id)).at(-1)).toMatchObject({ type: 'FAILED', failure });
    const again = await harness.jobs.retry(job.id);
    expect((await harness.finished(again.job.id)).state).toBe('COMPLETED');
    expect(await codeOf(harness.jobs.retry(again.job.id))).toBe('BAD_INPUT');
  });

  it('of a deletion end the job that is in the way first', async () => {
    harness.indexer.files = 10_000;
    await harness.startWorker();
    const job = await harness.requestIndex('shop');
    await until(() => harness.indexer.calls.length === 1);
    const deletion = await harness.jobs.enqueueDeletion('shop');
    expect((await harness.finished(job.id)).state).toBe('CANCELLED');
    expect((await harness.finished(deletion.job.id)).state).toBe('COMPLETED');
    expect(harness.deleted).toEqual(['shop']);
  });

  it('go back on the queue when their worker shuts down, without losing an attempt', async () => {
    harness.indexer.files = 10_000;
    const first = await harness.startWorker();
    const job = await harness.requestIndex('shop');
    await until(() => harness.indexer.calls.length === 1);
    await first.worker.stop(50);
    expect(await harness.jobs.find(job.id)).toMatchObject({ state: 'QUEUED' });
    harness.indexer.files = 1;
    await harness.startWorker();
    expect(await harness.finished(job.id)).toMatchObject({ state: 'COMPLETED', attempt: 2 });
    expect((await harness.events(job.id)).some(({ type }) => type === 'RETRYING')).toBe(false);
  });

  it('tell their events again from any number', async () => {
    await harness.startWorker();
    const job = await harness.requestIndex('shop');
    const all = await harness.events(job.id);
    expect(await harness.events(job.id, 2)).toEqual(all.slice(2));
    expect(await harness.events(job.id, all.length)).toEqual([]);
  });

  it('that are unknown are not found', async () => {
    expect(await codeOf(harness.jobs.cancel('nope'))).toBe('NOT_FOUND');
    expect(await codeOf(harness.jobs.retry('nope'))).toBe('NOT_FOUND');
    expect(await codeOf(harness.jobs.follow('nope', 0))).toBe('NOT_FOUND');
    expect(await harness.jobs.find('nope')).toBeUndefined();
  });

  it('list in pages, newest first', async () => {
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) ids.unshift((await harness.requestIndex(name)).id);
    const first = await harness.jobs.list({ limit: 3 });
    const rest = await harness.jobs.list({ limit: 3, before: first.at(-1)?.sequence ?? 0 });
    expect([...first, ...rest].map(({ job }) => job.id)).toEqual(ids);
  });
});

describe('jobs of a flow', () => {
  const step = { v: 1, repository: 'shop' };
  const steps = [
    { ...step, operation: 'index', source: { kind: 'folder', location: '/src', subfolder: '' } },
    { ...step, operation: 'describe', tests: false },
    { ...step, operation: 'embed' },
    { ...step, operation: 'publish' },
  ];
  const states = async () =>
    (await harness.jobs.list({ limit: 9, repository: 'shop' }))
      .map(({ job }) => `${job.payload.operation} ${job.state}`)
      .reverse();

  it('run one after the other, hold their repository until the last one has ended, and are one when asked for twice', async () => {
    const { job, joined } = await harness.jobs.enqueueFlow(steps);
    expect([job.payload, joined]).toEqual([{ ...steps[3], flow: job.id }, false]);
    expect(await states()).toEqual(['index QUEUED', 'describe QUEUED', 'embed QUEUED', 'publish QUEUED']);
    expect(await harness.jobs.enqueueFlow(steps)).toMatchObject({ joined: true, job: { id: job.id } });
    for (const { operation } of [{ operation: 'update' }, { operation: 'embed' }])
      expect(await codeOf(harness.jobs.enqueue({ v: 1, operation, repository: 'shop' }))).toBe('CONFLICT');
    expect((await harness.jobs.current('shop'))?.payload.operation).toBe('index');
    await harness.startWorker();
    expect(await harness.finished(job.id)).toMatchObject({ state: 'COMPLETED', result: { embedded: 7 } });
    expect(await states()).toEqual(['index COMPLETED', 'describe COMPLETED', 'embed COMPLETED', 'publish COMPLETED']);
    expect([harness.refreshed, harness.described]).toEqual([['shop until words', 'shop until vectors', 'shop'], ['shop']]);
    await until(async () => (await harness.jobs.current('shop')) === undefined);
    expect((await harness.jobs.enqueueFlow(steps)).joined).toBe(false);
  });

  it('are not begun when the one before fails, and wait for no other job', async () => {
    harness.indexer.failures.push(new CodexGraphError('NOTHING_TO_INDEX', 'No supported file.'));
    const other = await harness.requestIndex('shop', '/elsewhere');
    expect(await codeOf(harness.jobs.enqueueFlow(steps))).toBe('CONFLICT');
    await harness.jobs.cancel(other.id);
    await harness.startWorker();
    const { job } = await harness.jobs.enqueueFlow(steps);
    expect(await harness.finished(job.id)).toMatchObject({ state: 'CANCELLED', failure: { code: 'CANCELLED' } });
    expect((await states()).slice(1)).toEqual(['index FAILED', 'describe CANCELLED', 'embed CANCELLED', 'publish CANCELLED']);
    expect([harness.refreshed, harness.described]).toEqual([[], []]);
    const index = (await harness.jobs.list({ limit: 9, states: ['FAILED'] }))[0]?.job.id ?? '';
    const again = await harness.jobs.retry(index);
    expect((await harness.finished(again.job.id)).payload).not.toHaveProperty('flow');
    expect(harness.refreshed).toEqual(['shop']);
  });

  it('are cancelled together, by any of them, and by a deletion', async () => {
    harness.indexer.files = 10_000;
    await harness.startWorker();
    const { job } = await harness.jobs.enqueueFlow(steps);
    await until(() => harness.indexer.calls.length === 1);
    await harness.jobs.cancel(job.id);
    expect(await harness.finished(job.id)).toMatchObject({ state: 'CANCELLED' });
    expect((await states()).every((state) => state.endsWith(' CANCELLED'))).toBe(true);
    await until(async () => (await harness.jobs.current('shop')) === undefined);
    const second = await harness.jobs.enqueueFlow(steps);
    await until(() => harness.indexer.calls.length === 2);
    const deletion = await harness.jobs.enqueueDeletion('shop');
    expect((await harness.finished(second.job.id)).state).toBe('CANCELLED');
    expect((await harness.finished(deletion.job.id)).state).toBe('COMPLETED');
  });
});

describe('without Redis', () => {
  it('every call fails with QUEUE_UNAVAILABLE instead of waiting for ever', async () => {
    const away = createJobProducer({ ...harness.options(), redisUrl: 'redis://127.0.0.1:1' });
    expect(await codeOf(away.jobs.find('x'))).toBe('QUEUE_UNAVAILABLE');
    expect(await codeOf(away.jobs.enqueue({ v: 1, operation: 'update', repository: 'shop' }))).toBe('QUEUE_UNAVAILABLE');
    await away.close();
  });
});
