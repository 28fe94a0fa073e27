import type { FlowJob, FlowProducer, Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { JobCancellation } from './job-cancellation.js';
import { type JobPayload, QUEUE_OF, repositoryKey } from './job-contract.js';
import type { JobEvents } from './job-events.js';
import { JOB_OPTIONS } from './job-failure.js';
import { isFinal, type JobView } from './job-view.js';
import type { RedisKeys } from './redis-connections.js';

/** Steps of a flow, in order; one that describes may be left out. */
export const FLOW_STEPS = ['index', 'describe', 'embed', 'publish'] as const;

/** What flows are made with. */
export interface RepositoryFlowsOptions {
  readonly producer: Pick<FlowProducer, 'add'>;
  readonly redis: Pick<Redis, 'get' | 'set' | 'del' | 'incrby' | 'zadd'>;
  readonly keys: RedisKeys;
  readonly events: Pick<JobEvents, 'append'>;
  readonly cancellation: Pick<JobCancellation, 'request' | 'resume'>;
  readonly job: (jobId: string) => Promise<Pick<Job, 'isDelayed' | 'promote'> | undefined>;
  readonly view: (jobId: string) => Promise<JobView | undefined>;
  readonly now: () => Date;
}

/** What became of a request for a flow: its id, or the flow that is in the way. */
export type FlowOutcome = { readonly flow: string } | { readonly inTheWay: string };

/** A flow that nobody has seen the end of holds its repository no longer than jobs are kept. */
const HELD_SECONDS = 14 * 24 * 3600;
/** Long enough to put its jobs on the queue, short enough for who waits when the one who did it died. */
const CLAIM_SECONDS = 10;

/**
 * Several jobs of one repository that run one after the other, each when the one before has ended well. A flow is named by the id of its last job; it holds its
 * repository, as a job does, until that one has ended.
 */
export class RepositoryFlows {
  constructor(private readonly options: RepositoryFlowsOptions) {}

  /** Puts the steps on their queues, all or none. @param isFree whether nothing else works on the repository; asked once others see the flow */
  async add(steps: readonly JobPayload[], isFree: () => Promise<boolean>): Promise<FlowOutcome | undefined> {
    const { redis, keys, events, producer, now } = this.options;
    const key = repositoryKey(steps[0]?.repository ?? '');
    const last = await redis.incrby(keys.sequence, FLOW_STEPS.length);
    const flow = idOf('publish', key, last);
    const inTheWay = await this.claim(key, flow);
    if (inTheWay !== undefined) return { inTheWay };
    try {
      if (!(await isFree())) {
        await redis.del(keys.flow(key));
        return undefined;
      }
      for (const { operation } of steps) {
        const jobId = idOf(operation, key, last);
        await events.append(jobId, { type: 'QUEUED', at: now().toISOString(), attempt: 0 });
        await redis.zadd(keys.allJobs, sequenceOf(operation, last), jobId);
        await redis.zadd(keys.jobsOf(key), sequenceOf(operation, last), jobId);
      }
      await producer.add(this.tree(steps, { key, last, flow }));
      await redis.set(keys.flow(key), flow, 'EX', HELD_SECONDS);
      return { flow };
    } catch (error) {
      await redis.del(keys.flow(key));
      throw error;
    }
  }

  /** The first job of the flow of a repository that has not ended; undefined when there is no flow. */
  async current(repository: string): Promise<JobView | undefined> {
    const flow = await this.options.redis.get(this.options.keys.flow(repositoryKey(repository)));
    return flow === null ? undefined : (await this.members(flow)).find(({ state }) => !isFinal(state));
  }

  /** Ends all jobs of a flow that have not ended: the one that runs within seconds, and with it those that wait for it. */
  async cancel(flow: string): Promise<void> {
    const { cancellation, job } = this.options;
    const open = (await this.members(flow)).filter(({ state }) => !isFinal(state));
    for (const { id } of open) {
      await cancellation.request(id);
      await cancellation.resume(id);
      const queued = await job(id);
      if ((await queued?.isDelayed()) === true) await queued?.promote();
    }
  }

  /** Lets the repository of a job go when the job was the last of its flow. */
  async release({ id, payload }: JobView): Promise<void> {
    const { redis, keys } = this.options;
    const key = keys.flow(repositoryKey(payload.repository));
    if (payload.operation === 'publish' && (await redis.get(key)) === id) await redis.del(key);
  }

  private async members(flow: string): Promise<readonly JobView[]> {
    const [, key = '', last = ''] = flow.split('-');
    const views = await Promise.all(FLOW_STEPS.map((operation) => this.options.view(idOf(operation, key, Number(last)))));
    return views.filter((view) => view !== undefined);
  }

  /** @returns the flow that holds the repository; undefined: it is this one's. */
  private async claim(key: string, flow: string): Promise<string | undefined> {
    const { redis, keys, view } = this.options;
    if ((await redis.set(keys.flow(key), flow, 'EX', CLAIM_SECONDS, 'NX')) !== null) return undefined;
    const holder = await redis.get(keys.flow(key));
    const held = holder === null ? undefined : await view(holder);
    if (holder === null || (held !== undefined && isFinal(held.state))) {
      await redis.set(keys.flow(key), flow, 'EX', CLAIM_SECONDS);
      return undefined;
    }
    return holder;
  }

  private tree(steps: readonly JobPayload[], { key, last, flow }: { key: string; last: number; flow: string }): FlowJob {
    const [first, ...others] = steps.map((payload): FlowJob => ({
      name: payload.operation,
      queueName: QUEUE_OF[payload.operation],
      data: { ...payload, flow },
      opts: { ...JOB_OPTIONS, jobId: idOf(payload.operation, key, last), failParentOnFailure: payload.operation !== 'publish' },
    }));
    return others.reduce<FlowJob>((before, job) => ({ ...job, children: [before] }), first as FlowJob);
  }
}

function sequenceOf(operation: JobPayload['operation'], last: number): number {
  return last - (FLOW_STEPS.length - 1) + FLOW_STEPS.findIndex((step) => step === operation);
}

function idOf(operation: JobPayload['operation'], key: string, last: number): string {
  return `${operation}-${key}-${String(sequenceOf(operation, last))}`;
}
