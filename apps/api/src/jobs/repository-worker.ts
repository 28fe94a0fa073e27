import { setTimeout as sleep } from 'node:timers/promises';
import { CodexGraphError } from '@codexgraph/graph-model';
import { DelayedError, type Job, UnrecoverableError, WaitingError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { errorFields, type Log } from '../logging/json-logger.js';
import { type JobOperation, type JobPayload, type JobResult, parseJobPayload } from './job-contract.js';
import type { JobCancellation } from './job-cancellation.js';
import type { JobEvents } from './job-events.js';
import { decodeFailure, encodeFailure, failureClass, willRetry } from './job-failure.js';
import type { JobContext, JobHandlers } from './job-handlers.js';
import { JobReporter } from './job-reporter.js';
import { isConnectionProblem, type RedisKeys } from './redis-connections.js';

/** What a worker needs. */
export interface RepositoryWorkerOptions {
  /** A connection that waits for Redis; BullMQ makes its own blocking copy of it. */
  readonly redis: Redis;
  /** One of JOB_QUEUES. */
  readonly queue: string;
  readonly keys: RedisKeys;
  readonly events: JobEvents;
  readonly cancellation: JobCancellation;
  readonly handlers: JobHandlers;
  /** Writes the end of a job that BullMQ ended by itself. */
  readonly settle: (jobId: string) => Promise<unknown>;
  readonly concurrency: number;
  /** A job whose worker has not been heard of for this long is started again elsewhere. */
  readonly lockMs: number;
  readonly log: Log;
  readonly now: () => Date;
}

/** A deployment may kill the worker of one long job several times before it is the job's fault. */
const MAX_STALLED_COUNT = 3;
const NEWER_PAYLOAD_DELAY_MS = 30_000;
const SHUTDOWN = 'shutdown';
const CANCELLED = 'cancelled';
/** A paused job looks so often whether it may go on, should nobody tell it. */
const PAUSE_MS = 24 * 3600 * 1000;

/** Takes jobs off the queue and runs their handlers; a killed worker's job is started again by the next one. */
export class RepositoryWorker {
  private readonly worker: Worker;
  private readonly running = new Set<string>();

  constructor(private readonly options: RepositoryWorkerOptions) {
    const { log } = options;
    this.worker = new Worker(options.queue, (job, token, signal) => this.process(job, token, signal), {
      connection: options.redis,
      prefix: options.keys.queuePrefix,
      concurrency: options.concurrency,
      lockDuration: options.lockMs,
      stalledInterval: Math.ceil(options.lockMs / 2),
      maxStalledCount: MAX_STALLED_COUNT,
      removeOnComplete: { age: 14 * 24 * 3600, count: 1_000 },
      removeOnFail: { age: 14 * 24 * 3600, count: 1_000 },
      autorun: false,
    });
    this.worker.on('error', (error) => {
      // The connection itself logs what happens to it, once an outage.
      if (!isConnectionProblem(error)) log('warn', 'the worker met a problem', errorFields(error));
    });
    this.worker.on('completed', (job) => void this.end(job));
    this.worker.on('failed', (job) => void this.end(job));
    this.worker.on('lockRenewalFailed', (jobIds) => {
      // Somebody else may run the job by now: this run must not go on.
      for (const jobId of jobIds) this.worker.cancelJob(jobId, 'lock lost');
    });
  }

  /** Starts taking jobs. Resolves once the queue is reached. */
  async start(): Promise<void> {
    void this.worker.run().catch((error: unknown) => {
      this.options.log('error', 'the worker stopped', errorFields(error));
    });
    await this.worker.waitUntilReady();
  }

  /** Takes no new jobs, waits `graceMs` for the running ones, then puts them back on the queue for another worker. */
  async stop(graceMs: number): Promise<void> {
    await this.worker.pause(true);
    const deadline = performance.now() + graceMs;
    while (this.running.size > 0 && performance.now() < deadline) await sleep(50);
    this.worker.cancelAllJobs(SHUTDOWN);
    await this.worker.close();
  }

  private async process(job: Job, token: string | undefined, queueSignal: AbortSignal | undefined): Promise<JobResult> {
    const jobId = job.id ?? '';
    const { events, cancellation, now, log } = this.options;
    const payload = await this.receive(job, token);
    if (await cancellation.isPaused(jobId)) throw await this.paused(job, token);
    const attempt = job.attemptsStarted;
    this.running.add(jobId);
    const cancelled = new AbortController();
    const stopWatching = cancellation.watch(jobId, () => {
      cancelled.abort(CANCELLED);
    });
    const signal = AbortSignal.any([cancelled.signal, ...(queueSignal === undefined ? [] : [queueSignal])]);
    const reporter = new JobReporter({ job, events, operation: payload.operation, now });
    log('info', 'a job starts', { jobId, operation: payload.operation, repository: payload.repository, attempt });
    try {
      await events.append(jobId, { type: 'STARTED', at: now().toISOString(), attempt });
      if (await cancellation.isRequested(jobId)) throw cancelledError();
      const result = await this.run(payload, { jobId, signal, onProgress: reporter.report });
      await reporter.finish();
      return result;
    } catch (error) {
      await reporter.stop();
      throw await this.outcome(job, token, { error, signal });
    } finally {
      stopWatching();
      this.running.delete(jobId);
    }
  }

  private async run(payload: JobPayload, context: JobContext): Promise<JobResult> {
    const handler = this.options.handlers[payload.operation] as (payload: JobPayload, context: JobContext) => Promise<JobResult>;
    return handler(payload, context);
  }

  /** Puts a job aside until it is resumed; no attempt is used. */
  private async paused(job: Job, token: string | undefined): Promise<Error> {
    await job.moveToDelayed(this.options.now().getTime() + PAUSE_MS, token);
    return new DelayedError();
  }

  /** Checks the payload again: queues outlive deployments. */
  private async receive(job: Job, token: string | undefined): Promise<JobPayload> {
    const { v } = (job.data ?? {}) as { v?: unknown };
    if (typeof v === 'number' && v > 1) {
      await job.moveToDelayed(this.options.now().getTime() + NEWER_PAYLOAD_DELAY_MS, token);
      throw new DelayedError();
    }
    try {
      const payload = parseJobPayload(job.data);
      if (payload.operation !== (job.name as JobOperation))
        throw new CodexGraphError('BAD_INPUT', `A job named ${job.name} asks for ${payload.operation}.`);
      return payload;
    } catch (error) {
      throw new UnrecoverableError(encodeFailure(error));
    }
  }

  /** What the end of an attempt by an error means for its job, as BullMQ wants to be told. */
  private async outcome(job: Job, token: string | undefined, end: { error: unknown; signal: AbortSignal }): Promise<Error> {
    const { events, now, log } = this.options;
    if (end.signal.aborted && end.signal.reason !== CANCELLED && isShutdown(end.signal.reason)) {
      await job.moveToWait(token);
      return new WaitingError();
    }
    const { cancellation } = this.options;
    const jobId = job.id ?? '';
    if (end.signal.aborted && (await cancellation.isPaused(jobId)) && !(await cancellation.isRequested(jobId)))
      return this.paused(job, token);
    const error = end.signal.aborted ? cancelledError() : end.error;
    const failure = failureClass(error);
    const fields = { jobId: job.id, attempt: job.attemptsStarted, failure };
    log(failure === 'bug' ? 'error' : 'warn', 'an attempt of a job failed', { ...fields, ...errorFields(error) });
    const text = encodeFailure(error);
    if (!willRetry(failure, job.attemptsMade)) return new UnrecoverableError(text);
    await events.append(job.id ?? '', {
      type: 'RETRYING',
      at: now().toISOString(),
      attempt: job.attemptsStarted,
      failure: decodeFailure(text),
    });
    return new Error(text, { cause: error });
  }

  private async end(job: Job | undefined): Promise<void> {
    if (job?.id === undefined) return;
    try {
      await this.options.settle(job.id);
    } catch (error) {
      this.options.log('warn', 'the end of a job could not be announced; readers will find it', {
        jobId: job.id,
        ...errorFields(error),
      });
    }
  }
}

function cancelledError(): CodexGraphError {
  return new CodexGraphError('CANCELLED', 'Cancelled on request. What was published before stays.');
}

function isShutdown(reason: unknown): boolean {
  return reason === SHUTDOWN || (reason instanceof Error && reason.message === SHUTDOWN);
}
