import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startScriptedModelServer, type ScriptedModelServer, type ScriptInput } from '@codexgraph/llm/scripted-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { built, type Child, startChild } from '../testing/child-process.js';
import { JobHarness, required } from '../testing/job-harness.js';

const FUNCTIONS = 100;
const LOCK_MS = 2_000;
const REPLY = JSON.stringify({
  descriptions: Array.from({ length: 12 }, (_, index) => ({ piece: index + 1, text: 'Pays a bill with a card.' })),
});

let work: string;
let harness: JobHarness;
const children: Child[] = [];
const servers: ScriptedModelServer[] = [];
const name = `describe-${randomUUID().slice(0, 8)}`;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'codexgraph-describe-'));
  await mkdir(join(work, 'source'));
  const body = Array.from({ length: FUNCTIONS }, (_, at) => `def f${String(at)}(x):\n    return pay(x, ${String(at)})\n`);
  await writeFile(join(work, 'source', 'shop.py'), body.join('\n\n'));
  harness = new JobHarness();
  const worker = await start({});
  await done({ operation: 'index', source: { kind: 'folder', location: join(work, 'source'), subfolder: '' } });
  await worker.end('SIGTERM');
}, 120_000);
afterAll(async () => {
  const worker = await start({});
  await done({ operation: 'delete' });
  await worker.end('SIGTERM');
  await Promise.all(children.map((child) => child.end('SIGKILL')));
  await Promise.all(servers.map((server) => server.close()));
  await harness.close();
  await rm(work, { recursive: true, force: true });
}, 60_000);

async function start(variables: Readonly<Record<string, string>>): Promise<Child> {
  const names = ['NEO4J_URI', 'NEO4J_USER', 'NEO4J_PASSWORD', 'REDIS_URL'];
  const child = await startChild(built('worker.main.js'), {
    environment: {
      ...Object.fromEntries(names.map((variable) => [variable, required(variable)])),
      CODEXGRAPH_HOME: join(work, 'home'),
      CODEXGRAPH_QUEUE_PREFIX: harness.prefix,
      CODEXGRAPH_JOB_LOCK_MS: String(LOCK_MS),
      CODEXGRAPH_SHUTDOWN_GRACE_MS: '100',
      CODEXGRAPH_THREADS: '1',
      ...variables,
    },
  });
  children.push(child);
  return child;
}

async function ask(request: object): Promise<string> {
  return (await harness.jobs.enqueue({ v: 1, repository: name, ...request })).job.id;
}

async function done(request: object) {
  return harness.finished(await ask(request));
}

async function server(script: Partial<ScriptInput>): Promise<ScriptedModelServer> {
  const started = await startScriptedModelServer({ script: { rules: [], ...script } });
  servers.push(started);
  return started;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(30);
}

const described = (calls: ScriptedModelServer['calls']): string[] =>
  calls.flatMap(({ messages }) => [...(messages[0]?.content ?? '').matchAll(/\| def (f\d+)/gu)].map(([, found = '']) => found));

describe('a worker that is killed', () => {
  it('while it describes: the next one goes on, pays for nothing twice, and keeps to the budget of the job', async () => {
    const rules = [{ when: { nth: 4 }, fault: { hang: true } }, { reply: REPLY }];
    const models = await server({ rules });
    const variables = { CODEXGRAPH_DESCRIPTION_MODEL: 'tiny', OPENAI_BASE_URL: models.url };
    const first = await start(variables);
    const job = await ask({ operation: 'describe', tests: false, budget: { tokens: 1_000_000 } });
    await until(async () => models.calls.length >= 9 && ((await harness.jobs.find(job))?.progress?.done ?? 0) >= 85);
    await first.end('SIGKILL');
    const before = described(models.calls);
    const hung = new Set(described(models.calls.slice(3, 4)));
    await start(variables);
    expect(await harness.finished(job)).toMatchObject({
      state: 'COMPLETED',
      attempt: 2,
      result: { described: FUNCTIONS, descriptionsLeft: 0, descriptionsFailed: 0 },
    });
    expect(new Set(described(models.calls).slice(before.length))).toEqual(hung);
    expect(await done({ operation: 'describe', tests: false })).toMatchObject({
      result: { described: FUNCTIONS, modelTokens: 0 },
    });
    await children.at(-1)?.end('SIGTERM');
  }, 60_000);

  it('while it embeds by a model: the next one embeds what is left, and a paused job waits to be resumed', async () => {
    const slow = await server({ vectors: { faults: [{ when: { after: 3 }, fault: { hang: true } }] } });
    const quick = await server({});
    const with_ = (url: string) => ({ CODEXGRAPH_EMBEDDING_BASE_URL: url, CODEXGRAPH_EMBEDDING_MODEL: 'tiny' });
    const first = await start(with_(slow.url));
    const job = await ask({ operation: 'embed' });
    await until(async () => (await harness.jobs.find(job))?.progress?.phase === 'embed' && slow.vectorCalls.length > 3);
    await first.end('SIGKILL');
    expect(await harness.jobs.pause(job)).toMatchObject({ cancelRequested: false });
    await start(with_(quick.url));
    await until(async () => (await harness.jobs.find(job))?.state === 'PAUSED');
    expect(quick.vectorCalls).toEqual([]);
    await harness.jobs.resume(job);
    const ended = await harness.finished(job);
    expect(ended).toMatchObject({ state: 'COMPLETED', result: { embeddingsMissing: 0 } });
    expect(ended.result?.embedded).toBeGreaterThan(0);
    expect(ended.result?.embedded).toBeLessThan(FUNCTIONS);
  }, 60_000);
});
