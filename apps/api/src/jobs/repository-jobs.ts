import { setTimeout as sleep } from 'node:timers/promises';
import { CodexGraphError } from '@codexgraph/graph-model';
import type { FlowProducer, Job, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import {
  canPause,
  DESCRIPTION_QUEUE,
  doesTheSame,
  type JobPayload,
  operationOfJob,
  parseJobPayload,
  QUEUE_OF,
  REPOSITORY_QUEUE,
  repositoryKey,
} from './job-contract.js';
import type { JobCancellation } from './job-cancellation.js';
import { JobChanges } from './job-changes.js';
import type { JobEvent, JobEvents } from './job-events.js';
import { JOB_OPTIONS } from './job-failure.js';
import { finalEvent, isFinal, type JobState, type JobView, storedJobView, viewOf } from './job-view.js';
import { queueView, type QueueView } from './queue-view.js';
import { RepositoryFlows } from './repository-flows.js';
import { isConnectionProblem, redisReady, type RedisKeys } from './redis-connections.js';

/** What a request for work led to. */
export interface EnqueueOutcome {
  readonly job: JobView;
  /** True when an earlier request for the same work is still waiting or running: no second job was made. */
  readonly joined: boolean;
}

/** Which jobs to list; newest first. */
export interface JobListRequest {
  readonly repository?: string;
  /** Only jobs in one of these states. */
  readonly states?: readonly JobState[];
  readonly limit: number;
  /** Sequence of the last job seen; absent for the newest. */
  readonly before?: number;
}

/** What the producer side needs. */
export interface RepositoryJobsOptions {
  /** One for each of JOB_QUEUES, by name. */
  readonly queues: ReadonlyMap<string, Queue>;
  readonly flowProducer: Pick<FlowProducer, 'add'>;
  readonly redis: Redis;
  readonly keys: RedisKeys;
  readonly events: JobEvents;
  readonly cancellation: JobCancellation;
  readonly now: () => Date;
}

const KEEP_REMOVED_SECONDS = 14 * 24 * 3600;
const MAX_LISTED_JOBS = 2_000;
const REDIS_TIMEOUT_MS = 5_000;
/** Long enough for a first connection, short enough for a person who waits. */
const READY_TIMEOUT_MS = 2_000;
/** How long a deletion waits for the running job of its repository to end. */
const CANCEL_WAIT_MS = 15_000;
const CANCEL_POLL_MS = 100;
/** Jobs that are looked at together while those of some states are searched for. */
const FILTER_BATCH = 100;

/** Asks for work on repositories and tells how it goes. At most one job of a repository waits or runs at a time in each queue. */
export class RepositoryJobs {
  private readonly flows: RepositoryFlows;

  constructor(private readonly options: RepositoryJobsOptions) {
    this.flows = new RepositoryFlows({
      ...options,
      producer: options.flowProducer,
      job: (jobId) => this.job(jobId),
      view: (jobId) => this.view(jobId),
    });
  }

  /**
   * Puts work on the queue, or joins the job that already does the same.
   * @throws BAD_INPUT; CONFLICT when another kind of job holds the repository; QUEUE_UNAVAILABLE.
   */
  async enqueue(request: unknown): Promise<EnqueueOutcome> {
    const payload = parseJobPayload(request);
    return this.guarded(async () => {
      const step = await this.flows.current(payload.repository);
      if (step !== undefined) throw inTheWay(step);
      const running = await this.add(payload);
      if (running.added) return { job: running.job, joined: false };
      if (doesTheSame(running.job.payload, payload)) return { job: running.job, joined: true };
      throw inTheWay(running.job);
    });
  }

  /**
   * Puts steps of one repository on the queues that run one after the other, or joins the flow that the repository has.
   * @returns the last job, which ends when all is done
   * @throws BAD_INPUT; CONFLICT when a job outside of a flow holds the repository; QUEUE_UNAVAILABLE
   */
  async enqueueFlow(requests: readonly unknown[]): Promise<EnqueueOutcome> {
    const steps = requests.map(parseJobPayload);
    const repository = steps[0]?.repository ?? '';
    return this.guarded(async () => {
      const outcome = await this.flows.add(steps, async () => (await this.outsideOfFlows(repository)) === undefined);
      if (outcome !== undefined && 'flow' in outcome) return { job: await this.require(outcome.flow), joined: false };
      const other = outcome === undefined ? await this.outsideOfFlows(repository) : await this.view(outcome.inTheWay);
      if (other === undefined) return this.enqueueFlow(steps); // What was in the way has gone meanwhile.
      if (outcome !== undefined) return { job: other, joined: true };
      throw inTheWay(other);
    });
  }

  /** Like {@link enqueue} for a deletion, but ends another job of the repository first. @throws CONFLICT when that job does not end in time. */
  async enqueueDeletion(repository: string): Promise<EnqueueOutcome> {
    const payload = parseJobPayload({ v: 1, operation: 'delete', repository });
    const deadline = performance.now() + CANCEL_WAIT_MS;
    const cancelled = new Set<string>();
    return this.guarded(async () => {
      const describing = await this.currentIn(DESCRIPTION_QUEUE, repository);
      if (describing !== undefined) await this.cancel(describing.id);
      for (;;) {
        const step = await this.flows.current(repository);
        const running = step === undefined ? await this.add(payload) : { job: step, added: false };
        if (running.added) return { job: running.job, joined: false };
        if (running.job.payload.operation === 'delete') return { job: running.job, joined: true };
        if (!cancelled.has(running.job.id)) await this.cancel(running.job.id);
        cancelled.add(running.job.id);
        if (performance.now() > deadline) {
          throw new CodexGraphError(
            'CONFLICT',
            `The job ${running.job.id} of ${repository} was cancelled but has not ended yet. Ask again in a moment.`,
            {
              retryable: true,
            },
          );
        }
        await sleep(CANCEL_POLL_MS);
      }
    }, CANCEL_WAIT_MS + REDIS_TIMEOUT_MS);
  }

  /** The job of that id; undefined when there is none, or it is older than what is kept. */
  async find(jobId: string): Promise<JobView | undefined> {
    return this.guarded(() => this.view(jobId));
  }

  /** The job of a repository that waits or runs; one that changes its graph rather than one that describes it. */
  async current(repository: string): Promise<JobView | undefined> {
    return this.guarded(async () => (await this.flows.current(repository)) ?? (await this.outsideOfFlows(repository)));
  }

  /**
   * Stops a job until it is resumed; what it has done stays. A job that waits is not begun, one that runs stops within seconds.
   * @throws NOT_FOUND; BAD_INPUT for a job that has ended, or would lose its work; QUEUE_UNAVAILABLE
   */
  async pause(jobId: string): Promise<JobView> {
    return this.guarded(async () => {
      const view = await this.require(jobId);
      if (isFinal(view.state) || !canPause(view.payload.operation)) {
        throw new CodexGraphError(
          'BAD_INPUT',
          `The job ${jobId} (${view.payload.operation}) is ${view.state}. Only jobs that describe or embed, and have not ended, can be paused; others can be cancelled and asked for again.`,
        );
      }
      await this.options.cancellation.requestPause(jobId);
      return this.require(jobId);
    });
  }

  /** Lets a paused job go on where it stopped. A job that is not paused stays as it is. @throws NOT_FOUND, QUEUE_UNAVAILABLE */
  async resume(jobId: string): Promise<JobView> {
    return this.guarded(async () => {
      await this.require(jobId);
      await this.options.cancellation.resume(jobId);
      const job = await this.job(jobId);
      if ((await job?.isDelayed()) === true) await job?.promote();
      return this.require(jobId);
    });
  }

  /** Jobs with their sequence numbers, newest first; those no longer kept are left out. */
  async list(request: JobListRequest): Promise<readonly { readonly sequence: number; readonly job: JobView }[]> {
    const { redis, keys } = this.options;
    const key = request.repository === undefined ? keys.allJobs : keys.jobsOf(repositoryKey(request.repository));
    return this.guarded(async () => {
      const listed: { sequence: number; job: JobView }[] = [];
      let before = request.before ?? Number.POSITIVE_INFINITY;
      while (listed.length < request.limit) {
        const max = Number.isFinite(before) ? `(${before}` : '+inf';
        const batch = request.states === undefined ? request.limit - listed.length : FILTER_BATCH;
        const ids = await redis.zrevrangebyscore(key, max, '-inf', 'LIMIT', 0, batch);
        if (ids.length === 0) break;
        const views = await Promise.all(ids.map((id) => this.view(id)));
        views.forEach((job, at) => {
          if (job === undefined || request.states?.includes(job.state) === false || listed.length === request.limit) return;
          listed.push({ sequence: sequenceOf(ids[at] ?? ''), job });
        });
        before = sequenceOf(ids.at(-1) ?? '');
      }
      return listed;
    });
  }

  /**
   * Ends a job: at once when it waits, as soon as its worker hears of it when it runs; with a step of a flow all that is left of the flow. A finished job stays as
   * it is.
   * @throws NOT_FOUND, QUEUE_UNAVAILABLE
   */
  async cancel(jobId: string): Promise<JobView> {
    return this.guarded(async () => {
      const job = await this.job(jobId);
      const view = await this.view(jobId);
      if (view === undefined) throw notFound(jobId);
      if (job === undefined || isFinal(view.state)) return view;
      const flow = flowOf(view);
      if (flow !== undefined) {
        await this.flows.cancel(flow);
        return this.require(jobId);
      }
      if (view.state !== 'RUNNING' && (await this.removeWaiting(job, view))) return this.require(jobId);
      await this.options.cancellation.request(jobId);
      return this.require(jobId);
    });
  }

  /** Asks again for the work of a job that failed or was cancelled. @throws NOT_FOUND; BAD_INPUT for a job in another state; as {@link enqueue}. */
  async retry(jobId: string): Promise<EnqueueOutcome> {
    const view = await this.find(jobId);
    if (view === undefined) throw notFound(jobId);
    if (view.state !== 'FAILED' && view.state !== 'CANCELLED') {
      throw new CodexGraphError(
        'BAD_INPUT',
        `The job ${jobId} is ${view.state}. Only jobs that failed or were cancelled can be retried.`,
      );
    }
    // A step of a flow is asked for by itself: it then does all that it is about.
    const { flow: _flow, ...payload } = { flow: undefined, ...view.payload };
    return this.enqueue(payload);
  }

  /** Events of a job above `after`, and new ones until it ends. @throws NOT_FOUND for an unknown job. */
  async follow(jobId: string, after: number): Promise<AsyncGenerator<JobEvent, void, void>> {
    if ((await this.find(jobId)) === undefined) throw notFound(jobId);
    return this.options.events.follow(jobId, after, () => this.settle(jobId));
  }

  /** Jobs as something happens to them, from now on. */
  changes(): JobChanges {
    return new JobChanges(this.options.events, (jobId) => this.find(jobId));
  }

  /** How many jobs stand where, and how many workers there are. @throws QUEUE_UNAVAILABLE */
  async queues(): Promise<readonly QueueView[]> {
    return this.guarded(() => Promise.all([...this.options.queues.values()].map((queue) => queueView(queue))));
  }

  /** Writes the event that ends a job whose worker could not. @returns true when the job has ended. */
  async settle(jobId: string): Promise<boolean> {
    const view = await this.view(jobId);
    if (view === undefined) return true;
    const event = finalEvent(view, this.options.now());
    if (event === undefined) return false;
    await this.options.events.append(jobId, event);
    await this.flows.release(view);
    return true;
  }

  private async add(payload: JobPayload): Promise<{ job: JobView; added: boolean }> {
    const { redis, keys, events, now } = this.options;
    const queue = this.queueOf(QUEUE_OF[payload.operation]);
    const key = repositoryKey(payload.repository);
    const sequence = await redis.incr(keys.sequence);
    const jobId = `${payload.operation}-${key}-${sequence}`;
    // Before the job exists, so that no worker can be quicker than the record of the request.
    await events.append(jobId, { type: 'QUEUED', at: now().toISOString(), attempt: 0 });
    await redis.zadd(keys.allJobs, sequence, jobId);
    await redis.zadd(keys.jobsOf(key), sequence, jobId);
    const job = await queue.add(payload.operation, payload, {
      jobId,
      deduplication: { id: key },
      ...JOB_OPTIONS,
    });
    const added = job.id === jobId;
    if (!added) {
      await redis.zrem(keys.allJobs, jobId);
      await redis.zrem(keys.jobsOf(key), jobId);
      await events.forget(jobId);
    } else {
      await redis.zremrangebyrank(keys.allJobs, 0, -MAX_LISTED_JOBS - 1);
    }
    const view = job.id === undefined ? undefined : await this.view(job.id);
    if (view === undefined) return this.add(payload); // The job that was in the way has gone meanwhile.
    return { job: view, added };
  }

  private async removeWaiting(job: Job, view: JobView): Promise<boolean> {
    const { redis, keys, events, now } = this.options;
    try {
      await job.remove();
    } catch {
      return false; // A worker was quicker.
    }
    const finishedAt = now().toISOString();
    const failure = { code: 'CANCELLED', message: 'Cancelled before it started.' };
    const cancelled: JobView = { ...view, state: 'CANCELLED', finishedAt, cancelRequested: true, failure };
    await redis.set(keys.removedJob(view.id), JSON.stringify(cancelled), 'EX', KEEP_REMOVED_SECONDS);
    await events.append(view.id, { type: 'CANCELLED', at: finishedAt, attempt: view.attempt, failure });
    return true;
  }

  private async job(jobId: string): Promise<Job | undefined> {
    const operation = operationOfJob(jobId);
    return operation === undefined ? undefined : ((await this.queueOf(QUEUE_OF[operation]).getJob(jobId)) as Job | undefined);
  }

  private queueOf(name: string): Queue {
    const queue = this.options.queues.get(name);
    if (queue === undefined) throw new CodexGraphError('INTERNAL', `There is no queue ${name}.`);
    return queue;
  }

  private async outsideOfFlows(repository: string): Promise<JobView | undefined> {
    return (await this.currentIn(REPOSITORY_QUEUE, repository)) ?? (await this.currentIn(DESCRIPTION_QUEUE, repository));
  }

  private async currentIn(queue: string, repository: string): Promise<JobView | undefined> {
    const jobId = await this.queueOf(queue).getDeduplicationJobId(repositoryKey(repository));
    const view = jobId === null ? undefined : await this.view(jobId);
    return view !== undefined && !isFinal(view.state) ? view : undefined;
  }

  private async view(jobId: string): Promise<JobView | undefined> {
    const job = await this.job(jobId);
    const { cancellation } = this.options;
    if (job !== undefined) {
      const [cancelRequested, paused] = await Promise.all([cancellation.isRequested(jobId), cancellation.isPaused(jobId)]);
      return viewOf(job, { cancelRequested, paused });
    }
    const removed = await this.options.redis.get(this.options.keys.removedJob(jobId));
    return removed === null ? undefined : storedJobView.parse(JSON.parse(removed));
  }

  private async require(jobId: string): Promise<JobView> {
    const view = await this.view(jobId);
    if (view === undefined) throw notFound(jobId);
    return view;
  }

  /** Every failure of Redis, a silent one included, becomes one clear error. */
  private async guarded<T>(action: () => Promise<T>, timeoutMs = REDIS_TIMEOUT_MS): Promise<T> {
    const timer = new AbortController();
    const late = sleep(timeoutMs, undefined, { signal: timer.signal }).then(
      () => Promise.reject(queueUnavailable()),
      () => Promise.reject(queueUnavailable()),
    );
    try {
      await redisReady(this.options.redis, READY_TIMEOUT_MS).catch((error: unknown) => Promise.reject(queueUnavailable(error)));
      return await Promise.race([action(), late]);
    } catch (error) {
      throw CodexGraphError.isInstance(error) || !isConnectionProblem(error) ? error : queueUnavailable(error);
    } finally {
      timer.abort();
      late.catch(() => undefined);
    }
  }
}

function sequenceOf(jobId: string): number {
  return Number(jobId.slice(jobId.lastIndexOf('-') + 1));
}

function flowOf({ payload }: JobView): string | undefined {
  return 'flow' in payload ? payload.flow : undefined;
}

function inTheWay({ id, payload }: JobView): CodexGraphError {
  return new CodexGraphError(
    'CONFLICT',
    `The repository ${payload.repository} has another job (${payload.operation}, ${id}). Wait for it or cancel it, then ask again.`,
    { retryable: true, details: { jobId: id } },
  );
}

function notFound(jobId: string): CodexGraphError {
  return new CodexGraphError('NOT_FOUND', `There is no job ${jobId}. It may be older than what is kept.`);
}

function queueUnavailable(cause?: unknown): CodexGraphError {
  return new CodexGraphError('QUEUE_UNAVAILABLE', 'Redis cannot be reached. Check REDIS_URL and that the server runs.', {
    retryable: true,
    cause,
  });
}
