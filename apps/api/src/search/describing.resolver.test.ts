import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiHarness } from '../testing/api-harness.js';
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
} as unknown as ApiParts['jobs'];
const withModel = new ApiHarness();
const without = new ApiHarness();
beforeAll(async () => {
  await withModel.start({ describing, jobs });
  const { model: _model, ...modelless } = describing;
  await without.start({ describing: modelless, jobs });
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
