import { once } from 'node:events';
import { Redis } from 'ioredis';
import { errorFields, type Log } from '../logging/json-logger.js';

/** How a connection behaves while Redis is away: producers fail at once, workers wait for it. */
export type ConnectionRole = 'producer' | 'worker' | 'subscriber';

const MAX_RECONNECT_DELAY_MS = 2_000;
/** One line per outage is enough; reconnecting fails several times a second. */
const MIN_LOG_INTERVAL_MS = 10_000;

/** A connection that reconnects for ever and never crashes the process. */
export function connectRedis(url: string, role: ConnectionRole, log: Log): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: role === 'producer' ? 1 : null,
    enableOfflineQueue: role !== 'producer',
    retryStrategy: (times) => Math.min(MAX_RECONNECT_DELAY_MS, times * 100),
    connectionName: `codexgraph-${role}`,
  });
  let loggedAtMs = -Infinity;
  redis.on('error', (error: unknown) => {
    if (performance.now() - loggedAtMs < MIN_LOG_INTERVAL_MS) return;
    loggedAtMs = performance.now();
    log('warn', 'the connection to Redis failed, trying again', { role, ...errorFields(error) });
  });
  return redis;
}

/** Resolves once the connection can take commands; rejects when it cannot within `timeoutMs`. */
export async function redisReady(redis: Redis, timeoutMs: number): Promise<void> {
  if (redis.status === 'ready') return;
  await once(redis, 'ready', { signal: AbortSignal.timeout(timeoutMs) });
}

/** Names of all keys and channels outside BullMQ's own; the braces keep them on one slot of a cluster. */
export function redisKeys(prefix: string) {
  const root = `{${prefix}}`;
  return {
    queuePrefix: root,
    sequence: `${root}:job-sequence`,
    allJobs: `${root}:jobs`,
    jobsOf: (repositoryKey: string) => `${root}:jobs:${repositoryKey}`,
    removedJob: (jobId: string) => `${root}:removed-job:${jobId}`,
    pauseFlag: (jobId: string) => `${root}:pause:${jobId}`,
    cancelFlag: (jobId: string) => `${root}:cancel:${jobId}`,
    cancelChannel: `${root}:cancel`,
    events: (jobId: string) => `${root}:events:${jobId}`,
    eventState: (jobId: string) => `${root}:event-state:${jobId}`,
    eventChannel: `${root}:events`,
    flow: (repositoryKey: string) => `${root}:flow:${repositoryKey}`,
    watch: (repositoryKey: string) => `${root}:watch:${repositoryKey}`,
  };
}

/** See {@link redisKeys}. */
export type RedisKeys = ReturnType<typeof redisKeys>;

/** True when Redis could not be reached or did not take the command. ioredis and BullMQ have no common class for it; their messages and codes are what there is. */
export function isConnectionProblem(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_)/.test(code) ||
    ['MaxRetriesPerRequestError', 'ConnectionClosedError'].includes(error.name) ||
    /Connection is closed|Stream isn't writeable|^(LOADING|READONLY|MISCONF|NOAUTH|WRONGPASS|OOM) /.test(error.message)
  );
}
