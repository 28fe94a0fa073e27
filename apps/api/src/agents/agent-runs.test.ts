import type { RunEvent, RunResult } from '@codexgraph/chat-agent';
import type { ConversationMode, ConversationRecord } from '@codexgraph/graph-model';
import { createInMemoryApplicationStore } from '@codexgraph/graph-store/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { AgentRuns, type AgentRunSettings } from './agent-runs.js';
import type { AgentRunner, AgentRunRequest } from './agent-runner.js';
import type { RunUpdate } from './live-run.js';

const NOW = '2026-01-01T12:00:00.000Z';
const desks: AgentRuns[] = [];

afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
});

/** A runner whose runs end when the test says so. */
class HeldRunner implements AgentRunner {
  readonly started: AgentRunRequest[] = [];
  private readonly release = new Map<string, () => void>();

  async run(request: AgentRunRequest, onEvent: (event: RunEvent) => void, signal: AbortSignal): Promise<RunResult> {
    this.started.push(request);
    const event = (number: number, kind: string) => ({ runId: request.id, number, atMs: number, kind }) as unknown as RunEvent;
    onEvent(event(1, 'run-started'));
    await new Promise<void>((resolve, reject) => {
      this.release.set(request.id, resolve);
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
    });
    onEvent(event(2, 'run-finished'));
    return resultOf(request);
  }

  finish(id: string): void {
    this.release.get(id)?.();
  }
}

function resultOf(request: AgentRunRequest): RunResult {
  return {
    id: request.id,
    outcome: 'answered',
    repository: request.repository,
    revision: 'r1',
    agent: request.agent,
    task: request.task,
    model: { endpoint: 'offline', model: 'planner', offline: true },
    answerText: `Answer to ${request.question}`,
    citations: [],
    removedCitations: [],
    rounds: 1,
    modelCalls: 2,
    tokens: { input: 3, output: 4, estimated: true },
    seconds: 0.5,
  };
}

interface Desk {
  readonly runs: AgentRuns;
  readonly runner: HeldRunner;
  readonly store: ReturnType<typeof createInMemoryApplicationStore>;
  readonly conversation: (mode?: ConversationMode) => Promise<ConversationRecord>;
}

function desk(
  settings: Partial<AgentRunSettings> = {},
  store = createInMemoryApplicationStore(),
  now = () => new Date(NOW),
): Desk {
  let count = 0;
  const newId = (): string => `id-${String((count += 1))}-${String(Math.random()).slice(2)}`;
  const runner = new HeldRunner();
  const runs = new AgentRuns({
    store,
    runner,
    newId,
    now,
    log: () => undefined,
    settings: { flushMs: 5, beatMs: 20, pollMs: 10, drainMs: 50, ...settings },
  });
  desks.push(runs);
  const conversation = (mode: ConversationMode = 'chat') =>
    store.conversations.create({ id: newId(), repository: 'shop', title: 'A', mode, user: '', experiment: '', createdAt: NOW });
  return { runs, runner, store, conversation };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let round = 0; round < 400; round += 1) {
    if (await condition()) return;
    await pause(5);
  }
  throw new Error('It did not happen within two seconds.');
}

async function all(updates: AsyncGenerator<RunUpdate>): Promise<string[]> {
  const seen: string[] = [];
  for await (const { state, queuePlace, event } of updates)
    seen.push(
      event === undefined ? `${state}${queuePlace === undefined ? '' : ` ${String(queuePlace)}`}` : `#${String(event.number)}`,
    );
  return seen;
}

it('answers a question and stores its events and result', async () => {
  const { runs, runner, store, conversation } = desk();
  const [run] = await runs.ask(await conversation(), { text: 'Who?', task: 'question-answering' });
  const id = run?.id ?? '';
  const followed = all(runs.follow(id, 0));
  await until(() => runner.started.length === 1);
  runner.finish(id);
  expect(await followed).toEqual(expect.arrayContaining(['running', '#1', '#2', 'answered']));
  expect(await store.runs.run(id)).toMatchObject({ state: 'answered', revision: 'r1', figures: { modelCalls: 2, seconds: 0.5 } });
  expect((await store.runs.events(id, 0, 10)).map(({ number }) => number)).toEqual([1, 2]);
  expect(await all(runs.follow(id, 1))).toEqual(['#2', 'answered']);
});

it('puts both agents on a side-by-side question, in seats that do not tell who is who', async () => {
  const { runs, runner, conversation } = desk();
  const asked = await runs.ask(await conversation('both'), { text: 'Who?', task: 'question-answering' });
  expect(asked.map(({ seat }) => seat)).toEqual(['a', 'b']);
  expect(asked.map(({ agent }) => agent).sort()).toEqual(['chat', 'general']);
  await until(() => runner.started.length === 2);
  const firsts = new Set<string | undefined>();
  for (let round = 0; round < 40; round += 1) {
    const [first] = await runs.ask(await conversation('both'), { text: 'Who?', task: 'question-answering' });
    firsts.add(first?.agent);
  }
  expect([...firsts].sort()).toEqual(['chat', 'general']);
});

