import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CodexGraphError } from '@codexgraph/graph-model';
import { edge, inputOf, InMemoryGraphStore, node } from '@codexgraph/graph-store/testing';
import { ESTIMATED_TOKENS, OpenAiCompatibleModel, type ModelPrice } from '@codexgraph/llm';
import { startScriptedModelServer, type ScriptInput, type ScriptedModelServer } from '@codexgraph/llm/scripted-server';
import { afterEach, describe, expect, it } from 'vitest';
import { createRetrieval } from '../create-retrieval.js';
import { describeSymbols } from './describe-symbols.js';
import type { DescribingProgress } from './describing-progress.js';
import { estimateDescribing } from './estimate-describing.js';

const PRICE: ModelPrice = { currency: 'USD', inputPerMillion: 1, outputPerMillion: 10 };
const SIGNAL = new AbortController().signal;
const servers: ScriptedModelServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const id = (number: number): string => `FUNCTION:shop.py:f${String(number)}`;

/** Functions that all call `f0`; the last one has a docstring, and there is a test. */
async function shop(count: number, lines = 1) {
  const store = new InMemoryGraphStore();
  const name = `describe-${randomUUID()}`;
  const functions = Array.from({ length: count }, (_, number) =>
    node('FUNCTION', id(number), {
      name: `f${String(number)}`,
      file_path: 'shop.py',
      lines: [number * 10 + 1, number * 10 + 9],
      properties: { code: `def f${String(number)}():\n${'    pay()\n'.repeat(lines)}` },
    }),
  );
  const documented = node('FUNCTION', 'FUNCTION:shop.py:told', {
    name: 'told',
    file_path: 'shop.py',
    lines: [900, 901],
    properties: { code: 'def told(): pass', docstring: 'Told.', description: 'Told.', description_source: 'docstring' },
  });
  const tested = node('FUNCTION', 'FUNCTION:test_shop.py:test_it', {
    name: 'test_it',
    file_path: 'test_shop.py',
    lines: [1, 2],
    properties: { code: 'def test_it(): pass', is_test: true },
  });
  const edges = functions.slice(1).map((from) => edge('CALLS', from.id, id(0), { lines: [from.start_line ?? 1] }));
  const publish = (rows: readonly ReturnType<typeof node>[]) =>
    store.writer.publish(inputOf({ nodes: [...rows], edges }), {
      name,
      source: { kind: 'folder', location: '/x', subfolder: '' },
    });
  const rows = [...functions, documented, tested];
  await publish(rows);
  const { reader, writer } = store.retrieval;
  return { name, rows, publish, reader, writer };
}

/** A server that describes each piece it is given, and what describing with it needs. */
async function describing(script: Partial<ScriptInput> = {}, price?: ModelPrice) {
  const server = await startScriptedModelServer({
    script: { rules: [{ when: { stage: 'describe' }, reply: REPLY }], ...script },
  });
  servers.push(server);
  const model = new OpenAiCompatibleModel({
    endpoint: {
      name: 'scripted',
      baseUrl: server.url,
      model: 'tiny',
      retry: { attempts: 1, firstPauseMs: 1, longestPauseMs: 5 },
      ...(price && { price }),
    },
    tokens: ESTIMATED_TOKENS,
    random: () => 0.5,
  });
  const waits: number[] = [];
  const wait = async (ms: number): Promise<void> => {
    waits.push(ms);
    await sleep(Math.min(ms, 5));
  };
  return { server, model, waits, wait };
}

const REPLY = JSON.stringify({
  descriptions: Array.from({ length: 12 }, (_, index) => ({
    piece: index + 1,
    text: `Pays bill ${String(index + 1)} with a card.`,
  })),
});
const pieces = (content = ''): number => content.match(/^Piece \d+:/gmu)?.length ?? 0;

