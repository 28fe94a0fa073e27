import { readConfig } from '@codexgraph/config';
import { startScriptedModelServer } from '@codexgraph/llm/scripted-server';
import { describe, expect, it } from 'vitest';
import { embeddingModelOf, rerankChoiceOf } from './retrieval-models.js';

const retrieval = (variables: Record<string, string>) => {
  const { retrieval: settings, models } = readConfig(variables, { platform: 'linux', homeFolder: '/home/ada', variables });
  return { ...settings, models };
};
const options = { random: () => 0.5, homeFolder: '/home/ada' };

describe('the models of a configuration', () => {
  it('are none when nothing is set', async () => {
    const { embedding, rerank, models } = retrieval({});
    expect(await embeddingModelOf(embedding, options)).toBeUndefined();
    expect(await rerankChoiceOf({ rerank, models }, options)).toBe('builtin');
    expect(await rerankChoiceOf(retrieval({ CODEXGRAPH_RERANK_MODEL: 'none' }), options)).toBe('none');
  });

  it('speak to the servers that one line names, with their keys', async () => {
    const server = await startScriptedModelServer({ script: { apiKey: 'sk-12345678', rules: [] } });
    const { embedding, rerank, models } = retrieval({
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
    const choice = await rerankChoiceOf({ rerank, models }, options);
    if (typeof choice === 'string') throw new TypeError('no server was configured');
    expect((await choice.reranker.rerank({ query: 'a b', documents: ['a', 'a b'] }, signal)).scores).toEqual([0.5, 1]);
    expect(server.vectorCalls.map(({ path, texts }) => [path, texts])).toEqual([
      ['/v1/embeddings', ['find: a']],
      ['/v1/embeddings', ['find: b']],
      ['/v1/rerank', ['a', 'a b']],
    ]);
    await server.close();
  });

  it('let the model of the role critique judge', async () => {
    const judge = retrieval({
      CODEXGRAPH_RERANK_MODEL: 'judge',
      CODEXGRAPH_CHAT_MODEL: 'big',
      CODEXGRAPH_CRITIQUE_MODEL: 'sharp',
    });
    expect(await rerankChoiceOf(judge, options)).toMatchObject({ reranker: { identity: { model: 'sharp' } } });
  });

  it('say what a folder lacks', async () => {
    const { embedding } = retrieval({ CODEXGRAPH_EMBEDDING_MODEL: '~/models/none' });
    await expect(embeddingModelOf(embedding, options)).rejects.toMatchObject({
      message: expect.stringContaining('/home/ada/models/none') as string,
    });
    const folder = retrieval({ CODEXGRAPH_RERANK_MODEL: '~/models/cross' });
    await expect(rerankChoiceOf(folder, options)).rejects.toMatchObject({
      message: expect.stringContaining('/home/ada/models/cross') as string,
    });
  });
});
