import { CodexGraphError, type ErrorCode } from '@codexgraph/graph-model';
import { publicError } from '../errors/graphql-errors.js';
import { type JobFailure, jobFailure, MAX_PAYLOAD_BYTES } from './job-contract.js';

/** What a failed attempt means for its job: over, tried again after a pause, or tried once more because it may have been a bug's bad day. */
export type FailureClass = 'final' | 'transient' | 'bug';

/** Error to job outcome: the code decides, never the processor. */
export const FAILURE_CLASSES: Readonly<Record<ErrorCode, FailureClass>> = {
  BAD_INPUT: 'final',
  NOT_FOUND: 'final',
  ALREADY_EXISTS: 'final',
  CONFLICT: 'transient',
  FORBIDDEN: 'final',
  LIMIT_EXCEEDED: 'final',
  CANCELLED: 'final',
  SOURCE_UNREADABLE: 'final',
  NOTHING_TO_INDEX: 'final',
  GIT_FAILED: 'final',
  DATABASE_UNAVAILABLE: 'transient',
  DATABASE_UNSUPPORTED: 'final',
  DATABASE_AUTHENTICATION: 'final',
  DATABASE_OUT_OF_MEMORY: 'final',
  DATABASE_FAILED: 'bug',
  QUEUE_UNAVAILABLE: 'transient',
  DISK_FULL: 'final',
  SERVICE_START_FAILED: 'transient',
  DOWNLOAD_FAILED: 'transient',
  CHECKSUM_MISMATCH: 'final',
  MODEL_UNAVAILABLE: 'transient',
  MODEL_AUTHENTICATION: 'final',
  MODEL_UNKNOWN: 'final',
  MODEL_RATE_LIMITED: 'transient',
  MODEL_CONTEXT_TOO_LONG: 'final',
  MODEL_CUT_OFF: 'transient',
  MODEL_FAILED: 'bug',
  CONFIGURATION: 'final',
  INTERNAL: 'bug',
};

/** Attempts of one job, the first included. */
export const MAX_ATTEMPTS = 3;

const RETRY_DELAY_MS = 1_000;

/** How every job is tried. */
export const JOB_OPTIONS = {
  attempts: MAX_ATTEMPTS,
  backoff: { type: 'exponential', delay: RETRY_DELAY_MS, jitter: 0.5 },
  stackTraceLimit: 5,
  sizeLimit: MAX_PAYLOAD_BYTES,
} as const;

/** Class of any thrown thing; what is not an error of the product is a bug. A git or source error marked retryable is transient. */
export function failureClass(error: unknown): FailureClass {
  if (!CodexGraphError.isInstance(error)) return 'bug';
  const byCode = FAILURE_CLASSES[error.code];
  return error.retryable && byCode === 'final' && error.code !== 'CANCELLED' ? 'transient' : byCode;
}

/** @param attemptsMade attempts that failed before this one. */
export function willRetry(failure: FailureClass, attemptsMade: number): boolean {
  if (failure === 'final') return false;
  return attemptsMade + 1 < (failure === 'bug' ? 2 : MAX_ATTEMPTS);
}

/** What BullMQ writes to a job when one fails that it waits for. */
const EARLIER_STEP = /^child \S+ failed$/u;

/** The failure as BullMQ keeps it: its one text field. */
export function encodeFailure(error: unknown): string {
  const { code, message } = publicError(error);
  return JSON.stringify({ code, message } satisfies JobFailure);
}

/** Reads what {@link encodeFailure} wrote; a text of BullMQ itself means that workers died or hung over the job. */
export function decodeFailure(failedReason: string): JobFailure {
  try {
    const parsed = jobFailure.safeParse(JSON.parse(failedReason));
    if (parsed.success) return parsed.data;
  } catch {
    // Not JSON: written by BullMQ, see below.
  }
  if (EARLIER_STEP.test(failedReason))
    return { code: 'CANCELLED', message: 'Not begun: an earlier step of the same flow did not end well. That job says why.' };
  return {
    code: 'INTERNAL',
    message:
      'The workers that ran this job ended or hung too often. Their logs have the reason; retry the job once it is mended.',
  };
}
