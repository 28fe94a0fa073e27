import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphStore } from '@codexgraph/graph-store';
import type { ChatModel } from '@codexgraph/llm';
import type { DescribingBudget, DescribingReport } from '@codexgraph/retrieval';
import type { VerbContext } from '../framework/verb-context.js';
import { openRetrieval } from './open-retrieval.js';
import { refreshWithProgress } from './refresh-after.js';

/** What to describe, by which model. */
export interface DescribeRequest {
  readonly repository: string;
  readonly run: string;
  readonly model: ChatModel;
  readonly tests: boolean;
  readonly budget?: DescribingBudget;
}

/** More than this is quicker looked at as a whole. */
const MOST_CHANGED = 5_000;

/** Describes with progress, then makes it searchable, also what came before a stop. @throws as describeSymbols and refreshSearch */
export async function describeWithProgress(
  context: VerbContext,
  store: GraphStore,
  { model, ...request }: DescribeRequest,
): Promise<DescribingReport> {
  const { describeSymbols } = await import('@codexgraph/retrieval');
  const { reader, writer } = store.retrieval;
  const wait = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal }).catch(() => undefined);
  const task = context.progress.start('Describing definitions');
  let report: DescribingReport;
  try {
    report = await describeSymbols(
      { reader, writer, model, wait },
      {
        ...request,
        signal: context.signal,
        onProgress: ({ done, total, pausedMs }) => {
          const paused = pausedMs === undefined ? '' : `the server wants a pause of ${String(Math.ceil(pausedMs / 1000))} s`;
          task.update({ done, total, unit: 'definitions', detail: paused });
        },
      },
    );
  } finally {
    task.stop();
  }
  const { repository, revision, changedIds } = report;
  if (changedIds.length === 0) return report;
  const change = { baseRevision: revision, touchedIds: new Set(changedIds), deletedIds: new Set<string>() };
  const retrieval = await openRetrieval(context, store);
  await refreshWithProgress(context, retrieval, { repository, ...(changedIds.length <= MOST_CHANGED && { change }) });
  return report;
}
