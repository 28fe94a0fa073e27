import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { CodexGraphError } from '@codexgraph/graph-model';
import { composeAgents } from './agents/compose-agents.js';
import { readConfiguration } from './config/configuration.js';
import { startApi } from './create-api.js';
import { CodeMapWarmer } from './graph/code-map-warmer.js';
import { createJobProducer, type JobProducer } from './jobs/compose-jobs.js';
import { redisKeys, redisReady } from './jobs/redis-connections.js';
import { Uploads } from './repositories/uploads.js';
import { WatchStates } from './repositories/watch-states.js';
import { configuredDescribing, describingPlanner } from './search/describing.js';
import { configuredEmbedding, configuredRerank } from './search/configured-embedding.js';
import { createSearch } from '@codexgraph/retrieval';
import { errorFields } from './logging/json-logger.js';
import { runProcess } from './lifecycle/run-process.js';
import { answeringSettings, ServiceSettings } from './settings/service-settings.js';
import { modelsInForce } from './settings/models-in-force.js';
import { SettingsFile } from './settings/settings-file.js';
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
  const embedding = await configuredEmbedding(configuration);
  const rerank = await configuredRerank(configuration);
  const search = createSearch({
    reader: store.retrieval,
    embedding,
    rerank,
    nowMs: () => performance.now(),
  });
  const file = new SettingsFile(configuration.home);
  const stored = await file.readOrNone((problem) => {
    log('warn', 'the settings of the web interface are not used', errorFields(problem));
  });
  const composed = await composeAgents({
    store,
    settings: answeringSettings(configuration.models, stored),
    search,
    searchModels: { embedding, rerank },
    log,
    now,
  });
  const { assistant: _assistant, applySettings: apply, ...answering } = composed;
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
    describing: describingPlanner(store, await configuredDescribing({ models: await modelsInForce(configuration, log) })),
    uploads: new Uploads({ home: configuration.home, newId: randomUUID, now }),
    watchStates: new WatchStates(producer.redis, redisKeys(configuration.queue.prefix)),
    settings: new ServiceSettings({ environment: configuration.models, file, apply }),
    jobsAtOnce: configuration.queue.concurrency,
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
  const maps = new CodeMapWarmer({
    graph: store.graphs,
    files: store.files,
    onFailure: (error) => {
      log('debug', 'a map could not be read ahead', errorFields(error));
    },
  });
  const stop = async () => {
    maps.close();
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
