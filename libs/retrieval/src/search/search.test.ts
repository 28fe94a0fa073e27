import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CodexGraphError } from '@codexgraph/graph-model';
import { edge, inputOf, InMemoryGraphStore, node } from '@codexgraph/graph-store/testing';
import type { EmbeddingModel, EmbeddingRequest } from '@codexgraph/llm';
import { createRetrieval } from '../create-retrieval.js';
import type { SearchStage } from './search-request.js';

const code = (text: string): { properties: { code: string } } => ({ properties: { code: text } });
const NODES = [
  node('MODULE', 'MODULE:net.py', { name: 'net', file_path: 'net.py', lines: [1, 40] }),
  node('FUNCTION', 'FUNCTION:net.py:send_request', {
    name: 'send_request',
    file_path: 'net.py',
    lines: [1, 9],
    ...code('def send_request(url):\n    return retry(url)'),
  }),
  node('FUNCTION', 'FUNCTION:net.py:retry', {
    name: 'retry',
    file_path: 'net.py',
    lines: [11, 19],
    ...code('def retry(url):\n    sleep(backoff)'),
  }),
  node('FUNCTION', 'FUNCTION:net.py:parse_header', {
    name: 'parse_header',
    file_path: 'net.py',
    lines: [21, 29],
    ...code('def parse_header(text):\n    return text.split()'),
  }),
];
const EDGES = [edge('CALLS', 'FUNCTION:net.py:send_request', 'FUNCTION:net.py:retry', { lines: [2] })];
const SIGNAL = new AbortController().signal;

async function published(rows = NODES) {
  const store = new InMemoryGraphStore();
  const name = `search-${randomUUID()}`;
  const publish = (nodes: typeof NODES) =>
    store.writer.publish(inputOf({ nodes, edges: EDGES }), { name, source: { kind: 'folder', location: '/x', subfolder: '' } });
  await publish(rows);
  const { reader, writer } = store.retrieval;
  return { store, name, publish, retrieval: createRetrieval({ reader, writer, nowMs: () => 0 }) };
}

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: unknown) => (CodexGraphError.isInstance(error) ? error.code : String(error)),
  );