it('lets an agent remember its own earlier answers', async () => {
  const { runs, runner, store, conversation } = desk();
  const talk = await conversation();
  const [first] = await runs.ask(talk, { text: 'Who?', task: 'question-answering' });
  await until(() => runner.started.length === 1);
  runner.finish(first?.id ?? '');
  await until(async () => (await store.runs.run(first?.id ?? ''))?.state === 'answered');
  await runs.ask(talk, { text: 'And its tests?', task: 'question-answering' });
  await until(() => runner.started.length === 2);
  expect(runner.started[1]?.conversation).toEqual([{ question: 'Who?', answer: 'Answer to Who?', citations: [] }]);
});

it('queues what is too much at once, shows the place, and refuses what is too much at all', async () => {
  const { runs, runner, conversation } = desk({ concurrent: 1, waiting: 2 });
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    const [run] = await runs.ask(await conversation(), { text: `Q${String(count)}`, task: 'question-answering' });
    ids.push(run?.id ?? '');
  }
  await until(() => runner.started.length === 1);
  expect(ids.map((id) => runs.placeInQueue(id))).toEqual([undefined, 1, 2]);
  await expect(runs.ask(await conversation(), { text: 'Q3', task: 'question-answering' })).rejects.toMatchObject({
    code: 'LIMIT_EXCEEDED',
  });
  const third = all(runs.follow(ids[2] ?? '', 0));
  runner.finish(ids[0] ?? '');
  await until(() => runner.started.length === 2);
  runner.finish(ids[1] ?? '');
  await until(() => runner.started.length === 3);
  runner.finish(ids[2] ?? '');
  expect((await third).filter((item) => !item.startsWith('#'))).toEqual(['queued 2', 'queued 1', 'running', 'answered']);
});

it('stops a run that waits and one that works', async () => {
  const { runs, runner, store, conversation } = desk({ concurrent: 1 });
  const [working] = await runs.ask(await conversation(), { text: 'A', task: 'question-answering' });
  const [waiting] = await runs.ask(await conversation(), { text: 'B', task: 'question-answering' });
  await until(() => runner.started.length === 1);
  expect((await runs.stop(waiting?.id ?? ''))?.state).toBe('stopped');
  expect((await runs.stop(working?.id ?? ''))?.state).toBe('stopped');
  expect(await runs.stop('nothing')).toBeUndefined();
  await until(async () => (await all(runs.follow(working?.id ?? '', 0))).at(-1) === 'stopped');
  expect(runner.started).toHaveLength(1);
  expect((await store.runs.run(waiting?.id ?? ''))?.state).toBe('stopped');
});

it('ends a run whose conversation was deleted', async () => {
  const { runs, runner, store, conversation } = desk();
  const talk = await conversation();
  const [run] = await runs.ask(talk, { text: 'A', task: 'question-answering' });
  await until(() => runner.started.length === 1);
  await store.conversations.delete(talk.id);
  await until(() => runs.placeInQueue(run?.id ?? '') === undefined);
  await expect(until(async () => (await store.runs.run(run?.id ?? '')) === undefined)).resolves.toBeUndefined();
});

it('marks runs of a process that died as interrupted, and followers of another process see it', async () => {
  const store = createInMemoryApplicationStore();
  const first = desk({ beatMs: 60_000 }, store);
  const [run] = await first.runs.ask(await first.conversation(), { text: 'A', task: 'question-answering' });
  await until(() => first.runner.started.length === 1);
  await until(async () => (await store.runs.events(run?.id ?? '', 0, 10)).length === 1);
  const later = desk({ beatMs: 10, silenceMs: 1000 }, store, () => new Date('2026-01-01T12:05:00.000Z'));
  expect(await all(later.runs.follow(run?.id ?? '', 0))).toEqual(expect.arrayContaining(['#1', 'interrupted']));
  expect(await store.runs.run(run?.id ?? '')).toMatchObject({ state: 'interrupted', finishedAt: '2026-01-01T12:05:00.000Z' });
});

it('interrupts at a shutdown what does not end in time', async () => {
  const { runs, runner, store, conversation } = desk({ concurrent: 1 });
  const [working] = await runs.ask(await conversation(), { text: 'A', task: 'question-answering' });
  const [waiting] = await runs.ask(await conversation(), { text: 'B', task: 'question-answering' });
  await until(() => runner.started.length === 1);
  await runs.close();
  expect((await store.runs.run(working?.id ?? ''))?.state).toBe('interrupted');
  expect((await store.runs.run(waiting?.id ?? ''))?.state).toBe('interrupted');
  await expect(runs.ask(await conversation(), { text: 'C', task: 'question-answering' })).rejects.toMatchObject({
    code: 'CANCELLED',
  });
});
