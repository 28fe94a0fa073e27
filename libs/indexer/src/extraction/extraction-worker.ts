import { parentPort, workerData } from 'node:worker_threads';
import { loadLanguages } from '../languages/registry.js';
import { extractBytes } from './extract-bytes.js';
import type { ExtractionJob, WorkerMessage, WorkerSettings } from './extraction-job.js';

/** Entry point of a worker thread: takes one job at a time from its port. */
async function serve(settings: WorkerSettings): Promise<void> {
  const registry = await loadLanguages(settings.languagesFolder);
  const limits = { parseTimeoutMs: settings.parseTimeoutMs, now: () => performance.now() };
  parentPort?.on('message', (job: ExtractionJob) => {
    void extractBytes(registry, job, limits).then((reply) => {
      const message: WorkerMessage = { kind: 'reply', reply };
      parentPort?.postMessage(message, reply.ok ? [reply.facts.buffer] : []);
    });
  });
  parentPort?.postMessage({ kind: 'ready' } satisfies WorkerMessage);
}

await serve(workerData as WorkerSettings);
