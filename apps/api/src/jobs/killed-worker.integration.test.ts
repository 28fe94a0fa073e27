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
const name = `flow-${randomUUID().slice(0, 8)}`;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'codexgraph-flow-'));
  await mkdir(join(work, 'source'));
  const body = Array.from({ length: FUNCTIONS }, (_, at) => `def f${String(at)}(x):\n    return pay(x, ${String(at)})\n`);
  await writeFile(join(work, 'source', 'shop.py'), body.join('\n\n'));
  harness = new JobHarness();
});
afterAll(async () => {
  await Promise.all(children.map((child) => child.end('SIGKILL')));
  await Promise.all(servers.map((server) => server.close()));
  await harness.close();
  await rm(work, { recursive: true, force: true });
});

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
  it('costs a flow no step: the next one goes on with what is left, pays for nothing twice, and leaves a paused one alone', async () => {
    const models = await server({ rules: [{ when: { nth: 4 }, fault: { hang: true } }, { reply: REPLY }] });
    const slow = await server({ vectors: { faults: [{ when: { after: 3 }, fault: { hang: true } }] } });
    const quick = await server({});
    const chat = { CODEXGRAPH_DESCRIPTION_MODEL: 'tiny', OPENAI_BASE_URL: models.url, CODEXGRAPH_EMBEDDING_MODEL: 'tiny' };
    const step = { v: 1, repository: name };
    const { job } = await harness.jobs.enqueueFlow([
      { ...step, operation: 'index', source: { kind: 'folder', location: join(work, 'source'), subfolder: '' } },
      { ...step, operation: 'describe', tests: false, budget: { tokens: 1_000_000 } },
      { ...step, operation: 'embed' },
      { ...step, operation: 'publish' },
    ]);
    const [, embed = '', describing = '', index = ''] = (await harness.jobs.list({ limit: 4 })).map(({ job: { id } }) => id);

    const first = await start({ ...chat, CODEXGRAPH_EMBEDDING_BASE_URL: slow.url });
    await until(async () => models.calls.length >= 9 && ((await harness.jobs.find(describing))?.progress?.done ?? 0) >= 85);
    await first.end('SIGKILL');
    expect(await harness.jobs.find(index)).toMatchObject({ state: 'COMPLETED', attempt: 1, result: { embedded: 0 } });
    const before = described(models.calls);
    const hung = new Set(described(models.calls.slice(3, 4)));
    const second = await start({ ...chat, CODEXGRAPH_EMBEDDING_BASE_URL: slow.url });
    const done = { described: FUNCTIONS, descriptionsLeft: 0, descriptionsFailed: 0 };
    expect(await harness.finished(describing)).toMatchObject({ state: 'COMPLETED', attempt: 2, result: done });
    expect(new Set(described(models.calls).slice(before.length))).toEqual(hung);

    await until(() => slow.vectorCalls.length > 3);
    await second.end('SIGKILL');
    expect(await harness.jobs.pause(embed)).toMatchObject({ cancelRequested: false });
    await start({ ...chat, CODEXGRAPH_EMBEDDING_BASE_URL: quick.url });
    await until(async () => (await harness.jobs.find(embed))?.state === 'PAUSED');
    expect(quick.vectorCalls).toEqual([]);
    await harness.jobs.resume(embed);
    const embedded = (await harness.finished(embed)).result?.embedded;
    expect(embedded).toBeGreaterThan(0);
    expect(embedded).toBeLessThan(FUNCTIONS);
    expect(await harness.finished(job.id)).toMatchObject({ state: 'COMPLETED', result: { embedded: 0, embeddingsMissing: 0 } });
    await harness.finished((await harness.jobs.enqueueDeletion(name)).job.id);
  }, 180_000);
});
