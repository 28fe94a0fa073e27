import type { GraphStore } from '@codexgraph/graph-store';
import type { Retrieval } from '@codexgraph/retrieval';

/** Searching over an open graph database, in this process. */
export async function openRetrieval(store: GraphStore): Promise<Retrieval> {
  const { createRetrieval } = await import('@codexgraph/retrieval');
  const { reader, writer } = store.retrieval;
  return createRetrieval({ reader, writer, nowMs: () => performance.now() });
}
