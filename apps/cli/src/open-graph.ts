import { randomUUID } from 'node:crypto';
import type { GraphStore } from '@codexgraph/graph-store';
import type { SourceIndexer } from '@codexgraph/indexer';
import { connectGraph } from './connect.js';
import type { VerbContext } from './framework/verb-context.js';

/** How long `index` waits for another process that writes the same repository. */
const WAIT_FOR_WRITER_MS = 10 * 60_000;
const KIB_PER_MIB = 1024;
const MICROSECONDS_PER_SECOND = 1e6;

/** Opens the graph database, starting the embedded one where needed, and closes it when the work is done. */
export async function withGraph<T>(context: VerbContext, work: (store: GraphStore) => Promise<T>): Promise<T> {
  const connection = await connectGraph(context);
  const { openGraphStore } = await import('@codexgraph/graph-store');
  const { uri, user, password = '', database } = connection;
  const store = await openGraphStore({
    uri,
    user,
    password,
    newId: randomUUID,
    ...(database === undefined ? {} : { database }),
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** As {@link withGraph}, with an indexer that runs in this process. */
export async function withIndexer<T>(
  context: VerbContext,
  work: (indexer: SourceIndexer, store: GraphStore) => Promise<T>,
): Promise<T> {
  return withGraph(context, async (store) => {
    const { createIndexer } = await import('@codexgraph/indexer');
    const { availableParallelism } = await import('node:os');
    const composed = await createIndexer({
      home: context.config.home,
      threads: context.config.threads ?? availableParallelism(),
      writer: store.writer,
      reader: store.graphs,
      environment: context.variables,
      meter: processMeter(),
      now: () => Date.now(),
      waitForWriterMs: WAIT_FOR_WRITER_MS,
    });
    try {
      return await work(composed.indexer, store);
    } finally {
      await composed.close();
    }
  });
}

function processMeter() {
  return {
    nowMs: () => performance.now(),
    cpuSeconds: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / MICROSECONDS_PER_SECOND;
    },
    peakRssMb: () => process.resourceUsage().maxRSS / KIB_PER_MIB,
  };
}
