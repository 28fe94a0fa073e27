import { CodexGraphError } from '@codexgraph/graph-model';
import { isAtLeast, MIN_REDIS_VERSION } from './redis-binary.js';

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Signs in to a Redis, the embedded one or the user's own, and checks its version. Gives the version.
 * @throws QUEUE_UNAVAILABLE with what to set; the URL's password is never in the message
 */
export async function checkRedisServer(url: string): Promise<{ readonly version: string }> {
  const shown = withoutPassword(url);
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: CONNECT_TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let lastError: Error | undefined;
  redis.on('error', (error: Error) => {
    lastError = error;
  });
  try {
    await redis.connect();
    await redis.ping();
    const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? '0';
    if (!isAtLeast(version, MIN_REDIS_VERSION)) {
      throw unavailable(`The server at ${shown} is Redis ${version}, which is too old. Use ${MIN_REDIS_VERSION} or newer`);
    }
    return { version };
  } catch (error) {
    if (CodexGraphError.isInstance(error)) throw error;
    const reason = (lastError ?? error) instanceof Error ? (lastError ?? (error as Error)).message : String(error);
    if (/NOAUTH|WRONGPASS|invalid password|without any password/i.test(reason)) {
      throw unavailable(`The server at ${shown} does not accept the user and password in REDIS_URL. Correct them`, error);
    }
    throw unavailable(
      `The server at ${shown} does not answer (${reason}). Check that it runs and that REDIS_URL is right`,
      error,
    );
  } finally {
    redis.disconnect();
  }
}

function unavailable(text: string, cause?: unknown): CodexGraphError {
  return new CodexGraphError('QUEUE_UNAVAILABLE', `${text}, or unset REDIS_URL to use the embedded server.`, {
    cause,
    retryable: true,
  });
}

/** A Redis URL for people: user and password left out. */
export function withoutPassword(url: string): string {
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
}
