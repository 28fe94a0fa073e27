import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiHarness } from '../testing/api-harness.js';
import { shopGraph } from '../testing/fake-graph.js';
import type { ApiParts } from '../ports.js';

const asked: unknown[] = [];
const price = { currency: 'USD', inputPerMillion: 1, outputPerMillion: 2 };
const identity = { endpoint: 'scripted', model: 'tiny', offline: false };
const describing: ApiParts['describing'] = {
  model: { identity, price },
  estimate: (request) => {
    asked.push(request);
    return Promise.resolve({
      repository: request.repository,
      revision: 'r1',
      model: 'tiny',
      symbols: 9,
      kept: 2,
      waiting: 7,
      calls: 1,
      inputTokens: 900,
      outputTokens: 400,
      cost: { micros: 1700, currency: 'USD', estimated: true },
      withinBudget: 5,
    });
  },
};
const jobs = {
  enqueue: (payload: unknown) => {
    asked.push(payload);
    return Promise.resolve({
      joined: false,
      job: {
        id: 'describe-1',
        payload,
        state: 'QUEUED',
        attempt: 0,
        requestedAt: '2026-01-01T00:00:00Z',
        cancelRequested: false,
      },
    });
  },
  enqueueFlow: (steps: readonly { readonly operation: string }[]) => {
    asked.push(...steps);
    const payload = { ...steps.at(-1), flow: 'publish-0a-4' };
    const rest = { state: 'QUEUED', attempt: 0, requestedAt: '2026-01-01T00:00:00Z', cancelRequested: false };
    return Promise.resolve({ joined: false, job: { id: 'publish-0a-4', payload, ...rest } });
  },
} as unknown as ApiParts['jobs'];
/** Its source is there, as a source must be that is read again. */
const shop = shopGraph();
const source = { kind: 'folder', location: import.meta.dirname, subfolder: '' } as const;
const readable: ApiParts['graph'] = {
  repositories: () => shop.repositories(),
  repository: async (name) => {
    const record = await shop.repository(name);
    return record && { ...record, source };
  },
};
const withModel = new ApiHarness();
const without = new ApiHarness();
beforeAll(async () => {
  await withModel.start({ describing, jobs, graph: readable });
  const { model: _model, ...modelless } = describing;
  await without.start({ describing: modelless, jobs, graph: readable });
});
afterAll(() => Promise.all([withModel.close(), without.close()]));

const ESTIMATE =
  '{ repository(name: "shop") { describingEstimate(budget: 0.5, tests: true) { model symbols kept waiting calls cost currency withinBudget } } }';

describe('describing over GraphQL', () => {
  it('tells what it would take', async () => {
    asked.length = 0;
    const { data } = await withModel.query(ESTIMATE);
    expect(asked).toEqual([{ repository: 'shop', tests: true, budget: { micros: 500_000 } }]);
    expect(data).toEqual({
      repository: {
        describingEstimate: {
          ...{ model: 'tiny', symbols: 9, kept: 2, waiting: 7, calls: 1 },
          ...{ cost: 0.0017, currency: 'USD', withinBudget: 5 },
        },
      },
    });
  });

  it('asks for a job with its budget', async () => {
    asked.length = 0;
    const { data } = await withModel.query(
      'mutation { describeRepository(name: "shop", budgetTokens: 5000) { joined job { id operation } } }',
    );
    expect(data).toEqual({ describeRepository: { joined: false, job: { id: 'describe-1', operation: 'DESCRIBE' } } });
    expect(asked).toEqual([{ v: 1, operation: 'describe', repository: 'shop', tests: false, budget: { tokens: 5000 } }]);
  });

  it('makes a repository anew in steps, with descriptions where a model is there and wanted', async () => {
    const rebuild = async (harness: ApiHarness, more: string) => {
      asked.length = 0;
      const query = `mutation { rebuildRepository(name: "shop"${more}) { job { id operation flowId } } }`;
      const { data, errors } = await harness.query(query);
      return {
        job: data,
        code: errors?.[0]?.extensions.code,
        steps: asked.map((each) => (each as { operation: string }).operation),
      };
    };
    expect(await rebuild(withModel, ', budgetTokens: 900')).toEqual({
      job: { rebuildRepository: { job: { id: 'publish-0a-4', operation: 'PUBLISH', flowId: 'publish-0a-4' } } },
      code: undefined,
      steps: ['index', 'describe', 'embed', 'publish'],
    });
    expect(asked[1]).toEqual({ v: 1, operation: 'describe', repository: 'shop', tests: false, budget: { tokens: 900 } });
    expect((await rebuild(withModel, ', describe: false')).steps).toEqual(['index', 'embed', 'publish']);
    expect((await rebuild(without, '')).steps).toEqual(['index', 'embed', 'publish']);
    expect(await rebuild(without, ', describe: true')).toMatchObject({ code: 'MODEL_UNAVAILABLE', steps: [] });
  });

  it('refuses what cannot be done, with what to do', async () => {
    const refusal = async (harness: ApiHarness, query: string) => (await harness.query(query)).errors?.[0];
    expect(await refusal(without, 'mutation { describeRepository(name: "shop") { joined } }')).toMatchObject({
      extensions: { code: 'MODEL_UNAVAILABLE' },
      message: expect.stringContaining('CODEXGRAPH_DESCRIPTION_MODEL') as string,
    });
    expect((await refusal(without, ESTIMATE))?.message).toContain('budgetTokens');
    expect((await refusal(withModel, 'mutation { describeRepository(name: "nope") { joined } }'))?.extensions.code).toBe(
      'NOT_FOUND',
    );
    const negative = await refusal(withModel, 'mutation { describeRepository(name: "shop", budgetTokens: -1) { joined } }');
    expect(negative?.extensions.code).toBe('BAD_INPUT');
  });
});
