import { EventEmitter } from 'node:events';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { jobFailure, jobProgress, jobResult } from './job-contract.js';
import type { RedisKeys } from './redis-connections.js';

/** What can happen to a job. The last three end it. */
export const JOB_EVENT_TYPES = ['QUEUED', 'STARTED', 'PROGRESS', 'RETRYING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;

const jobEventBody = z.strictObject({
  type: z.enum(JOB_EVENT_TYPES),
  /** ISO 8601 in UTC. */
  at: z.string(),
  /** 1 for the first start of the job; 0 before it. */
  attempt: z.number().int().nonnegative(),
  progress: jobProgress.optional(),
  failure: jobFailure.optional(),
  result: jobResult.optional(),
});

/** An event before it has its number. */
export type JobEventBody = z.infer<typeof jobEventBody>;

/** An event of a job. Numbers start at 1 and rise by 1; a reader that went away goes on after the last number it saw. */
export interface JobEvent extends JobEventBody {
  readonly jobId: string;
  readonly number: number;
}

const TERMINAL: ReadonlySet<string> = new Set(['COMPLETED', 'FAILED', 'CANCELLED']);
/** Older events of one job are dropped; a late reader then starts with the oldest one kept. */
const MAX_EVENTS = 5_000;
const KEEP_SECONDS = 14 * 24 * 3600;
const READ_BATCH = 200;
/** A lost wake-up only delays a follower by this much. */
const POLL_MS = 2_000;
/** Wakes those who follow all jobs; no job has this id. */
const ANY_JOB = Symbol('any job');

/** Numbers and stores an event; refuses those of an attempt that was overtaken, and any after the end. */
const APPEND = `
if redis.call('HGET', KEYS[2], 'finished') then return 0 end
local fence = tonumber(redis.call('HGET', KEYS[2], 'fence') or '0')
if tonumber(ARGV[1]) < fence then return 0 end
redis.call('HSET', KEYS[2], 'fence', ARGV[1])
local number = redis.call('HINCRBY', KEYS[2], 'number', 1)
redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[4], number .. '-0', 'event', ARGV[3])
if ARGV[2] == '1' then redis.call('HSET', KEYS[2], 'finished', '1') end
redis.call('EXPIRE', KEYS[1], ARGV[5])
redis.call('EXPIRE', KEYS[2], ARGV[5])
redis.call('PUBLISH', ARGV[6], ARGV[7])
return number`;

/** The numbered events of jobs, kept in one Redis stream a job: any process writes, any process follows, nothing is lost between. */
export class JobEvents {
  private readonly wakeUps = new EventEmitter().setMaxListeners(0);

  constructor(
    private readonly redis: Redis,
    private readonly keys: RedisKeys,
  ) {}

  /** Wakes followers of this process when other processes write. Without it they see events after a pause of at most 2 s. */
  async listen(subscriber: Redis): Promise<void> {
    subscriber.on('message', (channel: string, jobId: string) => {
      if (channel !== this.keys.eventChannel) return;
      this.wakeUps.emit(jobId);
      this.wakeUps.emit(ANY_JOB, jobId);
    });
    await subscriber.subscribe(this.keys.eventChannel);
  }

  /** @returns the event's number, or undefined when a later attempt has started or the job has ended. */
  async append(jobId: string, body: JobEventBody): Promise<number | undefined> {
    const number = await this.redis.eval(
      APPEND,
      2,
      this.keys.events(jobId),
      this.keys.eventState(jobId),
      TERMINAL.has(body.type) ? Number.MAX_SAFE_INTEGER : body.attempt,
      TERMINAL.has(body.type) ? '1' : '0',
      JSON.stringify(body),
      MAX_EVENTS,
      KEEP_SECONDS,
      this.keys.eventChannel,
      jobId,
    );
    return typeof number === 'number' && number > 0 ? number : undefined;
  }

  /** Events with a number above `after`, in order; at most 200. */
  async read(jobId: string, after: number): Promise<readonly JobEvent[]> {
    const entries = await this.redis.xrange(this.keys.events(jobId), `${after + 1}-0`, '+', 'COUNT', READ_BATCH);
    return entries.map(([id, fields]) => toEvent(jobId, id, fields));
  }

  /** Forgets a job that never came to be. */
  async forget(jobId: string): Promise<void> {
    await this.redis.del(this.keys.events(jobId), this.keys.eventState(jobId));
  }

  /**
   * Events above `after`, then new ones as they happen, until the one that ends the job.
   * @param settle called when nothing happened for a while: may append the end that a dead worker could not write, and tells
   *   whether the job has ended.
   */
  async *follow(jobId: string, after: number, settle: () => Promise<boolean>): AsyncGenerator<JobEvent, void, void> {
    let last = after;
    let ended = false;
    for (;;) {
      const wakeUp = this.nextWakeUp(jobId);
      try {
        const events = await this.read(jobId, last);
        yield* events;
        const latest = events.at(-1);
        if (ended || (latest !== undefined && TERMINAL.has(latest.type))) return;
        last = latest?.number ?? last;
        if (latest === undefined && !(await wakeUp.happened)) ended = await settle();
      } finally {
        wakeUp.forget();
      }
    }
  }

  /**
   * Tells the id of every job that something happens to, in any process. What happens while Redis is away is not told.
   * @returns a function that ends it
   */
  onActivity(listener: (jobId: string) => void): () => void {
    this.wakeUps.on(ANY_JOB, listener);
    return () => {
      this.wakeUps.off(ANY_JOB, listener);
    };
  }

  private nextWakeUp(jobId: string): { happened: Promise<boolean>; forget: () => void } {
    let forget = (): void => undefined;
    const happened = new Promise<boolean>((resolve) => {
      const listener = () => {
        resolve(true);
      };
      const timer = setTimeout(() => {
        resolve(false);
      }, POLL_MS);
      this.wakeUps.once(jobId, listener);
      forget = () => {
        clearTimeout(timer);
        this.wakeUps.off(jobId, listener);
      };
    });
    return { happened, forget };
  }
}

function toEvent(jobId: string, id: string, fields: readonly string[]): JobEvent {
  const body = jobEventBody.parse(JSON.parse(fields[1] ?? '{}'));
  return { jobId, number: Number(id.slice(0, id.indexOf('-'))), ...body };
}
