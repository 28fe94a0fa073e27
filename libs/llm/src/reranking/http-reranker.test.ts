import { afterEach, describe, expect, it } from 'vitest';
import { startScriptedModelServer, type ScriptedModelServer } from '../scripted-server/scripted-model-server.js';
import type { ScriptInput } from '../scripted-server/script.js';
import { createReranker } from './http-reranker.js';
import { RERANK_PROTOCOLS, type RerankEndpoint } from './rerank-endpoint.js';

const never = new AbortController().signal;
const QUERY = 'send a request again';
const DOCUMENTS = ['read a file', 'send the request again after a pause', 'send mail'];

let server: ScriptedModelServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function rerankerFor(
  protocol: RerankEndpoint['protocol'],
  vectors: NonNullable<ScriptInput['vectors']> = {},
  changes: Partial<RerankEndpoint> = {},
) {
  server = await startScriptedModelServer({ script: { rules: [], vectors } });
  const endpoint: RerankEndpoint = {
    name: 'ranker',
    baseUrl: protocol === 'cohere' ? server.url : server.url.replace('/v1', ''),
    model: 'scripted',
    retry: { attempts: 3, firstPauseMs: 2, longestPauseMs: 500 },
    ...(protocol === undefined ? {} : { protocol }),
    ...changes,
  };
  return createReranker(endpoint, { random: () => 0.5 });
}

describe.each(RERANK_PROTOCOLS)('a re-ranker behind the protocol %s', (protocol) => {
  it('gives scores in the order of the documents', async () => {
    const reranker = await rerankerFor(protocol);
    const { scores, truncated, usage } = await reranker.rerank({ query: QUERY, documents: DOCUMENTS }, never);
    expect(scores).toEqual([0.25, 1, 0.25]);
    expect(truncated).toEqual([]);
    expect(usage).toMatchObject({ calls: 1, estimated: protocol === 'tei' });
  });

  it('splits many documents, and cuts long ones', async () => {
    const reranker = await rerankerFor(protocol, {}, { documentsPerCall: 4, maxInputTokens: 40 });
    const documents = Array.from({ length: 11 }, (_, index) => (index === 7 ? 'request '.repeat(200) : `again ${String(index)}`));
    const { scores, truncated, usage } = await reranker.rerank({ query: QUERY, documents }, never);
    expect(scores).toHaveLength(11);
    expect(truncated).toEqual([7]);
    expect(usage.calls).toBe(3);
    expect(server?.vectorCalls.map(({ texts }) => texts.length).sort()).toEqual([3, 4, 4]);
  });

  it('tries again after passing failures', async () => {
    const reranker = await rerankerFor(protocol, { faults: [{ when: { first: 2 }, fault: { status: 503 } }] });
    expect((await reranker.rerank({ query: QUERY, documents: DOCUMENTS }, never)).usage.calls).toBe(3);
  });

  it.each([
    ['what is no number', { nan: true }, 'MODEL_FAILED'],
    ['a score too few', { missing: true }, 'MODEL_FAILED'],
    ['other JSON', { otherJson: true }, 'MODEL_FAILED'],
    ['a rate limit', { status: 429, retryAfterSeconds: 60 }, 'MODEL_RATE_LIMITED'],
    ['a refusal of the key', { status: 401 }, 'MODEL_AUTHENTICATION'],
  ])('fails with a reason after %s', async (_name, fault, code) => {
    const reranker = await rerankerFor(protocol, { faults: [{ fault }] });
    await expect(reranker.rerank({ query: QUERY, documents: DOCUMENTS }, never)).rejects.toMatchObject({ code });
  });

  it('keeps to its time box', async () => {
    const reranker = await rerankerFor(protocol, { faults: [{ fault: { hang: true } }] });
    const started = performance.now();
    await expect(reranker.rerank({ query: QUERY, documents: DOCUMENTS, timeBoxMs: 60 }, never)).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: expect.stringContaining('within 60 ms') as string,
    });
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('stops when its caller does', async () => {
    const reranker = await rerankerFor(protocol, { faults: [{ fault: { hang: true } }] });
    const stop = new AbortController();
    setTimeout(() => {
      stop.abort();
    }, 20);
    await expect(reranker.rerank({ query: QUERY, documents: DOCUMENTS, timeBoxMs: 5000 }, stop.signal)).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });
});

describe('a re-ranker', () => {
  it('finds out that a server speaks the protocol of TEI, once', async () => {
    const reranker = await rerankerFor(undefined);
    expect((await reranker.rerank({ query: QUERY, documents: DOCUMENTS }, never)).scores[1]).toBe(1);
    expect((await reranker.rerank({ query: QUERY, documents: DOCUMENTS }, never)).usage.calls).toBe(1);
  });

  it('refuses an empty query and too many documents, and needs no call for none', async () => {
    const reranker = await rerankerFor('cohere');
    await expect(reranker.rerank({ query: ' ', documents: ['x'] }, never)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const documents = Array.from({ length: reranker.mostDocuments + 1 }, () => 'x');
    await expect(reranker.rerank({ query: 'x', documents }, never)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await reranker.rerank({ query: 'x', documents: [] }, never)).toMatchObject({ scores: [], usage: { calls: 0 } });
  });
});
