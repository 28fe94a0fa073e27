import { CodexGraphError } from '@codexgraph/graph-model';
import { afterEach, describe, expect, it } from 'vitest';
import type { EmbeddedBatch, EmbeddingRequest } from '../embedding-model.port.js';
import { startScriptedModelServer, type ScriptedModelServer } from '../scripted-server/scripted-model-server.js';
import type { ScriptInput } from '../scripted-server/script.js';
import { EMBEDDING_PROTOCOLS, guessedProtocol, knownPrefixes, type EmbeddingEndpoint } from './embedding-endpoint.js';
import { createEmbeddingModel, embedQuery } from './http-embedding-model.js';
import { isSameModel } from './same-model.js';

const PATHS = { openai: '/v1/embeddings', tei: '/embed', ollama: '/api/embed' } as const;
const never = new AbortController().signal;
const TEXTS = ['send a request again', 'read a file', 'def send_request_again(): ...'];

let server: ScriptedModelServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function modelFor(
  protocol: EmbeddingEndpoint['protocol'],
  vectors: NonNullable<ScriptInput['vectors']> = {},
  changes: Partial<EmbeddingEndpoint> & { apiKeyOfServer?: string } = {},
) {
  await server?.close();
  const { apiKeyOfServer, ...endpointChanges } = changes;
  server = await startScriptedModelServer({
    script: { rules: [], vectors, ...(apiKeyOfServer === undefined ? {} : { apiKey: apiKeyOfServer }) },
  });
  const endpoint: EmbeddingEndpoint = {
    name: 'vectors',
    baseUrl: protocol === 'openai' ? server.url : server.url.replace('/v1', ''),
    model: 'scripted',
    protocol: protocol ?? 'openai',
    retry: { attempts: 3, firstPauseMs: 2, longestPauseMs: 1500 },
    ...endpointChanges,
  };
  return createEmbeddingModel(endpoint, { random: () => 0.5 });
}

const documents = (texts: readonly string[], more: Partial<EmbeddingRequest> = {}): EmbeddingRequest => ({
  texts,
  use: 'document',
  ...more,
});
const cosine = (left: ArrayLike<number> | undefined, right: ArrayLike<number> | undefined): number =>
  Array.from({ length: left?.length ?? 0 }, (_, index) => (left?.[index] ?? 0) * (right?.[index] ?? 0)).reduce(
    (sum, value) => sum + value,
    0,
  );

