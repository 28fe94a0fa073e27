import { setTimeout as sleep } from 'node:timers/promises';
import { describingModelOf } from '@codexgraph/assistant';
import { CodexGraphError } from '@codexgraph/graph-model';
import type { ChatModel } from '@codexgraph/llm';
import { describeSymbols, estimateDescribing, type DescribingBudget, type DescribingEstimate } from '@codexgraph/retrieval';
import type { Configuration } from '../config/configuration.js';
import type { DescribeRepository } from '../jobs/job-handlers.js';
import type { LazyGraphStore } from '../store/lazy-graph-store.js';

/** What describing would take, and by which model. */
export interface DescribingPlanner {
  /** Absent: no model is configured. */
  readonly model?: Pick<ChatModel, 'identity' | 'price'>;
  /** @throws NOT_FOUND, DATABASE_* */
  estimate(
    request: { readonly repository: string; readonly tests: boolean; readonly budget?: DescribingBudget },
    signal: AbortSignal,
  ): Promise<DescribingEstimate>;
}

type Store = Pick<LazyGraphStore, 'open'>;

/** The configured model that describes symbols; undefined when there is none. */
export function configuredDescribing({ models }: Pick<Configuration, 'models'>): Promise<ChatModel | undefined> {
  return describingModelOf(models, { random: Math.random });
}

/** Tells what describing would take, also without a model. */
export function describingPlanner(store: Store, model: ChatModel | undefined): DescribingPlanner {
  const nobody = { identity: { endpoint: '', model: '', offline: true } };
  return {
    ...(model && { model }),
    async estimate(request, signal) {
      const { reader } = (await store.open()).retrieval;
      return estimateDescribing({ reader, model: model ?? nobody }, { ...request, signal });
    },
  };
}

/** The work of the job `describe`: its id names the run, so that a killed one goes on, and its budget holds for all attempts together. */
export function describeRepository(store: Store, model: ChatModel | undefined): DescribeRepository {
  const wait = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal }).catch(() => undefined);
  return async ({ repository, tests, budget }, { jobId, signal, onProgress }) => {
    if (model === undefined) throw noDescribingModel();
    const { reader, writer } = (await store.open()).retrieval;
    return describeSymbols(
      { reader, writer, model, wait },
      {
        repository,
        run: jobId,
        tests,
        ...(budget && { budget }),
        signal,
        onProgress: ({ done, total }) => onProgress({ phase: 'describe', done, total, unit: 'rows' }),
      },
    );
  };
}

/** What to say where no model is configured. */
export function noDescribingModel(): CodexGraphError {
  return new CodexGraphError(
    'MODEL_UNAVAILABLE',
    'No language model is configured, so symbols keep the descriptions that are derived from their code. Set CODEXGRAPH_DESCRIPTION_MODEL for the service.',
  );
}