describe('a search of a repository just indexed', () => {
  it('finds code by words, by Chinese, by name, and says why', async () => {
    const { name, retrieval } = await published();
    const report = await retrieval.refresh({ repository: name, signal: SIGNAL });
    expect(report).toMatchObject({ whole: true, symbols: 4, documentsWritten: 4, missing: 0 });
    const first = async (text: string, more: object = {}) =>
      (await retrieval.searcher.search({ repository: name, text, ...more }, SIGNAL)).hits[0];
    expect((await first('parse the header'))?.symbol.name).toBe('parse_header');
    expect((await first('发送请求'))?.symbol.name).toBe('send_request');
    expect((await first('retry'))?.symbol.name).toBe('retry');
    expect((await first('parse the header'))?.reasons.map((reason) => reason.text).join()).toContain('parse, header in its name');
    const { hits } = await retrieval.searcher.search({ repository: name, text: 'retry', mode: 'graph' }, SIGNAL);
    expect(hits.map((hit) => hit.symbol.name)).toContain('send_request');
  });

  it('searches by some of its stages alone, to tell what each brings', async () => {
    const { name, retrieval } = await published();
    await retrieval.refresh({ repository: name, signal: SIGNAL });
    const found = async (stages: readonly SearchStage[]) => {
      const { hits } = await retrieval.searcher.search({ repository: name, text: 'retry', stages }, SIGNAL);
      return hits.map((hit) => [hit.symbol.name, hit.reasons.map((reason) => reason.signal).join()].join(' '));
    };
    expect(await found(['name'])).toEqual(['retry name']);
    expect(await found(['name', 'graph'])).toEqual(['retry name', 'send_request graph']);
    expect(await found(['ranking'])).toEqual([]);
  });

  it('writes only what changed, and forgets what is gone', async () => {
    const { name, retrieval, publish } = await published();
    await retrieval.refresh({ repository: name, signal: SIGNAL });
    expect(await retrieval.refresh({ repository: name, signal: SIGNAL })).toMatchObject({
      described: 0,
      documentsWritten: 0,
      embedded: 0,
    });
    await publish(NODES.slice(0, 3));
    const stale = await retrieval.searcher.search({ repository: name, text: 'parse header' }, SIGNAL);
    expect(stale.notes.join()).toContain('brought up to the newest revision');
    expect(stale.hits.map((hit) => hit.symbol.name)).not.toContain('parse_header');
    await retrieval.refresh({ repository: name, signal: SIGNAL });
    const fresh = await retrieval.searcher.search({ repository: name, text: 'parse header' }, SIGNAL);
    expect([fresh.notes, fresh.hits.map((hit) => hit.symbol.name).includes('parse_header')]).toEqual([[], false]);
  });

  it('keeps to bounds and takes any text', async () => {
    const { name, retrieval } = await published();
    const ask = (text: string, k?: number) =>
      retrieval.searcher.search({ repository: name, text, ...(k === undefined ? {} : { k }) }, SIGNAL);
    expect((await ask('retry')).notes.join()).toContain('not there yet');
    await retrieval.refresh({ repository: name, signal: SIGNAL });
    for (const k of [0, -1, 1.5, 10_000]) expect(await codeOf(ask('retry', k))).toBe('BAD_INPUT');
    for (const text of ['', '   \n']) expect(await codeOf(ask(text))).toBe('BAD_INPUT');
    expect(await codeOf(retrieval.searcher.search({ repository: 'nowhere', text: 'x' }, SIGNAL))).toBe('NOT_FOUND');
    expect((await ask('!!! ???')).notes.join()).toContain('no words');
    for (const text of ['the of and', 'retry '.repeat(17_000), '"(AND) \\ :*~', '\u0000\uD800'])
      expect((await ask(text)).hits.length).toBeLessThanOrEqual(10);
    const stopped = new AbortController();
    stopped.abort(new CodexGraphError('CANCELLED', 'Stopped.'));
    expect(await codeOf(retrieval.searcher.search({ repository: name, text: 'retry' }, stopped.signal))).toBe('CANCELLED');
  });

  it('says that a repository is gone which is deleted meanwhile, whatever failed for it', async () => {
    const failing = () => Promise.reject(new CodexGraphError('DATABASE_FAILED', 'There is no such index.'));
    const nothing = () => Promise.resolve([]);
    const told = async (answer: typeof failing | typeof nothing, isDeleted: boolean) => {
      const { store, name, retrieval } = await published();
      await retrieval.refresh({ repository: name, signal: SIGNAL });
      const ask = async () => {
        if (isDeleted) await store.writer.deleteRepository(name);
        return answer();
      };
      Object.assign(store.retrieval.reader, { fulltext: ask, nearest: ask });
      return codeOf(retrieval.searcher.search({ repository: name, text: 'retry' }, SIGNAL));
    };
    expect(await told(failing, false)).toBe('DATABASE_FAILED');
    expect(await told(failing, true)).toBe('NOT_FOUND');
    expect(await told(nothing, false)).toBe('no error');
    expect(await told(nothing, true)).toBe('NOT_FOUND');
  });

  it('keeps to filters, also for what relations bring', async () => {
    const { name, retrieval } = await published();
    await retrieval.refresh({ repository: name, signal: SIGNAL });
    const find = async (filter: object) =>
      (await retrieval.searcher.search({ repository: name, text: 'retry request', filter }, SIGNAL)).hits.map(
        (hit) => hit.symbol.label,
      );
    expect(await find({ labels: ['MODULE'] })).toEqual((await find({ labels: ['MODULE'] })).map(() => 'MODULE'));
    expect(await find({ pathPrefix: 'elsewhere/' })).toEqual([]);
    expect(await find({ tests: 'only' })).toEqual([]);
  });
});

