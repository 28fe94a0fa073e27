import { setTimeout as sleep } from 'node:timers/promises';
import { CodexGraphError, type EmbeddingSpace } from '@codexgraph/graph-model';
import type { EmbeddingModel, EmbeddingReply } from '@codexgraph/llm';
import { describe, expect, it } from 'vitest';
import { modelQueryEmbedder } from './model-query-embedder.js';

const SPACE: EmbeddingSpace = { space: 'a', model: 'server:m', dimensions: 2 };
const never = new AbortController().signal;

function modelThat(embed: (signal: AbortSignal) => Promise<Pick<EmbeddingReply, 'vectors' | 'failures'>>): EmbeddingModel {
  return {
    identity: { endpoint: 'server', model: 'm' },
    countTokens: (text) => text.length,
    probe: () => Promise.reject(new Error('nobody probes for a question')),
    embed: async (_request, signal) => ({
      ...(await embed(signal)),
      truncated: [],
      usage: { inputTokens: 1, calls: 1, estimated: true },
    }),
  };
}

async function asked(model: EmbeddingModel, { space = SPACE, signal = never } = {}) {
  const notes: string[] = [];
  const options = { signal, onProblem: (note: string) => void notes.push(note) };
  const vector = await modelQueryEmbedder(model, 20).embed({ text: 'retry', space }, options);
  return { vector: vector && [...vector], notes: notes.join('|') };
}

const giving = (...numbers: number[]) =>
  modelThat(() => Promise.resolve({ vectors: [Float32Array.from(numbers)], failures: [] }));

describe('a question for vectors of a configured model', () => {
  it('is embedded by it, also when another one has answered under its name before', async () => {
    expect(await asked(giving(1, 0))).toEqual({ vector: [1, 0], notes: '' });
    expect(await asked(giving(1, 0), { space: { ...SPACE, model: 'server:m#0a' } })).toEqual({ vector: [1, 0], notes: '' });
  });

  it.each([
    [
      'of another model',
      giving(1, 0),
      { ...SPACE, model: 'server:old' },
      'The vectors are of server:old, the configured model is server:m',
    ],
    ['of another length', giving(1, 0, 0), SPACE, '3 numbers where the vectors have 2; embed the repository again'],
    [
      'that cannot be used',
      modelThat(() =>
        Promise.resolve({
          vectors: [undefined],
          failures: [{ positions: [0], code: 'MODEL_FAILED', message: 'No number.', retryable: false }],
        }),
      ),
      SPACE,
      'could not be embedded: No number.',
    ],
    [
      'of a server that is slow',
      modelThat((signal) => sleep(5_000, { vectors: [], failures: [] }, { signal })),
      SPACE,
      'did not answer within 20 ms',
    ],
    [
      'of a server that fails',
      modelThat(() => Promise.reject(new CodexGraphError('MODEL_AUTHENTICATION', 'The key is wrong; check MY_KEY.'))),
      SPACE,
      'The key is wrong; check MY_KEY.',
    ],
  ])('goes without a vector %s, and says so', async (_name, model, space, words) => {
    const { vector, notes } = await asked(model, { space });
    expect([vector, notes]).toEqual([undefined, expect.stringContaining(words)]);
  });

  it('is stopped by its caller', async () => {
    const stop = new AbortController();
    const model = modelThat((signal) => sleep(5_000, { vectors: [], failures: [] }, { signal }));
    const asking = asked(model, { signal: stop.signal });
    stop.abort();
    await expect(asking).rejects.toMatchObject({ name: 'AbortError' });
  });
});
