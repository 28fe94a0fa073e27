import { fileURLToPath } from 'node:url';
import { CodexGraphError } from '@codexgraph/graph-model';
import { composeAgents } from './agents/compose-agents.js';
import { readConfiguration } from './config/configuration.js';
import { startApi } from './create-api.js';
import { createJobProducer, type JobProducer } from './jobs/compose-jobs.js';
import { redisReady } from './jobs/redis-connections.js';
import { configuredEmbedding } from './search/configured-embedding.js';
import { createSearch } from '@codexgraph/retrieval';
import { errorFields } from './logging/json-logger.js';
import { runProcess } from './lifecycle/run-process.js';
import { lazyGraphStore } from './store/lazy-graph-store.js';
import { watchWebFiles } from './web/web-files.js';

const REDIS_TIMEOUT_MS = 2_000;
/** Where the build of the UI lies, seen from the built API. */
const WEB_FOLDER = fileURLToPath(new URL('../../ui/dist/web', import.meta.url));

await runProcess(async (log) => {
  const configuration = readConfiguration(process.env);
  const now = () => new Date();
  const store = lazyGraphStore(configuration.neo4j);
  // Ready sooner; while Neo4j is away, /ready says so and calls try again.
  store.open().catch((error: unknown) => {
    log('warn', 'Neo4j cannot be used yet', errorFields(error));
  });
  const producer = createJobProducer({ redisUrl: configuration.redisUrl, prefix: configuration.queue.prefix, log, now });
  const search = createSearch({
    reader: store.retrieval,
    embedding: await configuredEmbedding(configuration),
    nowMs: () => performance.now(),
  });
  const { assistant: _assistant, ...answering } = await composeAgents({ store, models: configuration.models, search, log, now });
  const web = watchWebFiles(WEB_FOLDER);
  if (web() === undefined) log('warn', 'The web interface is not built: only GraphQL is served. `npm run build` builds it.', {});
  const api = await startApi({
    ...answering,
    web,
    server: configuration.server,
    graph: store.graphs,
    symbols: store.symbols,
    files: store.files,
    jobs: producer.jobs,
    search,
    readiness: {
      neo4j: async () => {
        await (await store.open()).graphs.repositories();
        return undefined;
      },
      redis: () => askRedis(producer),
    },
    log,
    now,
  });
  const stop = async () => {
    await answering.agentRuns.close();
    await api.close();
    await producer.close();
    await store.close();
  };
  return { process: { ready: { process: 'api', port: api.port, url: api.url }, stop }, graceMs: configuration.shutdownGraceMs };
});

async function askRedis({ redis, queue }: JobProducer): Promise<{ workers: number }> {
  try {
    await redisReady(redis, REDIS_TIMEOUT_MS);
    await redis.ping();
    return { workers: await queue.getWorkersCount() };
  } catch (error) {
    throw new CodexGraphError('QUEUE_UNAVAILABLE', 'Redis does not answer.', { retryable: true, cause: error });
  }
}
