import type { GraphWriterPort, IndexProgress, IndexReport, RepositoryIndexer } from '@codexgraph/graph-model';
import { INDEX_PHASES } from '@codexgraph/graph-model';
import type { JobOperation, JobPayload, JobResult } from './job-contract.js';

/** What a handler may use while it works. */
export interface JobContext {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: IndexProgress) => void;
}

/** One handler for each operation of the contract; the type leaves no hole and no double. */
export type JobHandlers = {
  readonly [Operation in JobOperation]: (
    payload: Extract<JobPayload, { operation: Operation }>,
    context: JobContext,
  ) => Promise<JobResult>;
};

/** The work behind the jobs. */
export function createJobHandlers(indexer: RepositoryIndexer, writer: Pick<GraphWriterPort, 'deleteRepository'>): JobHandlers {
  return {
    index: async ({ repository, source }, context) => {
      const { requestedRevision, ...rest } = source;
      const request = {
        name: repository,
        source: { ...rest, ...(requestedRevision === undefined ? {} : { requestedRevision }) },
      };
      return summarise(await indexer.index(request, context));
    },
    update: async ({ repository }, context) => summarise(await indexer.update(repository, context)),
    delete: async ({ repository }, { signal, onProgress }) => {
      await writer.deleteRepository(repository, {
        signal,
        onProgress: ({ done, total }) => {
          onProgress({ phase: 'clean', done, ...(total === undefined ? {} : { total }), unit: 'rows' });
        },
      });
      return { files: 0, filesSkipped: 0, nodes: 0, edges: 0, seconds: [], cpuSeconds: 0, peakRssMb: 0 };
    },
  };
}

function summarise(report: IndexReport): JobResult {
  const sum = (counts: Readonly<Partial<Record<string, number>>>) =>
    Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0);
  return {
    revision: report.revision,
    files: report.counts.files,
    filesSkipped: report.counts.filesSkipped,
    nodes: sum(report.counts.nodes),
    edges: sum(report.counts.edges),
    seconds: INDEX_PHASES.flatMap((phase) => {
      const seconds = report.seconds[phase];
      return seconds === undefined ? [] : [{ phase, seconds }];
    }),
    cpuSeconds: report.cpuSeconds,
    peakRssMb: report.peakRssMb,
  };
}
