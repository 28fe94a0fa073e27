import { randomUUID } from 'node:crypto';
import type { Assistant } from '@codexgraph/assistant';
import type { GraphStore } from '@codexgraph/graph-store';
import type { VerbContext } from '../framework/verb-context.js';
import { configuredEmbedding, configuredRerank } from '../searching/open-retrieval.js';
import { withGraph } from '../open-graph.js';

/** Opens the graph database and everything that answers questions over it. */
export async function withAssistant<T>(
  context: VerbContext,
  work: (assistant: Assistant, store: GraphStore) => Promise<T>,
): Promise<T> {
  return withGraph(context, async (store) => {
    const { createAssistant, modelEndpoints } = await import('@codexgraph/assistant');
    const { createSearch } = await import('@codexgraph/retrieval');
    const nowMs = (): number => performance.now();
    const { loadLanguages, SyntaxChecker } = await import('@codexgraph/indexer');
    const assistant = await createAssistant({
      store,
      search: createSearch({
        reader: store.retrieval.reader,
        embedding: await configuredEmbedding(context),
        rerank: await configuredRerank(context),
        nowMs,
      }),
      endpoints: modelEndpoints(context.config.models.endpoints),
      roles: context.config.models.roles,
      syntax: new SyntaxChecker(await loadLanguages()),
      now: () => new Date(),
      nowMs,
      newId: randomUUID,
      random: Math.random,
      onInternalFault: (fault) => {
        context.output.say(`A last check stopped a query (${fault}); please report it.`);
      },
    });
    return work(assistant, store);
  });
}
