import type { Redis } from 'ioredis';
import { z } from 'zod';
import { repositoryKey } from '../jobs/job-contract.js';
import type { RedisKeys } from '../jobs/redis-connections.js';

/** How a repository is watched now. */
export interface WatchState {
  /** True: its folder is followed; false: that does not work, and `problem` says why. */
  readonly isFollowed: boolean;
  /** A sentence about what is wrong, also where watching goes on in spite of it. */
  readonly problem?: string;
  /** When a change was last taken over, ISO 8601. */
  readonly changedAt?: string;
}

const stored = z.object({
  holder: z.string(),
  isFollowed: z.boolean(),
  problem: z.string().exactOptional(),
  changedAt: z.string().exactOptional(),
});

/** A worker that is not heard of for this long watches no more. */
const LEASE_MS = 10_000;

/** Sets the state unless another worker holds the repository. */
const HOLD = `
local text = redis.call('GET', KEYS[1])
if text and cjson.decode(text).holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`;

const RELEASE = `
local text = redis.call('GET', KEYS[1])
if text and cjson.decode(text).holder == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1`;

/** Which worker watches which repository, and how that goes; forgotten by itself when the worker is gone. */
export class WatchStates {
  constructor(
    private readonly redis: Redis,
    private readonly keys: RedisKeys,
  ) {}

  /** Says that `holder` watches. @returns false when another worker does */
  async hold(repository: string, holder: string, state: WatchState): Promise<boolean> {
    const text = JSON.stringify({ ...state, holder });
    return (await this.redis.eval(HOLD, 1, this.key(repository), holder, text, LEASE_MS)) === 1;
  }

  /** Says that `holder` watches no more. */
  async release(repository: string, holder: string): Promise<void> {
    await this.redis.eval(RELEASE, 1, this.key(repository), holder);
  }

  /** Undefined while no worker watches. */
  async state(repository: string): Promise<WatchState | undefined> {
    const text = await this.redis.get(this.key(repository));
    const parsed = text === null ? undefined : stored.safeParse(JSON.parse(text));
    if (parsed?.success !== true) return undefined;
    const { holder: _holder, ...state } = parsed.data;
    return state;
  }

  private key(repository: string): string {
    return this.keys.watch(repositoryKey(repository));
  }
}
