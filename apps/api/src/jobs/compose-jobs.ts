import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Log } from '../logging/json-logger.js';
import { JobCancellation } from './job-cancellation.js';
import { MAX_PAYLOAD_BYTES, REPOSITORY_QUEUE } from './job-contract.js';
import { JobEvents } from './job-events.js';
import type { JobHandlers } from './job-handlers.js';
import { connectRedis, redisKeys } from './redis-connections.js';
import { RepositoryJobs } from './repository-jobs.js';
import { RepositoryWorker } from './repository-worker.js';

/** What both sides of the queue need. */
export interface JobSystemOptions {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly log: Log;
  readonly now: () => Date;
}

/** The asking side: used by the API. */
export interface JobProducer {
  readonly jobs: RepositoryJobs;
  readonly queue: Queue;
  readonly redis: Redis;
  readonly close: () => Promise<void>;
}

/** The working side. */
export interface JobConsumer {
  readonly worker: RepositoryWorker;
  /** Asks for work as people do. */
  readonly jobs: RepositoryJobs;
  readonly redis: Redis;
  /** Ends the connections; call it after {@link RepositoryWorker.stop}. */
  readonly close: () => Promise<void>;
}

/** Connects the asking side. Returns at once: while Redis is away, calls fail with QUEUE_UNAVAILABLE. */
export function createJobProducer(options: JobSystemOptions): JobProducer {
  const { redisUrl, prefix, log, now } = options;
  const keys = redisKeys(prefix);
  const redis = connectRedis(redisUrl, 'producer', log);
  const subscriber = connectRedis(redisUrl, 'subscriber', log);
  const events = new JobEvents(redis, keys);
  const cancellation = new JobCancellation(redis, keys);
  const queue = new Queue(REPOSITORY_QUEUE, {
    connection: redis,
    prefix: keys.queuePrefix,
    defaultJobOptions: { sizeLimit: MAX_PAYLOAD_BYTES },
  });
  queue.on('error', () => undefined); // The connection itself logs what happens to it.
  events.listen(subscriber).catch(() => undefined); // Followers poll until it works.
  const jobs = new RepositoryJobs({ queue, redis, keys, events, cancellation, now });
  return { jobs, queue, redis, close: () => closeAll([() => queue.close()], [redis, subscriber]) };
}

/** Connects the working side. It waits for Redis as long as it takes. */
export function createJobConsumer(
  options: JobSystemOptions & { readonly handlers: JobHandlers; readonly concurrency: number; readonly lockMs: number },
): JobConsumer {
  const { redisUrl, prefix, log, now, handlers, concurrency, lockMs } = options;
  const keys = redisKeys(prefix);
  const redis = connectRedis(redisUrl, 'worker', log);
  const subscriber = connectRedis(redisUrl, 'subscriber', log);
  const events = new JobEvents(redis, keys);
  const cancellation = new JobCancellation(redis, keys);
  cancellation.listen(subscriber).catch(() => undefined); // Watched jobs poll until it works.
  const producer = createJobProducer(options);
  const worker = new RepositoryWorker({
    redis,
    keys,
    events,
    cancellation,
    handlers,
    settle: (jobId) => producer.jobs.settle(jobId),
    concurrency,
    lockMs,
    log,
    now,
  });
  return { worker, jobs: producer.jobs, redis, close: () => closeAll([producer.close], [redis, subscriber]) };
}

async function closeAll(closers: readonly (() => Promise<void>)[], connections: readonly Redis[]): Promise<void> {
  await Promise.allSettled(closers.map((close) => close()));
  for (const connection of connections) connection.disconnect();
}
