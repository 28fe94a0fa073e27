import { readConfig } from '@codexgraph/config';
import { oneChatModel, type ChatModel } from '@codexgraph/llm';
import { startScriptedModelServer } from '@codexgraph/llm/scripted-server';
import { describe, expect, it } from 'vitest';
import { embeddingModelOf, rerankerOf } from './retrieval-models.js';

const retrieval = (variables: Record<string, string>) =>
  readConfig(variables, { platform: 'linux', homeFolder: '/home/ada', variables }).retrieval;
const options = { random: () => 0.5, homeFolder: '/home/ada' };
const models = oneChatModel({ identity: { endpoint: 'big', model: 'judge', offline: false } } as ChatModel);

describe('the models of a configuration', () => {
  it('are none when nothing is set', async () => {
    const { embedding, rerank } = retrieval({});
    expect(await embeddingModelOf(embedding, options)).toBeUndefined();
    expect(await rerankerOf(rerank, { ...options, models })).toBe('builtin');
  });

  it('speak to the servers that one line names, with their keys', async () => {
    const server = await startScriptedModelServer({ script: { apiKey: 'sk-12345678', rules: [] } });
    const { embedding, rerank } = retrieval({
      CODEXGRAPH_EMBEDDING_BASE_URL: server.url,
      CODEXGRAPH_EMBEDDING_MODEL: 'nomic-embed-text',
      CODEXGRAPH_EMBEDDING_API_KEY: 'sk-12345678',
      CODEXGRAPH_EMBEDDING_OPTIONS: '{"queryPrefix": "find: ", "batchTexts": 1}',
      CODEXGRAPH_RERANK_BASE_URL: server.url,
      CODEXGRAPH_RERANK_API_KEY: 'sk-12345678',
    });
    const model = await embeddingModelOf(embedding, options);
    const signal = new AbortController().signal;
    expect((await model?.embed({ texts: ['a', 'b'], use: 'query' }, signal))?.failures).toEqual([]);
    const reranker = await rerankerOf(rerank, { ...options, models });
    if (typeof reranker === 'string') throw new TypeError('no server was configured');
    expect((await reranker.rerank({ query: 'a b', documents: ['a', 'a b'] }, signal)).scores).toEqual([0.5, 1]);
    expect(server.vectorCalls.map(({ path, texts }) => [path, texts])).toEqual([
      ['/v1/embeddings', ['find: a']],
      ['/v1/embeddings', ['find: b']],
      ['/v1/rerank', ['a', 'a b']],
    ]);
    await server.close();
  });

  it('let the model of the role critique judge', async () => {
    const { rerank } = retrieval({ CODEXGRAPH_RERANK_MODEL: 'judge', CODEXGRAPH_CHAT_MODEL: 'big' });
    expect(await rerankerOf(rerank, { ...options, models })).toMatchObject({ identity: { endpoint: 'big', model: 'judge' } });
  });

  it('say what a folder lacks', async () => {
    const { embedding } = retrieval({ CODEXGRAPH_EMBEDDING_MODEL: '~/models/none' });
    await expect(embeddingModelOf(embedding, options)).rejects.toMatchObject({
      message: expect.stringContaining('/home/ada/models/none') as string,
    });
  });
});
