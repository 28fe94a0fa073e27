import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalServices } from '@codexgraph/local-services';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { built, type Child, startChild } from './testing/child-process.js';
import { JobHarness, required } from './testing/job-harness.js';

const FILES = 100;
const LOCK_MS = 6_000;

/** Once more at least: on a busy machine a job may lose its lock besides. */
const RUN_AGAIN = { state: 'COMPLETED', attempt: expect.toSatisfy((attempt: number) => attempt >= 2) as number };

let work: string;
let source: string;
let redis: LocalServices;
let redisUrl: string;
let harness: JobHarness;
let children: Child[] = [];

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'codexgraph-processes-'));
  source = join(work, 'source');
  await mkdir(source);
  for (let file = 0; file < FILES; file += 1) {
    const body = Array.from({ length: 20 }, (_, at) => `def f${String(at)}(x):\n    return f${String((at + 1) % 20)}(x)\n`).join(
      '\n\n',
    );
    await writeFile(join(source, `m${String(file)}.py`), body);
  }
  // One of its own, because a test restarts it.
  redis = new LocalServices({
    home: join(work, 'redis-home'),
    cache:
      process.env['CODEXGRAPH_CACHE'] ??
      join(process.env['XDG_CACHE_HOME'] ?? join(process.env['HOME'] ?? '', '.cache'), 'codexgraph'),
    neo4j: { version: '5.26.30' },
    downloads: { offline: false },
    variables: process.env,
    nowMs: () => Date.now(),
    newSecret: () => randomUUID().replaceAll('-', ''),
    onEvent: () => undefined,
  });
  redisUrl = (await redis.ensureRedis()).url;
});
afterAll(async () => {
  await redis.stop();
  await rm(work, { recursive: true, force: true });
});

let name: string;
beforeEach(() => {
  name = `killed-${randomUUID().slice(0, 8)}`;
  harness = new JobHarness(redisUrl);
});
afterEach(async () => {
  const worker = await start('worker');
  const { job } = await harness.jobs.enqueue({ v: 1, operation: 'delete', repository: name });
  await harness.finished(job.id);
  await worker.end('SIGTERM');
  await Promise.all(children.map((child) => child.end('SIGKILL')));
  children = [];
  await harness.close();
});

async function start(process_: 'api' | 'worker'): Promise<Child> {
  const names = ['NEO4J_URI', 'NEO4J_USER', 'NEO4J_PASSWORD'];
  const child = await startChild(built(`${process_}.main.js`), {
    environment: {
      ...Object.fromEntries(names.map((variable) => [variable, required(variable)])),
      REDIS_URL: redisUrl,
      CODEXGRAPH_HOME: join(work, 'home'),
      CODEXGRAPH_API_PORT: '0',
      CODEXGRAPH_QUEUE_PREFIX: harness.prefix,
      CODEXGRAPH_JOB_LOCK_MS: String(LOCK_MS),
      CODEXGRAPH_SHUTDOWN_GRACE_MS: '100',
      CODEXGRAPH_THREADS: '1',
    },
  });
  children.push(child);
  return child;
}

async function ask(api: Child, query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const answer = await fetch(api.ready.url ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return ((await answer.json()) as { data: unknown }).data;
}

interface Added {
  readonly addRepository: { readonly joined: boolean; readonly job: { readonly id: string } };
}

const add = async (api: Child): Promise<Added['addRepository']> => {
  const query =
    'mutation ($source: String!, $name: ID!) { addRepository(input: { source: $source, name: $name }) { joined job { id } } }';
  return ((await ask(api, query, { source, name })) as Added).addRepository;
};

async function reached(jobId: string, phase: 'parse' | 'write', attempt = 1): Promise<void> {
  for (;;) {
    const job = await harness.jobs.find(jobId).catch(() => undefined);
    if (job?.attempt === attempt && job.progress?.phase === phase) return;
    expect(['COMPLETED', 'FAILED', 'CANCELLED']).not.toContain(job?.state);
    await sleep(10);
  }
}

/** The whole graph and nothing else: a function for each definition, and a call from each. */
async function expectWholeGraph(api: Child): Promise<void> {
  const query =
    'query ($name: ID!) { repository(name: $name) { statistics { files symbols { label count } calls { total resolved } } currentJob { id } } }';
  expect(await ask(api, query, { name })).toEqual({
    repository: {
      statistics: {
        files: FILES,
        symbols: [
          { label: 'MODULE', count: FILES },
          { label: 'FUNCTION', count: FILES * 20 },
        ],
        calls: { total: FILES * 20, resolved: FILES * 20 },
      },
      currentJob: null,
    },
  });
}

describe('the processes of the service, with a real indexer', () => {
  it.each(['parse', 'write'] as const)('a worker killed in phase %s: another one finishes the job', async (phase) => {
    const [api, first] = [await start('api'), await start('worker')];
    const [one, other] = await Promise.all([add(api), add(api)]);
    expect(other.job.id).toBe(one.job.id);
    expect([one.joined, other.joined].sort()).toEqual([false, true]);
    await reached(one.job.id, phase);
    expect(await first.end('SIGKILL')).toBe('SIGKILL');
    await start('worker');
    expect(await harness.finished(one.job.id)).toMatchObject(RUN_AGAIN);
    await expectWholeGraph(api);
  });

  it('a worker told to end gives its job back, and an API that is killed loses nothing', async () => {
    const [api, first] = [await start('api'), await start('worker')];
    const { job } = await add(api);
    await reached(job.id, 'parse');
    expect(await api.end('SIGKILL')).toBe('SIGKILL');
    expect(await first.end('SIGTERM')).toBe(0);
    expect(await harness.jobs.find(job.id)).toMatchObject({ state: 'QUEUED' });
    const again = await start('api');
    expect(await add(again)).toEqual({ joined: true, job: { id: job.id } });
    await start('worker');
    expect(await harness.finished(job.id)).toMatchObject(RUN_AGAIN);
    await expectWholeGraph(again);
    expect(await again.end('SIGTERM')).toBe(0);
  });

  it('Redis restarted under a running job: the job ends, and its end is seen', async () => {
    const [api] = [await start('api'), await start('worker')];
    const { job } = await add(api);
    await reached(job.id, 'parse');
    await redis.stop(['redis']);
    expect((await redis.ensureRedis()).url).toBe(redisUrl);
    for (;;) {
      const state = (await harness.jobs.find(job.id).catch(() => undefined))?.state;
      if (state === 'COMPLETED') break;
      expect(['FAILED', 'CANCELLED']).not.toContain(state);
      await sleep(200);
    }
    await expectWholeGraph(api);
  });
});
