/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-member-access -- plain JavaScript over built code, run by Node as it is */
// A worker process whose indexer only takes time: `node scripted-worker.process.mjs '{"redisUrl","prefix","lockMs","files","stepMs"}'`.
// It runs the built code, as a worker in production does, so that killing it is killing the real thing.
import { setTimeout as sleep } from 'node:timers/promises';
import { createJobConsumer } from '../../dist/jobs/compose-jobs.js';
import { createJobHandlers } from '../../dist/jobs/job-handlers.js';
import { runProcess } from '../../dist/lifecycle/run-process.js';

const { redisUrl, prefix, lockMs, files, stepMs, graceMs } = JSON.parse(process.argv[2]);

async function index(name, { signal, onProgress }) {
  const startedAt = performance.now();
  for (let done = 0; done < files; done += 1) {
    onProgress({ phase: 'parse', done, total: files, unit: 'files' });
    await sleep(stepMs);
    if (signal.aborted) throw signal.reason;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const counts = { files, filesSkipped: 0, nodes: {}, edges: {}, calls: { total: 0, resolved: 0, external: 0, unresolved: 0 } };
  return {
    repository: name,
    revision: `by-${process.pid}`,
    counts,
    skipped: [],
    seconds: { parse: seconds },
    cpuSeconds: 0,
    peakRssMb: 0,
  };
}

await runProcess(async (log) => {
  const indexer = { index: (request, options) => index(request.name, options), update: index };
  const handlers = createJobHandlers({
    indexer,
    writer: { deleteRepository: () => Promise.resolve(true) },
    describe: () => Promise.reject(new Error('nothing is described here')),
    refreshSearch: () => Promise.resolve({ revision: `by-${process.pid}`, embedded: 0, missing: 0 }),
  });
  const consumer = createJobConsumer({ redisUrl, prefix, log, now: () => new Date(), handlers, concurrency: 1, lockMs });
  await consumer.worker.start();
  const stop = async () => {
    await consumer.worker.stop(graceMs);
    await consumer.close();
  };
  return { process: { ready: { process: 'worker' }, stop }, graceMs };
});
