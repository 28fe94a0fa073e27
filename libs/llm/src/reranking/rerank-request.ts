import { CodexGraphError } from '@codexgraph/graph-model';
import type { RerankRequest, RerankerIdentity } from '../reranker.port.js';

/** @throws BAD_INPUT for a request that no re-ranker can answer */
export function checkedRerank({ query, documents }: RerankRequest, mostDocuments: number): void {
  if (query.trim() === '') throw new CodexGraphError('BAD_INPUT', 'An empty query ranks nothing. Give some words.');
  if (documents.length <= mostDocuments) return;
  throw new CodexGraphError(
    'BAD_INPUT',
    `${documents.length} documents are more than the ${mostDocuments} that are re-ranked at once.`,
  );
}

/** Runs work within the time box of a request. @throws MODEL_UNAVAILABLE when it has passed, CANCELLED when `signal` aborts, and what the work throws */
export async function timeBoxed<T>(
  { timeBoxMs }: RerankRequest,
  { endpoint, model }: RerankerIdentity,
  run: { readonly signal: AbortSignal; readonly work: (signal: AbortSignal) => Promise<T> },
): Promise<T> {
  if (timeBoxMs === undefined) return run.work(run.signal);
  const box = AbortSignal.timeout(Math.max(1, Math.round(timeBoxMs)));
  try {
    return await run.work(AbortSignal.any([run.signal, box]));
  } catch (error) {
    if (run.signal.aborted || !box.aborted) throw error;
    throw new CodexGraphError(
      'MODEL_UNAVAILABLE',
      `The re-ranker "${model}" at "${endpoint}" did not answer within ${timeBoxMs} ms. Raise the time box, or rank without it.`,
      { retryable: true, cause: error },
    );
  }
}
