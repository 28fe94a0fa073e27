import type { Redis } from 'ioredis';
import type { RedisKeys } from './redis-connections.js';

const FLAG_SECONDS = 24 * 3600;
const PAUSE_SECONDS = 14 * 24 * 3600;
/** A lost message only delays a cancellation by this much. */
const POLL_MS = 2_000;

/** Carries the wish to cancel or to pause a running job to the process that runs it: a flag that stays, and a message that is quick. */
export class JobCancellation {
  private readonly listeners = new Map<string, () => void>();

  constructor(
    private readonly redis: Redis,
    private readonly keys: RedisKeys,
  ) {}

  /** Hears the messages of other processes. Without it a watched job learns of its cancellation within 2 s. */
  async listen(subscriber: Redis): Promise<void> {
    subscriber.on('message', (channel: string, jobId: string) => {
      if (channel === this.keys.cancelChannel) this.listeners.get(jobId)?.();
    });
    await subscriber.subscribe(this.keys.cancelChannel);
  }

  /** Asks whoever runs the job, now or after a restart, to end it. */
  async request(jobId: string): Promise<void> {
    await this.redis.set(this.keys.cancelFlag(jobId), '1', 'EX', FLAG_SECONDS);
    await this.redis.publish(this.keys.cancelChannel, jobId);
  }

  async isRequested(jobId: string): Promise<boolean> {
    return (await this.redis.exists(this.keys.cancelFlag(jobId))) === 1;
  }

  /** Asks whoever runs the job, now or later, to leave it until {@link resume}. */
  async requestPause(jobId: string): Promise<void> {
    await this.redis.set(this.keys.pauseFlag(jobId), '1', 'EX', PAUSE_SECONDS);
    await this.redis.publish(this.keys.cancelChannel, jobId);
  }

  async resume(jobId: string): Promise<void> {
    await this.redis.del(this.keys.pauseFlag(jobId));
  }

  async isPaused(jobId: string): Promise<boolean> {
    return (await this.redis.exists(this.keys.pauseFlag(jobId))) === 1;
  }

  /** Calls `onCancel` once when cancellation or a pause is asked for. @returns a function that stops watching. */
  watch(jobId: string, onCancel: () => void): () => void {
    const stop = () => {
      clearInterval(timer);
      this.listeners.delete(jobId);
    };
    const fire = () => {
      stop();
      onCancel();
    };
    const timer = setInterval(() => {
      Promise.all([this.isRequested(jobId), this.isPaused(jobId)]).then(
        ([cancelled, paused]) => {
          const requested = cancelled || paused;
          if (requested && this.listeners.get(jobId) === fire) fire();
        },
        () => undefined, // Redis is away: the next round asks again.
      );
    }, POLL_MS);
    this.listeners.set(jobId, fire);
    return stop;
  }
}
