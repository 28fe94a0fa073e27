import { availableParallelism } from 'node:os';
import { randomUUID } from 'node:crypto';
import { createIndexer, forgetRepository, type Meter, watchFolder } from '@codexgraph/indexer';
import { readConfiguration } from './config/configuration.js';
import { configuredEmbedding } from './search/configured-embedding.js';
import { configuredDescribing, describeRepository } from './search/describing.js';
import { composeSearchRefresh } from './search/search-refresh.js';
import { createJobConsumer } from './jobs/compose-jobs.js';
import { createJobHandlers } from './jobs/job-handlers.js';
import { redisKeys } from './jobs/redis-connections.js';
import { RepositoryWatcher } from './repositories/repository-watcher.js';
import { Uploads } from './repositories/uploads.js';
import { WatchStates } from './repositories/watch-states.js';
import { modelsInForce } from './settings/models-in-force.js';
import { runProcess } from './lifecycle/run-process.js';
import { lazyGraphStore } from './store/lazy-graph-store.js';

const processMeter: Meter = {
  nowMs: () => performance.now(),
  cpuSeconds: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000_000;
  },
  // Kibibytes on every platform that Node runs on.
  peakRssMb: () => process.resourceUsage().maxRSS / 1024,
};

await runProcess(async (log) => {
  const configuration = readConfiguration(process.env);
  const { home, neo4j, redisUrl, queue, threads, shutdownGraceMs } = configuration;
  const store = lazyGraphStore(neo4j);
  const search = composeSearchRefresh(store, await configuredEmbedding(configuration));
  const composed = await createIndexer({
    home,
    threads: threads ?? availableParallelism(),
    writer: search.writer,
    reader: store.graphs,
    environment: process.env,
    // The API has held folders behind file URLs to the allowed roots before it made a job of them.
    gitTransports: ['https', 'ssh', 'file'],
    files: configuration.files,
    meter: processMeter,
    now: () => Date.now(),
  });
  const now = () => new Date();
  const uploads = new Uploads({ home, newId: randomUUID, now });
  const handlers = createJobHandlers({
    indexer: composed.indexer,
    refreshSearch: search.refresh,
    describe: describeRepository(store, await configuredDescribing({ models: await modelsInForce(configuration, log) })),
    writer: {
      deleteRepository: async (name, options) => {
        const record = await store.graphs.repository(name);
        const existed = await store.writer.deleteRepository(name, options);
        await store.application.watches.deleteWatch(name);
        if (record !== undefined) await uploads.forget(record.source.location);
        await forgetRepository(home, name);
        return existed;
      },
    },
  });
  const { prefix, concurrency, lockMs } = queue;
  const consumer = createJobConsumer({ redisUrl, prefix, log, now: () => new Date(), handlers, concurrency, lockMs });
  await consumer.worker.start();
  const watcher = new RepositoryWatcher({
    wishes: store.application.watches,
    graph: store.graphs,
    jobs: consumer.jobs,
    states: new WatchStates(consumer.redis, redisKeys(prefix)),
    watchFolder,
    holder: randomUUID(),
    now,
    log,
  });
  watcher.start();
  const stop = async () => {
    await watcher.stop();
    await consumer.worker.stop(shutdownGraceMs);
    await composed.close();
    await consumer.close();
    await store.close();
  };
  return { process: { ready: { process: 'worker' }, stop }, graceMs: shutdownGraceMs };
});
