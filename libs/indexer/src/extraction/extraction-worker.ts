import { parentPort, workerData } from 'node:worker_threads';
import { loadLanguages } from '../languages/registry.js';
import { treeBuffers } from '../syntax/flat-tree.js';
import { runJob } from './extract-bytes.js';
import type { ExtractionReply, ParseReply, WorkerJob, WorkerMessage, WorkerSettings } from './extraction-job.js';

/** Entry point of a worker thread: takes one job at a time from its port. */
async function serve(settings: WorkerSettings): Promise<void> {
  const registry = await loadLanguages(settings.languagesFolder);
  const limits = { parseTimeoutMs: settings.parseTimeoutMs, now: () => performance.now() };
  parentPort?.on('message', (job: WorkerJob) => {
    void runJob(registry, job, limits).then((reply) => {
      const message: WorkerMessage = { kind: 'reply', reply };
      parentPort?.postMessage(message, buffersOf(reply));
    });
  });
  parentPort?.postMessage({ kind: 'ready' } satisfies WorkerMessage);
}

/** What is handed over instead of copied. */
function buffersOf(reply: ExtractionReply | ParseReply): ArrayBuffer[] {
  if (!reply.ok) return [];
  return 'tree' in reply ? treeBuffers(reply.tree) : [reply.facts.buffer];
}

await serve(workerData as WorkerSettings);
