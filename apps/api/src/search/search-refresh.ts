import type { IndexPhase, RetrievalReaderPort } from '@codexgraph/graph-model';
import type { EmbeddingModel } from '@codexgraph/llm';
import { createRetrieval, recordChanges, type RefreshPhase, type SearchChange } from '@codexgraph/retrieval';
import type { RefreshSearch } from '../jobs/job-handlers.js';
import type { LazyGraphStore } from '../store/lazy-graph-store.js';

const PHASES: Readonly<Record<RefreshPhase, IndexPhase>> = {
  read: 'describe',
  describe: 'describe',
  documents: 'describe',
  embed: 'embed',
  index: 'embed',
};

/** A writer whose changes are remembered, and the refresh of the search that uses them. */
export function composeSearchRefresh(
  store: Pick<LazyGraphStore, 'writer' | 'open'>,
  embedding: EmbeddingModel | undefined,
): {
  readonly writer: LazyGraphStore['writer'];
  readonly refresh: RefreshSearch;
} {
  const recording = recordChanges(store.writer);
  // Taken when a refresh begins: one that fails must not lose what it was about, and the next one looks at everything.
  const takeChange = (repository: string): { change?: SearchChange } => {
    const change = recording.take(repository);
    return change === undefined ? {} : { change };
  };
  return {
    writer: recording.writer,
    refresh: async (repository, { signal, onProgress }, { changedIds, until } = {}) => {
      const { reader, writer } = (await store.open()).retrieval;
      const retrieval = createRetrieval({ reader, writer, embedding, nowMs: () => performance.now() });
      return retrieval.refresh({
        repository,
        ...(changedIds === undefined ? takeChange(repository) : await described(reader, repository, changedIds)),
        ...(until && { until }),
        signal,
        onProgress: ({ phase, done, total }) => onProgress({ phase: PHASES[phase], done, total, unit: 'rows' }),
      });
    },
  };
}

/** Descriptions change nothing but what the search knows of their symbols. */
async function described(
  reader: Pick<RetrievalReaderPort, 'state'>,
  repository: string,
  changedIds: readonly string[],
): Promise<{ change: SearchChange }> {
  const { publishedRevision: baseRevision } = await reader.state(repository);
  return { change: { baseRevision, touchedIds: new Set(changedIds), deletedIds: new Set() } };
}
