import {
  CodexGraphError,
  INDEX_PHASES,
  type GraphWriterPort,
  type IndexProgress,
  type IndexReport,
  type RepositoryIndexer,
} from '@codexgraph/graph-model';
import type { DescribingReport, DescribingStop } from '@codexgraph/retrieval';
import type { JobOperation, JobPayload, JobResult } from './job-contract.js';

/** What a handler may use while it works. */
export interface JobContext {
  /** The same in every attempt: names what effects are kept by. */
  readonly jobId: string;
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

/** What a refresh of the search did. */
export interface SearchRefresh {
  readonly revision: string;
  readonly embedded: number;
  readonly missing: number;
}

/** Brings the search of a repository up to its published revision. @throws CONFLICT when another refresh does it. */
export type RefreshSearch = (
  repository: string,
  context: JobContext,
  scope?: {
    /** Symbols of the published revision that are to be looked at, when the rest is as the search knows it. */
    readonly changedIds?: readonly string[];
    /** How far a step of a flow goes. */
    readonly until?: 'words' | 'vectors';
  },
) => Promise<SearchRefresh>;

/** Lets a model describe the symbols of a repository; goes on where an earlier attempt of the same job ended. @throws CONFIGURATION without a model */
export type DescribeRepository = (
  payload: Extract<JobPayload, { operation: 'describe' }>,
  context: JobContext,
) => Promise<DescribingReport>;

/** What the work is done with. */
export interface JobParts {
  readonly indexer: RepositoryIndexer;
  readonly writer: Pick<GraphWriterPort, 'deleteRepository'>;
  readonly refreshSearch: RefreshSearch;
  readonly describe: DescribeRepository;
}

/** More than this is quicker looked at as a whole. */
const MOST_CHANGED = 5_000;

/** The work behind the jobs. */
export function createJobHandlers({ indexer, writer, refreshSearch, describe }: JobParts): JobHandlers {
  const withSearch = async (report: IndexReport, context: JobContext, scope?: { until: 'words' }): Promise<JobResult> => {
    const search = await unlessOvertaken(report, () => refreshSearch(report.repository, context, scope));
    return { ...summarise(report), embedded: search.embedded, embeddingsMissing: search.missing };
  };
  return {
    embed: async ({ repository, flow }, context) =>
      refreshed(await refreshSearch(repository, context, flow === undefined ? {} : { until: 'vectors' })),
    publish: async ({ repository }, context) => refreshed(await refreshSearch(repository, context)),
    describe: async (payload, context) => {
      const report = await describe(payload, context);
      const { changedIds, stopped } = report;
      // The step after this one reads what was described; a model that is away must not keep the repository from being embedded.
      if (payload.flow !== undefined) return describedResult(report, { revision: report.revision, embedded: 0, missing: 0 });
      // What was described is made searchable also when the run stopped: it is paid for.
      const search =
        changedIds.length === 0
          ? { revision: report.revision, embedded: 0, missing: 0 }
          : await refreshSearch(payload.repository, context, changedIds.length > MOST_CHANGED ? {} : { changedIds });
      if (stopped !== undefined && stopped.reason !== 'budget') throw stoppedByModel(stopped);
      return describedResult(report, search);
    },
    index: async ({ repository, source, flow }, context) => {
      const { requestedRevision, ...rest } = source;
      const request = {
        name: repository,
        source: { ...rest, ...(requestedRevision === undefined ? {} : { requestedRevision }) },
      };
      return withSearch(await indexer.index(request, context), context, flow === undefined ? undefined : { until: 'words' });
    },
    update: async ({ repository }, context) => withSearch(await indexer.update(repository, context), context),
    delete: async ({ repository }, { signal, onProgress }) => {
      await writer.deleteRepository(repository, {
        signal,
        onProgress: ({ done, total }) => {
          onProgress({ phase: 'clean', done, ...(total === undefined ? {} : { total }), unit: 'rows' });
        },
      });
      return NOTHING;
    },
  };
}

function stoppedByModel({ code, message, retryable, retryAfterMs }: DescribingStop): CodexGraphError {
  const details = retryAfterMs === undefined ? {} : { retryAfterMs };
  return new CodexGraphError(CodexGraphError.codeOf(code ?? '') ?? 'MODEL_FAILED', message, { retryable, details });
}

function describedResult(report: DescribingReport, search: SearchRefresh): JobResult {
  const { described, kept, failed, left, usage, cost, stopped } = report;
  return {
    ...NOTHING,
    revision: search.revision,
    embedded: search.embedded,
    embeddingsMissing: search.missing,
    described: described + kept,
    descriptionsFailed: failed,
    descriptionsLeft: left,
    modelTokens: usage.inputTokens + usage.outputTokens,
    ...(cost && { cost: { micros: cost.micros, currency: cost.currency } }),
    ...(stopped && { stopped: stopped.message }),
  };
}

const NOTHING: JobResult = {
  files: 0,
  filesSkipped: 0,
  nodes: 0,
  edges: 0,
  embedded: 0,
  embeddingsMissing: 0,
  described: 0,
  descriptionsFailed: 0,
  descriptionsLeft: 0,
  modelTokens: 0,
  seconds: [],
  cpuSeconds: 0,
  peakRssMb: 0,
};

/** The graph is published: a refresh that another one has overtaken is that one's to finish. */
async function unlessOvertaken({ revision }: IndexReport, refresh: () => Promise<SearchRefresh>): Promise<SearchRefresh> {
  try {
    return await refresh();
  } catch (error) {
    if (CodexGraphError.isInstance(error) && error.code === 'CONFLICT') return { revision, embedded: 0, missing: 0 };
    throw error;
  }
}

function refreshed({ revision, embedded, missing }: SearchRefresh): JobResult {
  return { ...NOTHING, revision, embedded, embeddingsMissing: missing };
}

function summarise(report: IndexReport): JobResult {
  const sum = (counts: Readonly<Partial<Record<string, number>>>) =>
    Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0);
  return {
    ...NOTHING,
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
