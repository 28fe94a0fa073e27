import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openGraphStore, type GraphStore } from '@codexgraph/graph-store';
import { inputOf, SAMPLE_GRAPH } from '@codexgraph/graph-store/testing';
import { startScriptedModelServer } from '@codexgraph/llm/scripted-server';
import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { built, type Child, startChild } from '../testing/child-process.js';
import { required } from '../testing/job-harness.js';

const QUESTIONS = 200;
const ASK = 'mutation ($input: AskInput!) { ask(input: $input) { runs { id state queuePlace } } }';
const RUN = 'query ($id: ID!) { run(id: $id) { state answer value queuePlace } }';
const STOP = 'mutation ($id: ID!) { stopRun(id: $id) { state } }';

interface Run {
  readonly id: string;
  readonly state: string;
  readonly answer: string | null;
  readonly value: number | null;
  readonly queuePlace: number | null;
}

let folder: string;
let store: GraphStore;
/** A name of its own, because other tests share the database. */
const repository = `many-${randomUUID().slice(0, 8)}`;
const children: Child[] = [];

function connection() {
  return { uri: required('NEO4J_URI'), user: required('NEO4J_USER'), password: required('NEO4J_PASSWORD') };
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'many-questions-'));
  store = await openGraphStore({ ...connection(), newId: randomUUID });
  const source = { kind: 'folder', location: '/sample', subfolder: '' } as const;
  await store.writer.publish(inputOf(SAMPLE_GRAPH), { name: repository, source });
});
afterAll(async () => {
  await Promise.all(children.map((child) => child.end('SIGTERM')));
  await store.writer.deleteRepository(repository);
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** A real API process; gives a function that asks it. */
async function startService(more: Readonly<Record<string, string>> = {}) {
  const names = ['NEO4J_URI', 'NEO4J_USER', 'NEO4J_PASSWORD', 'REDIS_URL'];
  const child = await startChild(built('api.main.js'), {
    environment: {
      ...Object.fromEntries(names.map((name) => [name, required(name)])),
      CODEXGRAPH_HOME: path.join(folder, `home-${String(children.length)}`),
      CODEXGRAPH_API_PORT: '0',
      CODEXGRAPH_QUEUE_PREFIX: `test-${randomUUID()}`,
      ...more,
    },
  });
  children.push(child);
  return async <T>(query: string, variables: object): Promise<T> => {
    const answer = await fetch(child.ready.url ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await answer.json()) as { data: T; errors?: unknown };
    expect(errors).toBeUndefined();
    return data;
  };
}

type Service = Awaited<ReturnType<typeof startService>>;

async function ask(service: Service, question: string): Promise<Run> {
  const input = { question, repositoryName: repository, mode: 'CHAT' };
  const { ask: asked } = await service<{ ask: { runs: readonly Run[] } }>(ASK, { input });
  return asked.runs[0] as Run;
}

async function runOf(service: Service, id: string): Promise<Run> {
  return { ...(await service<{ run: Run }>(RUN, { id })).run, id };
}

async function ended(service: Service, id: string): Promise<Run> {
  for (;;) {
    const run = await runOf(service, id);
    if (run.state !== 'QUEUED' && run.state !== 'RUNNING') return run;
    await pause(200);
  }
}

describe('the whole service', () => {
  it('takes 200 questions at once, shows their places, and loses none', { timeout: 240_000 }, async () => {
    const service = await startService();
    const asked = await Promise.all(
      Array.from({ length: QUESTIONS }, (_, index) =>
        ask(service, index % 2 === 0 ? 'how many methods does Session have?' : 'who calls helper?'),
      ),
    );
    expect(new Set(asked.map(({ id }) => id)).size).toBe(QUESTIONS);
    const places = asked.flatMap(({ queuePlace }) => queuePlace ?? []);
    // Many wait, each has a place, and no place is beyond the last.
    expect(places.length).toBeGreaterThan(QUESTIONS / 4);
    expect(Math.min(...places)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...places)).toBeLessThanOrEqual(QUESTIONS);
    // One that waits is stopped where it stands; the others do not notice.
    const waiting = asked.at(-1) as Run;
    expect(await service(STOP, { id: waiting.id })).toEqual({ stopRun: { state: 'STOPPED' } });
    // One after the other, so that asking for answers is not the work.
    const runs: Run[] = [];
    for (const { id } of asked) runs.push(await ended(service, id));
    expect(runs.filter(({ id }) => id !== waiting.id).map(({ state }) => state)).toEqual(
      Array.from({ length: QUESTIONS - 1 }, () => 'ANSWERED'),
    );
    expect(runs.find(({ id }) => id === waiting.id)?.state).toBe('STOPPED');
    // The same question has the same answer, however many are asked.
    expect(new Set(runs.filter((_run, index) => index % 2 === 0).map(({ value }) => value)).size).toBe(1);
    expect(runs.every(({ queuePlace }) => queuePlace === null)).toBe(true);
  });

  it('stops the queries of a stopped run on the server', { timeout: 60_000 }, async () => {
    const mark = `endless_${randomUUID().slice(0, 8)}`;
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const cypher = `MATCH ${names.map((name) => `(${name})`).join(', ')} WHERE ${names.map((name) => `${name}.name <> 'x'`).join(' AND ')} RETURN count(*) AS ${mark}`;
    const round = JSON.stringify({ thought: '', action: 'TEXT_QUERIES', action_input: ['count'] });
    const search = '[start_of_code_search]\n### Text Query 1\ncount\n[end_of_code_search]';
    const model = await startScriptedModelServer({
      script: {
        rules: [
          { when: { stage: 'cypher' }, reply: JSON.stringify({ queries: [{ text_query: 1, cypher }] }) },
          { when: { stage: 'round', matches: 'start_of_code_search' }, reply: search },
          { when: { stage: 'round' }, reply: round },
        ],
      },
    });
    const service = await startService({ OPENAI_BASE_URL: model.url, CODEXGRAPH_CHAT_MODEL: 'scripted' });
    const { uri, user, password } = connection();
    const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
    const running = async (): Promise<number> => {
      const text =
        'SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS $mark AND NOT currentQuery CONTAINS "SHOW" RETURN currentQuery';
      return (await driver.executeQuery(text, { mark })).records.length;
    };
    const until = async (wanted: (count: number) => boolean): Promise<number> => {
      for (let attempt = 0; ; attempt += 1) {
        const count = await running();
        if (wanted(count) || attempt >= 40) return count;
        await pause(200);
      }
    };
    const { id } = await ask(service, 'count everything');
    expect(await until((count) => count > 0)).toBe(1);
    const stoppedAt = performance.now();
    await service(STOP, { id });
    expect(await until((count) => count === 0)).toBe(0);
    // Well before the query's own limit of ten seconds would have ended it.
    expect(performance.now() - stoppedAt).toBeLessThan(5000);
    expect((await ended(service, id)).state).toBe('STOPPED');
    await driver.close();
    await model.close();
  });
});
