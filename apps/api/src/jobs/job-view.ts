import type { Job } from 'bullmq';
import { z } from 'zod';
import {
  type JobFailure,
  jobFailure,
  type JobPayload,
  jobPayload,
  type JobProgress,
  jobProgress,
  type JobResult,
  jobResult,
} from './job-contract.js';
import type { JobEventBody } from './job-events.js';
import { decodeFailure } from './job-failure.js';

/** Where a job stands. RETRYING waits for its next attempt, PAUSED for a person; the last three are final. */
export const JOB_STATES = ['QUEUED', 'RUNNING', 'RETRYING', 'PAUSED', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;

/** See {@link JOB_STATES}. */
export type JobState = (typeof JOB_STATES)[number];

/** A job as callers see it. Times are ISO 8601 in UTC. */
export interface JobView {
  readonly id: string;
  readonly payload: JobPayload;
  readonly state: JobState;
  /** Starts so far. */
  readonly attempt: number;
  readonly requestedAt: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  /** A cancellation was asked for and may not have taken effect yet. */
  readonly cancelRequested: boolean;
  readonly progress?: JobProgress;
  readonly failure?: JobFailure;
  readonly result?: JobResult;
}

/** A view as it is kept for a job that was removed from the queue. */
export const storedJobView: z.ZodType<JobView> = z.strictObject({
  id: z.string(),
  payload: jobPayload,
  state: z.enum(JOB_STATES),
  attempt: z.number(),
  requestedAt: z.string(),
  startedAt: z.string().exactOptional(),
  finishedAt: z.string().exactOptional(),
  cancelRequested: z.boolean(),
  progress: jobProgress.exactOptional(),
  failure: jobFailure.exactOptional(),
  result: jobResult.exactOptional(),
});

/** True when nothing will happen to the job any more. */
export function isFinal(state: JobState): boolean {
  return state === 'COMPLETED' || state === 'FAILED' || state === 'CANCELLED';
}

/** Reads a BullMQ job. Undefined when its data does not keep the contract or it vanished meanwhile. */
export async function viewOf(
  job: Job,
  { cancelRequested, paused }: { readonly cancelRequested: boolean; readonly paused: boolean },
): Promise<JobView | undefined> {
  const payload = jobPayload.safeParse(job.data);
  const queueState = await job.getState();
  if (!payload.success || job.id === undefined || queueState === 'unknown') return undefined;
  const failure = queueState === 'failed' ? decodeFailure(job.failedReason) : undefined;
  const progress = jobProgress.safeParse(job.progress);
  const result = jobResult.safeParse(job.returnvalue);
  return {
    id: job.id,
    payload: payload.data,
    state: stateOf(paused && WAITING.has(queueState) ? 'paused' : queueState, failure),
    attempt: job.attemptsStarted,
    requestedAt: new Date(job.timestamp).toISOString(),
    ...(job.processedOn === undefined ? {} : { startedAt: new Date(job.processedOn).toISOString() }),
    ...(job.finishedOn === undefined ? {} : { finishedAt: new Date(job.finishedOn).toISOString() }),
    cancelRequested,
    ...(progress.success ? { progress: progress.data } : {}),
    ...(failure === undefined ? {} : { failure }),
    ...(result.success ? { result: result.data } : {}),
  };
}

/** The event that ends a job, from its final view. */
export function finalEvent(view: JobView, now: Date): JobEventBody | undefined {
  if (view.state !== 'COMPLETED' && view.state !== 'FAILED' && view.state !== 'CANCELLED') return undefined;
  return {
    type: view.state,
    at: view.finishedAt ?? now.toISOString(),
    attempt: view.attempt,
    ...(view.failure === undefined ? {} : { failure: view.failure }),
    ...(view.result === undefined ? {} : { result: view.result }),
  };
}

const WAITING: ReadonlySet<string> = new Set(['waiting', 'prioritized', 'delayed']);

function stateOf(queueState: string, failure: JobFailure | undefined): JobState {
  switch (queueState) {
    case 'completed':
      return 'COMPLETED';
    case 'failed':
      return failure?.code === 'CANCELLED' ? 'CANCELLED' : 'FAILED';
    case 'active':
      return 'RUNNING';
    case 'paused':
      return 'PAUSED';
    case 'delayed':
      return 'RETRYING';
    default:
      return 'QUEUED';
  }
}