describe('describing by a model', () => {
  it('takes the most important first, names the model, and leaves documented code and tests alone', async () => {
    const { name, reader, writer } = await shop(30);
    const { server, model, wait } = await describing();
    const report = await describeSymbols({ reader, writer, model, wait }, { repository: name, run: 'r1', signal: SIGNAL });
    expect(report).toMatchObject({ symbols: 30, described: 30, kept: 0, failed: 0, left: 0, model: 'tiny', usage: { calls: 3 } });
    const prompts = server.calls.map(({ messages }) => messages[0]?.content ?? '').join();
    expect(prompts).toMatch(/Piece 1: function \S*f0 in shop.py\nIs used by: \S+, .*\n\| def f0/u);
    expect(prompts).not.toMatch(/told|test_it/u);
    const retrieval = createRetrieval({ reader, writer, nowMs: () => 0 });
    await retrieval.refresh({ repository: name, signal: SIGNAL });
    const [first] = await reader.symbols(name, [id(0)]);
    expect(first).toMatchObject({
      description: 'Pays bill 1 with a card.',
      descriptionSource: 'model',
      descriptionModel: 'tiny',
    });
    const { hits } = await retrieval.searcher.search({ repository: name, text: 'bill with a card' }, SIGNAL);
    expect(hits[0]?.reasons.map(({ text }) => text).join()).toContain('card in its description');
  });

  it('pays nothing twice: not for the same text in a new revision, only for what changed', async () => {
    const { name, rows, publish, reader, writer } = await shop(5);
    const { server, model, wait } = await describing();
    const run = () => describeSymbols({ reader, writer, model, wait }, { repository: name, run: 'r', signal: SIGNAL });
    await run();
    expect(await run()).toMatchObject({ kept: 5, described: 0 });
    const [first, ...others] = rows;
    if (first === undefined) throw new TypeError('no rows');
    await publish([{ ...first, properties: { ...first.properties, code: 'def f0(): refund()' } }, ...others]);
    const retrieval = createRetrieval({ reader, writer, nowMs: () => 0 });
    await retrieval.refresh({ repository: name, signal: SIGNAL });
    const sourcesOf = async () => (await reader.symbols(name, [id(0), id(1)])).map((symbol) => symbol.descriptionSource);
    expect(await sourcesOf()).toEqual(['derived', 'model']);
    expect(server.calls).toHaveLength(1);
    const again = await run();
    expect(again).toMatchObject({ kept: 4, described: 1, changedIds: [id(0)] });
    expect(pieces(server.calls[1]?.messages[0]?.content)).toBe(1);
    const change = { baseRevision: again.revision, touchedIds: new Set(again.changedIds), deletedIds: new Set<string>() };
    expect(await retrieval.refresh({ repository: name, change, signal: SIGNAL })).toMatchObject({ whole: false, described: 1 });
    expect(await sourcesOf()).toEqual(['model', 'model']);
  });

  it('loses one text at most to a refusal or to a reply that cannot be read', async () => {
    const { name, reader, writer } = await shop(12);
    const { server, model, wait } = await describing({
      rules: [
        { when: { contains: 'def f7' }, fault: { status: 400, message: 'not this one' } },
        { when: { contains: 'def f3', nth: 1 }, reply: 'I would rather not.' },
        { when: { matches: 'Piece 3:' }, reply: REPLY.slice(0, 100) },
        { when: {}, reply: REPLY },
      ],
    });
    const report = await describeSymbols({ reader, writer, model, wait }, { repository: name, run: 'r1', signal: SIGNAL });
    expect(report).toMatchObject({ described: 11, failed: 1, left: 0 });
    expect(report.stopped).toBeUndefined();
    expect(server.calls.length).toBeLessThan(24);
  });

  it('stops at its budget of money or tokens, tells what is left, and goes on with another one', async () => {
    const { name, reader, writer } = await shop(60, 200);
    const { model, wait, server } = await describing({}, PRICE);
    const run = (budget: object, runName: string) =>
      describeSymbols({ reader, writer, model, wait }, { repository: name, run: runName, budget, signal: SIGNAL });
    const poor = await run({ micros: 20_000 }, 'r1');
    expect(poor.stopped?.reason).toBe('budget');
    expect(poor.described).toBeGreaterThan(0);
    expect(poor.left).toBe(60 - poor.described);
    expect(poor.cost?.micros).toBeLessThanOrEqual(20_000);
    const { length } = server.calls;
    // The same run again, as after a kill: what it has used counts.
    expect(await run({ micros: 20_000 }, 'r1')).toMatchObject({ described: 0, stopped: { reason: 'budget' } });
    expect(server.calls).toHaveLength(length);
    expect(await run({ tokens: 1_000_000 }, 'r2')).toMatchObject({ left: 0, kept: poor.described });
  });

  it('estimates before, within the budget and never far below the truth', async () => {
    const { name, reader, writer } = await shop(40, 30);
    const { model, wait } = await describing({}, PRICE);
    const asked = { repository: name, budget: { tokens: 5_000 }, signal: SIGNAL };
    const estimate = await estimateDescribing({ reader, model }, asked);
    expect(estimate).toMatchObject({
      symbols: 40,
      kept: 0,
      waiting: 40,
      model: 'tiny',
      cost: { currency: 'USD', estimated: true },
    });
    expect(estimate.withinBudget).toBeGreaterThan(5);
    expect(estimate.withinBudget).toBeLessThan(40);
    const { usage } = await describeSymbols({ reader, writer, model, wait }, { repository: name, run: 'r', signal: SIGNAL });
    expect(usage.calls).toBe(estimate.calls);
    expect(estimate.inputTokens).toBeGreaterThan(usage.inputTokens * 0.8);
    expect(await estimateDescribing({ reader, model }, asked)).toMatchObject({ kept: 40, waiting: 0, calls: 0 });
  });

  it('waits as long as a server asks, and stops honestly when it is away or refuses for good', async () => {
    const { name, reader, writer } = await shop(20);
    const limited = { status: 429, retryAfterSeconds: 7 };
    const { model, wait, waits } = await describing({
      rules: [{ when: { nth: 1 }, fault: limited }, { reply: REPLY }],
    });
    const told: DescribingProgress[] = [];
    const report = await describeSymbols(
      { reader, writer, model, wait },
      { repository: name, run: 'r1', signal: SIGNAL, onProgress: (progress) => told.push(progress) },
    );
    expect(report).toMatchObject({ described: 20, left: 0 });
    expect(waits).toContain(7_000);
    expect(told.some(({ pausedMs }) => pausedMs === 7_000)).toBe(true);
    expect(told.at(-1)).toMatchObject({ done: 20, total: 20 });
    const other = await shop(20);
    for (const [fault, reason, code] of [
      [{ drop: true }, 'model', 'MODEL_UNAVAILABLE'],
      [{ status: 401 }, 'model', 'MODEL_AUTHENTICATION'],
      [{ status: 429, code: 'insufficient_quota' }, 'rate-limit', 'MODEL_RATE_LIMITED'],
      [{ status: 429, retryAfterSeconds: 4_000 }, 'rate-limit', 'MODEL_RATE_LIMITED'],
    ] as const) {
      const down = await describing({ rules: [{ fault }] });
      const parts = { reader: other.reader, writer: other.writer, model: down.model, wait: down.wait };
      const ended = await describeSymbols(parts, { repository: other.name, run: 'r', signal: SIGNAL });
      expect(ended).toMatchObject({ described: 0, left: 20, stopped: { reason, code } });
    }
  });

  it('keeps what it has when it is cancelled', async () => {
    const { name, reader, writer } = await shop(60);
    const { model, wait } = await describing();
    const stop = new AbortController();
    const onProgress = (): void => stop.abort(new CodexGraphError('CANCELLED', 'Stopped.'));
    const parts = { reader, writer, model, wait };
    const run = describeSymbols(parts, { repository: name, run: 'r', signal: stop.signal, onProgress });
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
    const next = await describeSymbols(parts, { repository: name, run: 'r', signal: SIGNAL });
    expect(next.kept).toBeGreaterThanOrEqual(12);
    expect(next.kept + next.described).toBe(60);
  });
});
