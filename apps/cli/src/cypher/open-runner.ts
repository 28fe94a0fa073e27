import { randomUUID } from 'node:crypto';
import type { CypherRunner } from '@codexgraph/graph-model';
import type { GraphStore } from '@codexgraph/graph-store';
import type { VerbContext } from '../framework/verb-context.js';
import { withGraph } from '../open-graph.js';

/** The guarded way to run Cypher over an open graph. */
export async function createRunner(store: GraphStore, say: (text: string) => void): Promise<CypherRunner> {
  const { ScopedCypherRunner } = await import('@codexgraph/cypher-agent');
  return new ScopedCypherRunner({
    sessions: store.scoped,
    graphs: store.graphs,
    symbols: store.symbols,
    nowMs: () => performance.now(),
    newId: randomUUID,
    onInternalFault: (fault) => {
      say(`A last check stopped a query (${fault}); please report it.`);
    },
  });
}

/** Opens the graph database and the guarded way to it. */
export async function withRunner<T>(
  context: VerbContext,
  work: (runner: CypherRunner, store: GraphStore) => Promise<T>,
): Promise<T> {
  return withGraph(context, async (store) => {
    const runner = await createRunner(store, (text) => {
      context.output.say(text);
    });
    return work(runner, store);
  });
}
