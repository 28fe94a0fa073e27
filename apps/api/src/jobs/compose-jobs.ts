import { FlowProducer, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Log } from '../logging/json-logger.js';
import { JobCancellation } from './job-cancellation.js';
import { DESCRIPTION_QUEUE, JOB_QUEUES, MAX_PAYLOAD_BYTES, REPOSITORY_QUEUE } from './job-contract.js';
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
  /** The queue that graphs are made by. */
  readonly queue: Queue;
  readonly redis: Redis;
  readonly close: () => Promise<void>;
}

/** The working side. */
export interface JobConsumer {
  readonly worker: Pick<RepositoryWorker, 'start' | 'stop'>;
  /** Asks for work as people do. */
  readonly jobs: RepositoryJobs;
  readonly redis: Redis;
  /** Ends the connections; call it after {@link RepositoryWorker.stop}. */
  readonly close: () => Promise<void>;
}

/** Describing waits for a server most of its time. */
const DESCRIBING_AT_ONCE = 2;

/** Connects the asking side. Returns at once: while Redis is away, calls fail with QUEUE_UNAVAILABLE. */
export function createJobProducer(options: JobSystemOptions): JobProducer {
  const { redisUrl, prefix, log, now } = options;
  const keys = redisKeys(prefix);
  const redis = connectRedis(redisUrl, 'producer', log);
  const subscriber = connectRedis(redisUrl, 'subscriber', log);
  const events = new JobEvents(redis, keys);
  const cancellation = new JobCancellation(redis, keys);
  const open = (name: string): Queue => {
    const queue = new Queue(name, {
      connection: redis,
      prefix: keys.queuePrefix,
      defaultJobOptions: { sizeLimit: MAX_PAYLOAD_BYTES },
    });
    queue.on('error', () => undefined); // The connection itself logs what happens to it.
    return queue;
  };
  const queue = open(REPOSITORY_QUEUE);
  const others = JOB_QUEUES.filter((name) => name !== REPOSITORY_QUEUE).map(open);
  const queues = new Map([queue, ...others].map((each) => [each.name, each]));
  events.listen(subscriber).catch(() => undefined); // Followers poll until it works.
  const flowProducer = new FlowProducer({ connection: redis, prefix: keys.queuePrefix });
  flowProducer.on('error', () => undefined); // As above.
  const jobs = new RepositoryJobs({ queues, flowProducer, redis, keys, events, cancellation, now });
  return {
    jobs,
    queue,
    redis,
    close: () =>
      closeAll(
        [flowProducer, ...queues.values()].map((each) => () => each.close()),
        [redis, subscriber],
      ),
  };
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
  const settle = (jobId: string): Promise<unknown> => producer.jobs.settle(jobId);
  const shared = { redis, keys, events, cancellation, handlers, settle, lockMs, log, now };
  const workers = JOB_QUEUES.map((queue) => {
    const lanes = queue === DESCRIPTION_QUEUE ? DESCRIBING_AT_ONCE : concurrency;
    return new RepositoryWorker({ ...shared, queue, concurrency: lanes });
  });
  const worker = {
    start: async () => {
      await Promise.all(workers.map((each) => each.start()));
    },
    stop: async (graceMs: number) => {
      await Promise.all(workers.map((each) => each.stop(graceMs)));
    },
  };
  return { worker, jobs: producer.jobs, redis, close: () => closeAll([producer.close], [redis, subscriber]) };
}

async function closeAll(closers: readonly (() => Promise<void>)[], connections: readonly Redis[]): Promise<void> {
  await Promise.allSettled(closers.map((close) => close()));
  for (const connection of connections) connection.disconnect();
}
