import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { built, type Child, startChild } from '../testing/child-process.js';
import { JobHarness } from '../testing/job-harness.js';

const SCRIPT = fileURLToPath(new URL('../testing/scripted-worker.process.mjs', import.meta.url));
const LOCK_MS = 2_000;

let harness: JobHarness;
let children: Child[] = [];
beforeEach(() => {
  built('jobs/compose-jobs.js');
  harness = new JobHarness();
});
afterEach(async () => {
  await Promise.all(children.map((child) => child.end('SIGKILL')));
  children = [];
  await harness.close();
});

async function worker(files: number, stepMs = 20): Promise<Child> {
  const setting = { redisUrl: harness.redisUrl, prefix: harness.prefix, lockMs: LOCK_MS, files, stepMs, graceMs: 200 };
  const child = await startChild(SCRIPT, { args: [JSON.stringify(setting)] });
  children.push(child);
  return child;
}

async function running(jobId: string): Promise<void> {
  while ((await harness.jobs.find(jobId))?.progress === undefined) await sleep(20);
}

describe('a worker process', () => {
  it('that is killed loses no job: the next one starts it again, and followers see one end', async () => {
    const first = await worker(100_000);
    const job = await harness.requestIndex('shop');
    await running(job.id);
    const events = harness.events(job.id);
    expect(await first.end('SIGKILL')).toBe('SIGKILL');
    const second = await worker(5);
    const seen = await events;
    expect(seen.filter(({ type }) => type === 'STARTED').map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(seen.at(-1)).toMatchObject({ type: 'COMPLETED', attempt: 2, result: { revision: `by-${second.ready.pid}` } });
    expect(seen.map(({ number }) => number)).toEqual(seen.map((_, at) => at + 1));
    expect(await harness.jobs.find(job.id)).toMatchObject({ state: 'COMPLETED' });
  });

  it('that is killed after a cancellation was asked for lets the next one cancel', async () => {
    const first = await worker(100_000);
    const job = await harness.requestIndex('shop');
    await running(job.id);
    await first.end('SIGKILL');
    expect(await harness.jobs.cancel(job.id)).toMatchObject({ state: 'RUNNING', cancelRequested: true });
    await worker(5);
    expect(await harness.finished(job.id)).toMatchObject({ state: 'CANCELLED' });
  });

  it('hears of a cancellation from another process', async () => {
    await worker(100_000);
    const job = await harness.requestIndex('shop');
    await running(job.id);
    const startedAt = Date.now();
    await harness.jobs.cancel(job.id);
    expect(await harness.finished(job.id)).toMatchObject({ state: 'CANCELLED', failure: { code: 'CANCELLED' } });
    expect(Date.now() - startedAt).toBeLessThan(4_000);
  });

  it('that is told to end puts its job back at once, and ends in order', async () => {
    const first = await worker(100_000);
    const job = await harness.requestIndex('shop');
    await running(job.id);
    expect(await first.end('SIGTERM')).toBe(0);
    expect(await harness.jobs.find(job.id)).toMatchObject({ state: 'QUEUED' });
    await worker(5);
    expect(await harness.finished(job.id)).toMatchObject({ state: 'COMPLETED', attempt: 2 });
  });

  it('that is killed again and again ends with a clear failure, and frees the repository', async () => {
    const job = await harness.requestIndex('shop');
    for (let round = 1; round <= 4; round += 1) {
      const child = await worker(100_000);
      while ((await harness.jobs.find(job.id))?.attempt !== round) await sleep(50);
      await child.end('SIGKILL');
    }
    await worker(5);
    const ended = await harness.finished(job.id);
    expect(ended).toMatchObject({ state: 'FAILED', failure: { code: 'INTERNAL' } });
    expect(ended.failure?.message).toContain('workers');
    expect(await harness.jobs.current('shop')).toBeUndefined();
    expect(await harness.finished((await harness.requestIndex('shop')).id)).toMatchObject({ state: 'COMPLETED' });
  });
});