describe('another model', () => {
  it('is filled beside the one in use, survives failures of single texts, and is known by its probe', async () => {
    const { store, name, retrieval } = await published();
    await retrieval.refresh({ repository: name, signal: SIGNAL });
    const { reader, writer } = store.retrieval;
    const model = scriptedModel();
    const other = createRetrieval({ reader, writer, embedding: model, nowMs: () => 0 });
    model.failing = 'parse_header';
    expect(await other.refresh({ repository: name, signal: SIGNAL })).toMatchObject({
      embedded: 3,
      missing: 1,
      model: 'scripted:m',
    });
    model.failing = '';
    expect(await other.refresh({ repository: name, signal: SIGNAL })).toMatchObject({ embedded: 1, missing: 0 });
    expect((await other.searcher.search({ repository: name, text: 'retry', mode: 'vector' }, SIGNAL)).hits.length).toBe(3);
    model.turned = true;
    expect((await other.refresh({ repository: name, signal: SIGNAL })).model).toMatch(/^scripted:m#/u);
    const without = await retrieval.searcher.search({ repository: name, text: 'retry' }, SIGNAL);
    expect([without.notes.join(), without.hits[0]?.symbol.name]).toEqual([expect.stringContaining('not at hand'), 'retry']);
  });

  it('is filled and switched to in steps, and each step leaves what is left to the next one', async () => {
    const { store, name, retrieval } = await published();
    const { reader, writer } = store.retrieval;
    const model = createRetrieval({ reader, writer, embedding: scriptedModel(), nowMs: () => 0 });
    const step = async (until?: 'words' | 'vectors') => {
      const report = await model.refresh({ repository: name, signal: SIGNAL, ...(until && { until }) });
      const { hits, notes } = await retrieval.searcher.search({ repository: name, text: 'parse header' }, SIGNAL);
      return [report.documentsWritten, report.embedded, report.model, hits[0]?.symbol.name, notes.join()];
    };
    const soFar = expect.stringMatching(/being brought up .*no vectors of '.*"codexgraph embed/u) as string;
    expect(await step('words')).toEqual([4, 0, undefined, 'parse_header', soFar]);
    expect(await step('vectors')).toEqual([0, 4, undefined, 'parse_header', soFar]);
    expect(await step()).toEqual([0, 0, 'scripted:m', 'parse_header', expect.stringContaining('not at hand')]);
  });

  it('embeds everything, also when only a change is told', async () => {
    const { store, name, retrieval } = await published();
    await retrieval.refresh({ repository: name, signal: SIGNAL });
    const { reader, writer } = store.retrieval;
    const { revision: baseRevision = '' } = await reader.state(name);
    const other = createRetrieval({ reader, writer, embedding: scriptedModel(), nowMs: () => 0 });
    const change = { baseRevision, touchedIds: new Set<string>(), deletedIds: new Set<string>() };
    expect(await other.refresh({ repository: name, signal: SIGNAL, change })).toMatchObject({ whole: true, embedded: 4 });
    expect(await retrieval.refresh({ repository: name, signal: SIGNAL, change })).toMatchObject({ whole: true, embedded: 4 });
  });

  it('that is down leaves the search as it was, and says so', async () => {
    const { store, name, retrieval } = await published();
    await retrieval.refresh({ repository: name, signal: SIGNAL });
    const { reader, writer } = store.retrieval;
    const model = scriptedModel();
    model.failing = ' ';
    const other = createRetrieval({ reader, writer, embedding: model, nowMs: () => 0 });
    expect(await codeOf(other.refresh({ repository: name, signal: SIGNAL }))).toBe('MODEL_UNAVAILABLE');
    expect((await reader.state(name)).active?.model).toMatch(/^built-in/u);
    expect((await retrieval.searcher.search({ repository: name, text: 'parse header' }, SIGNAL)).hits[0]?.symbol.name).toBe(
      'parse_header',
    );
  });
});

/** A model of two numbers that fails texts on demand. */
function scriptedModel(): EmbeddingModel & { failing: string; turned: boolean } {
  return {
    failing: '',
    turned: false,
    identity: { endpoint: 'scripted', model: 'm' },
    countTokens: (text) => text.length,
    probe() {
      return Promise.resolve({ dimensions: 2, vector: Float32Array.from(this.turned ? [0, 1] : [1, 0]), maxInputTokens: 400 });
    },
    embed({ texts }: EmbeddingRequest) {
      const vectors = texts.map((text) =>
        this.failing !== '' && text.includes(this.failing) ? undefined : Float32Array.from([0.6, 0.8]),
      );
      const positions = vectors.flatMap((vector, position) => (vector === undefined ? [position] : []));
      const failures =
        positions.length === 0 ? [] : [{ positions, code: 'MODEL_UNAVAILABLE', message: 'It is down.', retryable: true }];
      return Promise.resolve({ vectors, failures, truncated: [], usage: { inputTokens: 1, calls: 1, estimated: true } });
    },
  };
}
