import { createEmbeddingModel, createReranker, EndpointMonitor } from '@codexgraph/llm';
import { startScriptedModelServer } from '@codexgraph/llm/scripted-server';
import { describe, expect, it } from 'vitest';
import { retrievalEndpoints } from './retrieval-endpoints.js';

const now = () => new Date('2026-01-01T00:00:00Z');
const options = { random: () => 0.5 };
let clock = 0;
const nowMs = () => (clock += 1);

describe('the models of searching', () => {
  it('are the built-in ones when nothing is configured', () => {
    const monitor = new EndpointMonitor(retrievalEndpoints({}, { nowMs }), { now });
    expect(monitor.statuses()).toEqual([{ name: 'builtin', model: 'builtin', roles: ['embedding', 'rerank'], status: 'up' }]);
  });

  it('are asked how they are, each for what it does', async () => {
    const server = await startScriptedModelServer({ script: { rules: [] } });
    const embedding = await createEmbeddingModel({ name: 'embedding', baseUrl: server.url, model: 'e5' }, options);
    const reranker = await createReranker({ name: 'rerank', baseUrl: server.url, model: 'cross' }, options);
    const monitor = new EndpointMonitor(retrievalEndpoints({ embedding, reranker }, { nowMs }), { now });
    expect(monitor.statuses().map(({ status }) => status)).toEqual(['checking', 'checking']);
    await monitor.settled();
    expect(monitor.statuses()).toMatchObject([
      { name: 'embedding', model: 'e5', roles: ['embedding'], status: 'up' },
      { name: 'rerank', model: 'cross', roles: ['rerank'], status: 'up' },
    ]);
    await server.close();
  });

  it('say what is wrong with them', async () => {
    const server = await startScriptedModelServer({ script: { apiKey: 'sk-right', rules: [] } });
    const retry = { attempts: 1 };
    const key = { keyName: 'MY_KEY', apiKey: 'sk-wrong' };
    const embedding = await createEmbeddingModel({ name: 'embedding', baseUrl: server.url, model: 'e5', retry, ...key }, options);
    const monitor = new EndpointMonitor(retrievalEndpoints({ embedding, reranker: 'none' }, { nowMs }), { now });
    monitor.statuses();
    await monitor.settled();
    const [status, ...others] = monitor.statuses();
    expect(others).toEqual([]);
    expect(status).toMatchObject({ status: 'down', lastError: { code: 'MODEL_AUTHENTICATION' } });
    expect(JSON.stringify(status)).not.toContain('sk-wrong');
    await server.close();
  });
});
