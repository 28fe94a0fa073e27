import { randomUUID } from 'node:crypto';
import type { GraphStore } from '@codexgraph/graph-store';
import type { SourceIndexer } from '@codexgraph/indexer';
import { CodexGraphError } from '@codexgraph/graph-model';
import { connectGraph, localServices, type GraphConnection } from './connect.js';
import type { VerbContext } from './framework/verb-context.js';
import { openRetrieval } from './searching/open-retrieval.js';
import { refreshAfterPublishing } from './searching/refresh-after.js';

/** How long `index` waits for another process that writes the same repository. */
const WAIT_FOR_WRITER_MS = 10 * 60_000;
const RECOVERY_BYTES = 64e6;
const KIB_PER_MIB = 1024;
const MICROSECONDS_PER_SECOND = 1e6;

/** Opens the graph database, starting the embedded one where needed, and closes it when the work is done. */
export async function withGraph<T>(context: VerbContext, work: (store: GraphStore) => Promise<T>): Promise<T> {
  const { connection, store } = await openSoundStore(context);
  try {
    return await work(store);
  } catch (error) {
    // A server whose disk is full names many things, seldom the disk.
    if (connection.embedded && CodexGraphError.isInstance(error) && error.code.startsWith('DATABASE_')) {
      await requireFreeDisk(context.config.home, error);
    }
    throw error;
  } finally {
    await store.close();
  }
}

/** As connectGraph, with a server that works: an embedded one that works no more, as after a full disk, is restarted first. */
export async function connectSoundGraph(context: VerbContext): Promise<GraphConnection> {
  const { connection, store } = await openSoundStore(context);
  await store.close();
  return connection;
}

async function openSoundStore(context: VerbContext): Promise<{ connection: GraphConnection; store: GraphStore }> {
  const { needsRestart } = await import('@codexgraph/graph-store');
  const connection = await connectGraph(context);
  try {
    return { connection, store: await openStore(connection) };
  } catch (error) {
    if (!connection.embedded || !needsRestart(error)) throw error;
    await requireFreeDisk(context.config.home);
    context.output.say('The embedded Neo4j has stopped working after a fault, most often a full disk. Restarting it ...');
    await (await localServices(context)).stop(['neo4j']);
    const restarted = await connectGraph(context);
    return { connection: restarted, store: await openStore(restarted) };
  }
}

async function openStore({ uri, user, password = '', database }: GraphConnection): Promise<GraphStore> {
  const { openGraphStore } = await import('@codexgraph/graph-store');
  return openGraphStore({ uri, user, password, newId: randomUUID, ...(database === undefined ? {} : { database }) });
}

/** @throws DISK_FULL when a server that is started there could not even recover. */
async function requireFreeDisk(folder: string, cause?: unknown): Promise<void> {
  const { statfs } = await import('node:fs/promises');
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= RECOVERY_BYTES) return;
  throw new CodexGraphError(
    'DISK_FULL',
    `The disk of ${folder} is full. Free some space and run the command again; nothing that was published is lost.`,
    { cause },
  );
}

/** Brings the search of a repository up to what was published last; see refreshAfterPublishing. */
export type RefreshSearch = (repository: string) => Promise<void>;

/** As {@link withGraph}, with an indexer that runs in this process. */
export async function withIndexer<T>(
  context: VerbContext,
  work: (indexer: SourceIndexer, parts: { readonly store: GraphStore; readonly refreshSearch: RefreshSearch }) => Promise<T>,
): Promise<T> {
  return withGraph(context, async (store) => {
    const { createIndexer } = await import('@codexgraph/indexer');
    const { recordChanges } = await import('@codexgraph/retrieval');
    const recording = recordChanges(store.writer);
    const retrieval = await openRetrieval(context, store);
    const refreshSearch = async (repository: string): Promise<void> => {
      await refreshAfterPublishing(context, retrieval, { repository, change: recording.take(repository) });
    };
    const { availableParallelism } = await import('node:os');
    const composed = await createIndexer({
      home: context.config.home,
      threads: context.config.threads ?? availableParallelism(),
      writer: recording.writer,
      reader: store.graphs,
      environment: context.variables,
      files: context.config.files,
      meter: processMeter(),
      now: () => Date.now(),
      waitForWriterMs: WAIT_FOR_WRITER_MS,
      onWaitForWriter: (holder) => {
        context.output.say(
          `Waiting for ${holder}, which writes this repository (at most ${String(WAIT_FOR_WRITER_MS / 60_000)} minutes) ...`,
        );
      },
    });
    try {
      return await work(composed.indexer, { store, refreshSearch });
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
