import { CodexGraphError } from '@codexgraph/graph-model';
import type { EmbeddingModel, MonitoredEndpoint, Reranker } from '@codexgraph/llm';

/** The models that a search works with, as they were configured. */
interface SearchModels {
  /** Absent: the built-in one. */
  readonly embedding?: EmbeddingModel | undefined;
  /** Default `builtin`. */
  readonly reranker?: Reranker | 'builtin' | 'none';
}

const BUILT_IN = 'builtin';
const CHECK_TIMEOUT_MS = 5000;

/** The models of searching as a monitor looks at them. Asking one costs a few tokens: neither kind of server has a question that costs nothing. */
export function retrievalEndpoints(
  { embedding, reranker = 'builtin' }: SearchModels,
  { nowMs }: { readonly nowMs: () => number },
): readonly MonitoredEndpoint[] {
  const endpoints: MonitoredEndpoint[] = [];
  if (embedding !== undefined) {
    const { endpoint, model } = embedding.identity;
    const check = checkOf((signal) => embedding.probe(signal), nowMs);
    endpoints.push({ name: endpoint, model, roles: ['embedding'], check });
  }
  if (typeof reranker === 'object') {
    const { endpoint, model } = reranker.identity;
    const check = checkOf((signal) => reranker.rerank({ query: 'a', documents: ['a'] }, signal), nowMs);
    endpoints.push({ name: endpoint, model, roles: ['rerank'], check });
  }
  const builtIn = [...(embedding === undefined ? ['embedding'] : []), ...(reranker === 'builtin' ? ['rerank'] : [])];
  return builtIn.length === 0 ? endpoints : [...endpoints, { name: BUILT_IN, model: BUILT_IN, roles: builtIn }];
}

function checkOf(ask: (signal: AbortSignal) => Promise<unknown>, nowMs: () => number): NonNullable<MonitoredEndpoint['check']> {
  return async () => {
    const startedMs = nowMs();
    const elapsed = () => ({ elapsedMs: Math.round(nowMs() - startedMs) });
    try {
      await ask(AbortSignal.timeout(CHECK_TIMEOUT_MS));
      return { isUp: true, ...elapsed() };
    } catch (error) {
      return { isUp: false, ...elapsed(), problem: problemOf(error) };
    }
  };
}

function problemOf(error: unknown): { readonly code: string; readonly message: string } {
  if (!CodexGraphError.isInstance(error)) return { code: 'MODEL_FAILED', message: 'The model could not be asked.' };
  if (error.code !== 'CANCELLED') return { code: error.code, message: error.message };
  return { code: 'MODEL_UNAVAILABLE', message: 'The model did not answer within 5 seconds. Is its server busy, or away?' };
}