describe.each(EMBEDDING_PROTOCOLS)('a model behind the protocol %s', (protocol) => {
  it('gives vectors of unit length in the order of the texts', async () => {
    const model = await modelFor(protocol, { dimensions: 64 });
    const { vectors, failures, truncated, usage } = await model.embed(documents(TEXTS), never);
    expect(vectors.map((vector) => vector?.length)).toEqual([64, 64, 64]);
    for (const vector of vectors) expect(cosine(vector, vector)).toBeCloseTo(1, 5);
    expect(cosine(vectors[0], vectors[2])).toBeGreaterThan(cosine(vectors[0], vectors[1]) + 0.2);
    expect([failures, truncated]).toEqual([[], []]);
    expect(usage).toEqual({ inputTokens: expect.any(Number) as number, calls: 1, estimated: protocol === 'tei' });
    expect(server?.vectorCalls.map(({ path }) => path)).toEqual([PATHS[protocol]]);
  });

  it('embeds one query as it embeds it among others', async () => {
    const model = await modelFor(protocol, {}, { prefixes: { query: 'query: ', document: 'passage: ' } });
    const alone = await embedQuery(model, 'read a file', never);
    const among = await model.embed({ texts: TEXTS, use: 'query' }, never);
    expect(alone).toEqual(among.vectors[1]);
    expect(server?.vectorCalls[0]?.texts).toEqual(['query: read a file']);
    await model.embed(documents(['x']), never);
    expect(server?.vectorCalls.at(-1)?.texts).toEqual(['passage: x']);
  });

  it('sends batches that keep their limits, and hands each on as it comes', async () => {
    const model = await modelFor(protocol, {}, { batch: { texts: 10, tokens: 60, concurrency: 2 } });
    const texts = Array.from({ length: 25 }, (_, index) => `word ${'w'.repeat(index % 7)} ${String(index)}`);
    const batches: EmbeddedBatch[] = [];
    const { vectors } = await model.embed(documents(texts, { onBatch: (batch) => void batches.push(batch) }), never);
    expect(vectors.every((vector) => vector !== undefined)).toBe(true);
    const calls = server?.vectorCalls ?? [];
    for (const call of calls) {
      expect(call.texts.length).toBeLessThanOrEqual(10);
      expect(call.texts.length * Math.max(...call.texts.map((text) => model.countTokens(text)))).toBeLessThanOrEqual(60);
    }
    expect(batches).toHaveLength(calls.length);
    expect(batches.flatMap(({ positions }) => positions).sort((left, right) => left - right)).toEqual(
      texts.map((_, index) => index),
    );
    for (const { positions, vectors: some } of batches) expect(some).toEqual(positions.map((position) => vectors[position]));
  });

  it('cuts texts that are too long, and says which', async () => {
    const model = await modelFor(protocol, {}, { maxInputTokens: 8 });
    const { vectors, truncated } = await model.embed(documents(['short', 'a much longer text '.repeat(50)]), never);
    expect(truncated).toEqual([1]);
    expect(vectors.every((vector) => vector !== undefined)).toBe(true);
    for (const text of server?.vectorCalls.flatMap((call) => call.texts) ?? [])
      expect(model.countTokens(text)).toBeLessThanOrEqual(8);
  });

  it('tries again after passing failures and rate limits', async () => {
    const faults = [
      { when: { first: 1 }, fault: { status: 503 } },
      { when: { first: 1 }, fault: { status: 429, retryAfterSeconds: 0 } },
    ];
    const model = await modelFor(protocol, { faults });
    const { vectors, usage } = await model.embed(documents(['x']), never);
    expect(vectors[0]).toBeDefined();
    expect(usage.calls).toBe(3);
  });

  it.each([
    ['drops the connection', { drop: true }],
    ['breaks off half-way', { half: true }],
  ])('tries again when the server %s', async (_name, fault) => {
    const model = await modelFor(protocol, { faults: [{ when: { first: 1 }, fault }] });
    expect((await model.embed(documents(['x']), never)).vectors[0]).toBeDefined();
  });

  it('halves a batch that is too large', async () => {
    const model = await modelFor(protocol, {
      faults: [{ when: { moreThan: 2 }, fault: { status: 413, message: 'batch size > 2' } }],
    });
    const { vectors, failures } = await model.embed(documents(['a', 'b', 'c', 'd', 'e', 'f', 'g']), never);
    expect(failures).toEqual([]);
    expect(vectors.every((vector) => vector !== undefined)).toBe(true);
  });

  it.each([
    ['refuses a text', { status: 400, message: 'this input cannot be tokenized' }],
    ['gives what is no number', { nan: true }],
    ['gives nothing but zeros', { zeros: true }],
  ])('loses one text and no other when the server %s', async (_name, fault) => {
    const model = await modelFor(protocol, { faults: [{ when: { contains: 'poison' }, fault }] });
    const { vectors, failures } = await model.embed(documents(['a', 'b', 'poison', 'c', '  ']), never);
    expect(vectors.map((vector) => vector !== undefined)).toEqual([true, true, false, true, false]);
    expect(failures.map(({ positions, code }) => [positions, code])).toEqual([
      [[4], 'BAD_INPUT'],
      [[2], 'MODEL_FAILED'],
    ]);
  });

  it('cuts a text that the server finds too long in spite of its being counted', async () => {
    const tooLong = { status: 413, message: 'inputs must have less than 64 tokens' };
    const model = await modelFor(protocol, { faults: [{ when: { longerThan: 200 }, fault: tooLong }] });
    const { vectors, truncated } = await model.embed(documents(['x'.repeat(900), 'y']), never);
    expect(vectors.every((vector) => vector !== undefined)).toBe(true);
    expect(truncated).toEqual([0]);
  });

  it('keeps what came when the server fails for good, and says why', async () => {
    const faults = [{ when: { after: 1 }, fault: { status: 401, message: 'wrong key' } }];
    const batch = { texts: 2, concurrency: 1 };
    const model = await modelFor(protocol, { faults }, { batch, keyName: 'MY_KEY', apiKey: 'sk-secret-12345678' });
    const { vectors, failures } = await model.embed(documents(['a', 'b', 'c', 'd', 'e', 'f']), never);
    expect(vectors.filter((vector) => vector !== undefined)).toHaveLength(2);
    expect(failures).toMatchObject([{ positions: [2, 3, 4, 5], code: 'MODEL_AUTHENTICATION', retryable: false }]);
    expect(failures[0]?.message).toContain('MY_KEY');
    expect(failures[0]?.message).not.toContain('sk-secret');
    // The rest was not sent.
    expect(server?.vectorCalls).toHaveLength(2);
  });

  it.each([
    ['of another length than before', { dimensions: 9 }, 'has 9 dimensions instead of 32'],
    ['too few', { missing: true }, '1 vectors came for 2 texts'],
    ['none, but other JSON', { otherJson: true }, 'list of vectors'],
    ['a page of HTML', { html: true }, 'no JSON'],
  ])('refuses vectors %s', async (_name, fault, words) => {
    const model = await modelFor(protocol, { faults: [{ when: { after: 1 }, fault }] });
    expect((await model.embed(documents(['x']), never)).failures).toEqual([]);
    const { vectors, failures } = await model.embed(documents(['a', 'b']), never);
    expect(vectors).toEqual([undefined, undefined]);
    expect(failures).toMatchObject([{ positions: [0, 1], code: 'MODEL_FAILED' }]);
    expect(failures[0]?.message).toContain(words);
  });

  it('refuses vectors of another length than configured', async () => {
    const model = await modelFor(protocol, { dimensions: 32 }, { dimensions: 16 });
    expect((await model.embed(documents(['a']), never)).failures[0]?.message).toContain('has 32 dimensions instead of 16');
    await expect(model.probe(never)).rejects.toMatchObject({ code: 'MODEL_FAILED' });
  });

  it('finds out that another model stands behind the endpoint', async () => {
    const before = await (await modelFor(protocol, { variant: 'one' })).probe(never);
    const again = await (await modelFor(protocol, { variant: 'one' })).probe(never);
    const other = await (await modelFor(protocol, { variant: 'two' })).probe(never);
    const shorter = await (await modelFor(protocol, { variant: 'one', dimensions: 16 })).probe(never);
    expect(before.dimensions).toBe(32);
    expect(isSameModel([...before.vector], again)).toBe(true);
    expect(isSameModel(before.vector, other)).toBe(false);
    expect(isSameModel(before.vector, shorter)).toBe(false);
  });

  it('stops at once when its caller does', async () => {
    const model = await modelFor(protocol, { faults: [{ fault: { hang: true } }] });
    const stop = new AbortController();
    const embedding = model.embed(documents(['x']), stop.signal);
    setTimeout(() => {
      stop.abort();
    }, 20);
    await expect(embedding).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('gives up on a server that does not answer in time', async () => {
    const model = await modelFor(
      protocol,
      { faults: [{ fault: { hang: true } }] },
      { timeoutMs: 30, retry: { attempts: 2, firstPauseMs: 1 } },
    );
    const { failures, usage } = await model.embed(documents(['x']), never);
    expect(failures).toMatchObject([{ code: 'MODEL_UNAVAILABLE', retryable: true }]);
    expect(usage.calls).toBe(2);
  });

  it('tells what the server asks for when it is rate limited for long', async () => {
    const model = await modelFor(protocol, { faults: [{ fault: { status: 429, retryAfterSeconds: 120 } }] });
    const { failures, usage } = await model.embed(documents(['x']), never);
    expect(failures).toMatchObject([{ code: 'MODEL_RATE_LIMITED', retryable: true, retryAfterMs: 120_000 }]);
    expect(usage.calls).toBe(1);
  });

  it('throws what its caller threw while storing', async () => {
    const model = await modelFor(protocol);
    const onBatch = () => Promise.reject(new CodexGraphError('DATABASE_UNAVAILABLE', 'gone'));
    await expect(model.embed(documents(['x'], { onBatch }), never)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  });
});

describe('each protocol', () => {
  it('asks OpenAI-compatible servers for plain numbers, and for a length only until they refuse it', async () => {
    const refusal = { status: 400, message: 'Model does not support matryoshka representation, changing output dimensions' };
    const faults = [{ when: { first: 1 }, fault: refusal }];
    const model = await modelFor('openai', { dimensions: 16, faults }, { dimensions: 16 });
    expect((await model.embed(documents(['x']), never)).vectors[0]).toHaveLength(16);
    await model.embed(documents(['y']), never);
    expect(server?.vectorCalls.map(({ body }) => [body['encoding_format'], body['dimensions']])).toEqual([
      ['float', 16],
      ['float', undefined],
      ['float', undefined],
    ]);
  });

  it('keeps to what TEI and Ollama say about themselves', async () => {
    const tei = await modelFor('tei', { maxInputTokens: 8, maxClientBatch: 2 });
    expect((await tei.probe(never)).maxInputTokens).toBe(8);
    await tei.embed(documents(['a', 'b', 'c', 'd', 'e']), never);
    expect(Math.max(...(server?.vectorCalls ?? []).map(({ texts }) => texts.length))).toBe(2);
    const ollama = await modelFor('ollama', { maxInputTokens: 8 });
    expect((await ollama.embed(documents(['x '.repeat(100)]), never)).truncated).toEqual([0]);
  });

  it('does without what they say, too', async () => {
    const model = await modelFor('tei', { absent: ['/info'] });
    expect(await model.probe(never)).not.toHaveProperty('maxInputTokens');
  });

  it.each([
    ['http://h:8000/v1', 'openai'],
    ['https://x.openai.azure.com/openai/deployments/e?api-version=1', 'openai'],
    ['http://127.0.0.1:11434', 'ollama'],
    ['http://127.0.0.1:11434/v1', 'openai'],
    ['http://tei:8080', 'tei'],
  ])('is guessed of %s to be %s', (url, protocol) => {
    expect(guessedProtocol(url)).toBe(protocol);
  });

  it.each([
    ['intfloat/multilingual-e5-base', 'query: '],
    ['nomic-embed-text:latest', 'search_query: '],
    ['text-embedding-3-small', ''],
  ])('puts in front of queries what %s wants', (model, prefix) => {
    expect(knownPrefixes(model).query).toBe(prefix);
  });
});
