import { describe, expect, it } from 'vitest';
import type { DescribingReport } from '@codexgraph/retrieval';
import { CodexGraphError } from '@codexgraph/graph-model';
import { FakeIndexer } from '../testing/fake-indexer.js';
import { createJobHandlers, type JobParts } from './job-handlers.js';

const context = { jobId: 'job-1', signal: new AbortController().signal, onProgress: () => undefined };
const source = { kind: 'folder', location: '/src', subfolder: '' } as const;
const flow = 'publish-0a-4';
const step = { v: 1, repository: 'shop' } as const;
const report: DescribingReport = {
  ...{
    repository: 'shop',
    revision: 'r1',
    model: 'scripted:tiny',
    symbols: 8,
    described: 2,
    kept: 1,
    failed: 0,
    left: 5,
    changedIds: ['a', 'b'],
  },
  usage: { run: 'job-1', inputTokens: 60, outputTokens: 20, calls: 1, estimated: false },
};

function handlersWith(parts: Partial<JobParts> = {}) {
  const refreshes: unknown[] = [];
  const handlers = createJobHandlers({
    indexer: new FakeIndexer(),
    writer: { deleteRepository: () => Promise.resolve(true) },
    describe: () => Promise.resolve(report),
    refreshSearch: (_repository, _context, scope) => {
      refreshes.push(scope ?? {});
      return Promise.resolve({ revision: 'r1', embedded: 7, missing: 1 });
    },
    ...parts,
  });
  return { handlers, refreshes };
}

describe('jobs by themselves', () => {
  it('leave the search complete', async () => {
    const { handlers, refreshes } = handlersWith();
    await handlers.index({ ...step, operation: 'index', source }, context);
    await handlers.embed({ ...step, operation: 'embed' }, context);
    await handlers.describe({ ...step, operation: 'describe', tests: false }, context);
    expect(refreshes).toEqual([{}, {}, { changedIds: ['a', 'b'] }]);
  });

  it('that describe fail when their model does, after what was described is searchable', async () => {
    const stopped = { reason: 'model', code: 'MODEL_UNAVAILABLE', message: 'It is away.', retryable: true } as const;
    const { handlers, refreshes } = handlersWith({ describe: () => Promise.resolve({ ...report, stopped }) });
    await expect(handlers.describe({ ...step, operation: 'describe', tests: false }, context)).rejects.toThrow(CodexGraphError);
    expect(refreshes).toHaveLength(1);
  });
});

describe('steps of a flow', () => {
  it('do their own part each, and the last one what is left', async () => {
    const { handlers, refreshes } = handlersWith();
    await handlers.index({ ...step, operation: 'index', source, flow }, context);
    const described = await handlers.describe({ ...step, operation: 'describe', tests: false, flow }, context);
    await handlers.embed({ ...step, operation: 'embed', flow }, context);
    const published = await handlers.publish({ ...step, operation: 'publish', flow }, context);
    expect(refreshes).toEqual([{ until: 'words' }, { until: 'vectors' }, {}]);
    expect(described).toMatchObject({ described: 3, descriptionsLeft: 5, embedded: 0, revision: 'r1' });
    expect(published).toMatchObject({ revision: 'r1', embedded: 7, embeddingsMissing: 1 });
  });

  it('go on without a model that is away, and say so', async () => {
    const stopped = { reason: 'model', code: 'MODEL_UNAVAILABLE', message: 'It is away.', retryable: true } as const;
    const { handlers } = handlersWith({ describe: () => Promise.resolve({ ...report, stopped }) });
    const result = await handlers.describe({ ...step, operation: 'describe', tests: false, flow }, context);
    expect(result).toMatchObject({ described: 3, descriptionsLeft: 5, stopped: 'It is away.' });
  });
});
