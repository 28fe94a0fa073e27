import { CodexGraphError } from '@codexgraph/graph-model';
import type { RefreshPhase, RefreshReport, Retrieval, SearchChange } from '@codexgraph/retrieval';
import type { VerbContext } from '../framework/verb-context.js';
import type { ProgressTask } from '../progress.js';

const PHASE_TITLES: Readonly<Record<RefreshPhase, string>> = {
  read: 'Reading the graph for the search',
  describe: 'Describing symbols',
  documents: 'Writing search documents',
  embed: 'Embedding symbols',
  index: 'Filling the search index',
};

/** Brings the search of a repository up to date, with progress. @throws as refreshSearch */
export async function refreshWithProgress(
  context: VerbContext,
  retrieval: Retrieval,
  request: { readonly repository: string; readonly change?: SearchChange | undefined },
): Promise<RefreshReport> {
  let phase: RefreshPhase | undefined;
  let task: ProgressTask | undefined;
  const { repository, change } = request;
  try {
    return await retrieval.refresh({
      repository,
      ...(change && { change }),
      signal: context.signal,
      onProgress: (state) => {
        if (state.phase !== phase) {
          task?.stop();
          phase = state.phase;
          task = context.progress.start(PHASE_TITLES[phase]);
        }
        task?.update({ done: state.done, total: state.total, unit: phase === 'index' ? '%' : 'symbols' });
      },
    });
  } finally {
    task?.stop();
  }
}

/** As {@link refreshWithProgress}, after a revision was published: a failure is told and fails nothing, for the graph is there. */
export async function refreshAfterPublishing(
  context: VerbContext,
  retrieval: Retrieval,
  request: { readonly repository: string; readonly change?: SearchChange | undefined },
): Promise<RefreshReport | undefined> {
  try {
    return await refreshWithProgress(context, retrieval, request);
  } catch (error) {
    if (!CodexGraphError.isInstance(error) || error.code === 'CANCELLED') throw error;
    // Another refresh of the same repository does the work.
    if (error.code !== 'CONFLICT') {
      context.output.say(
        `The graph of ${request.repository} is up to date, its search is not: ${error.message} Try "codexgraph embed ${request.repository}".`,
      );
    }
    return undefined;
  }
}
