import { randomUUID } from 'node:crypto';
import { inputOf, InMemoryGraphStore, node } from '@codexgraph/graph-store/testing';
import { createReranker } from '@codexgraph/llm';
import { startScriptedModelServer, type ScriptInput } from '@codexgraph/llm/scripted-server';
import { describe, expect, it } from 'vitest';
import { createRetrieval } from '../create-retrieval.js';
import type { RerankChoice } from './rerank-hits.js';

const SIGNAL = new AbortController().signal;
const BODIES = ['refund(bill)', 'send(parcel)', 'print(label)'];

async function shop() {
  const store = new InMemoryGraphStore();
  const name = `rerank-${randomUUID()}`;
  const nodes = BODIES.map((body, number) =>
    node('FUNCTION', `FUNCTION:shop.py:order_${String(number)}`, {
      name: `order_${String(number)}`,
      file_path: 'shop.py',
      lines: [number * 10 + 1, number * 10 + 2],
      properties: { code: `def order_${String(number)}(): ${body}` },
    }),
  );
  await store.writer.publish(inputOf({ nodes, edges: [] }), { name, source: { kind: 'folder', location: '/x', subfolder: '' } });
  const { reader, writer } = store.retrieval;
  await createRetrieval({ reader, writer, nowMs: () => 0 }).refresh({ repository: name, signal: SIGNAL });
  return (rerank: RerankChoice) => {
    const { searcher } = createRetrieval({ reader, writer, rerank, nowMs: () => 0 });
    return searcher.search({ repository: name, text: 'order parcel zz' }, SIGNAL);
  };
}

async function serverChoice(vectors: ScriptInput['vectors'], timeBoxMs = 2_000) {
  const server = await startScriptedModelServer({ script: { rules: [], vectors } });
  const endpoint = { name: 'rerank', baseUrl: server.url, model: 'cross', retry: { attempts: 1 } };
  return { server, rerank: { reranker: await createReranker(endpoint, { random: () => 0 }), timeBoxMs } };
}

describe('a re-ranker that is configured', () => {
  it('orders the hits, says why, and keeps scores falling', async () => {
    const search = await shop();
    const { server, rerank } = await serverChoice({});
    const { hits, notes } = await search(rerank);
    expect(notes).toEqual([]);
    expect(hits[0]?.symbol.name).toBe('order_1');
    const scores = hits.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((left, right) => right - left));
    expect(server.vectorCalls[0]?.texts.join()).toContain('function q.order_1 in shop.py');
    expect(server.vectorCalls[0]?.texts.join()).toContain('send(parcel)');
    await server.close();
  });

  it('says which hit it moved', async () => {
    const search = await shop();
    const backwards: RerankChoice = {
      timeBoxMs: 100,
      reranker: {
        identity: { endpoint: 'test', model: 'backwards' },
        mostDocuments: 50,
        rerank: ({ documents }) =>
          Promise.resolve({
            scores: documents.map((_, index) => index),
            truncated: [],
            usage: { inputTokens: 0, calls: 1, estimated: false },
          }),
      },
    };
    const before = (await search('builtin')).hits.map((hit) => hit.symbol.id);
    const { hits } = await search(backwards);
    expect(hits.map((hit) => hit.symbol.id)).toEqual(before.toReversed());
    expect(hits[0]?.reasons[0]).toEqual({ signal: 'rerank', text: 'the re-ranker backwards moved it up from place 3' });
  });

  it.each([
    ['is down', { faults: [{ fault: { drop: true } }] }, 2_000],
    ['is late', { faults: [{ fault: { hang: true } }] }, 50],
    ['gives no numbers', { faults: [{ fault: { nan: true } }] }, 2_000],
    ['refuses', { faults: [{ fault: { status: 429, retryAfterSeconds: 60 } }] }, 2_000],
  ])('leaves the order and says so when it %s', async (_, vectors, timeBoxMs) => {
    const search = await shop();
    const { server, rerank } = await serverChoice(vectors, timeBoxMs);
    const { hits, notes } = await search(rerank);
    expect(hits.map((hit) => hit.symbol.id)).toEqual((await search('builtin')).hits.map((hit) => hit.symbol.id));
    expect(notes.join()).toMatch(/^The re-ranker cross gave no order, so hits stand in the one before it: /u);
    await server.close();
  });

  it('that is none leaves the order of the fused lists', async () => {
    const search = await shop();
    const { hits, notes } = await search('none');
    expect([notes, hits.length]).toEqual([[], 3]);
    expect(hits[0]?.score).toBeLessThan(1);
  });
});
