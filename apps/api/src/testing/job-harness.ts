import { randomUUID } from 'node:crypto';
import type { DescribingReport } from '@codexgraph/retrieval';
import type { Log } from '../logging/json-logger.js';
import { createJobConsumer, createJobProducer, type JobConsumer, type JobProducer } from '../jobs/compose-jobs.js';
import { createJobHandlers } from '../jobs/job-handlers.js';
import type { JobEvent } from '../jobs/job-events.js';
import type { JobView } from '../jobs/job-view.js';
import { FakeIndexer } from './fake-indexer.js';

/** Reads a variable that the global set-up of integration tests must have set. */
export function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start the tests with the integration project`);
  return value;
}

const DESCRIBED: DescribingReport = {
  repository: 'shop',
  revision: 'r2',
  model: 'scripted:tiny',
  symbols: 4,
  described: 3,
  kept: 1,
  failed: 0,
  left: 0,
  usage: { run: 'job-1', inputTokens: 60, outputTokens: 20, calls: 1, estimated: false },
  changedIds: ['FUNCTION:a.py:f'],
};

/** A queue of its own on the real Redis, with as many workers in this process as a test asks for. */
export class JobHarness {
  readonly prefix = `test-${randomUUID()}`;
  readonly log: string[] = [];
  readonly indexer = new FakeIndexer();
  /** Repositories whose search was refreshed. */
  readonly refreshed: string[] = [];
  /** Repositories that were described. */
  readonly described: string[] = [];
  readonly deleted: string[] = [];
  readonly producer: JobProducer;
  private readonly consumers: JobConsumer[] = [];

  constructor(readonly redisUrl = required('REDIS_URL')) {
    this.producer = createJobProducer(this.options());
  }

  get jobs(): JobProducer['jobs'] {
    return this.producer.jobs;
  }

  options() {
    const log: Log = (level, message, fields) => void this.log.push(JSON.stringify({ level, message, ...fields }));
    return { redisUrl: this.redisUrl, prefix: this.prefix, log, now: () => new Date() };
  }

  async startWorker(lockMs = 30_000): Promise<JobConsumer> {
    const deleteRepository = (name: string) => Promise.resolve(this.deleted.push(name) > 0);
    const handlers = createJobHandlers({
      indexer: this.indexer,
      describe: ({ repository }) => {
        this.described.push(repository);
        return Promise.resolve(DESCRIBED);
      },
      writer: { deleteRepository },
      refreshSearch: (repository, _context, scope) => {
        this.refreshed.push(scope?.until === undefined ? repository : `${repository} until ${scope.until}`);
        return Promise.resolve({ revision: 'r2', embedded: 7, missing: 1 });
      },
    });
    const consumer = createJobConsumer({ ...this.options(), handlers, concurrency: 1, lockMs });
    this.consumers.push(consumer);
    await consumer.worker.start();
    return consumer;
  }

  /** Asks for the index of a folder that the fake indexer never looks at. */
  async requestIndex(repository: string, location = '/src/project'): Promise<JobView> {
    const source = { kind: 'folder', location, subfolder: '' };
    return (await this.jobs.enqueue({ v: 1, operation: 'index', repository, source })).job;
  }

  /** All events of a job until its end. */
  async events(jobId: string, after = 0): Promise<JobEvent[]> {
    const events: JobEvent[] = [];
    for await (const event of await this.jobs.follow(jobId, after)) events.push(event);
    return events;
  }

  async finished(jobId: string): Promise<JobView> {
    await this.events(jobId);
    const view = await this.jobs.find(jobId);
    if (view === undefined) throw new Error(`the job ${jobId} is gone`);
    return view;
  }

  async close(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.worker.stop(0)));
    await Promise.all(this.consumers.map((consumer) => consumer.close()));
    const { redis } = this.producer;
    const keys = await redis.keys(`{${this.prefix}}*`);
    if (keys.length > 0) await redis.del(...keys);
    await this.producer.close();
  }
}
