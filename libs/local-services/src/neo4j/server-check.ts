import { CodexGraphError } from '@codexgraph/graph-model';

/** A server to be asked. */
export interface ServerAddress {
  readonly uri: string;
  readonly user: string;
  /** Absent: no authentication. */
  readonly password?: string;
}

/** What a server says about itself. */
export interface ServerInfo {
  /** Like `5.26.30` or `2026.08.1`. */
  readonly version: string;
}

const ACQUIRE_TIMEOUT_MS = 10_000;
const CALENDAR_VERSIONS_SINCE = 2025;

/**
 * Signs in to a server, the embedded one or the user's own, and checks that its version is one that works.
 * @throws DATABASE_UNAVAILABLE, DATABASE_AUTHENTICATION, DATABASE_UNSUPPORTED
 */
export async function checkNeo4jServer(address: ServerAddress): Promise<ServerInfo> {
  // Loaded here: commands that only attach to a running server start faster without the driver.
  const { default: neo4j } = await import('neo4j-driver');
  const auth = address.password === undefined ? undefined : neo4j.auth.basic(address.user, address.password);
  const driver = neo4j.driver(address.uri, auth, {
    connectionTimeout: ACQUIRE_TIMEOUT_MS,
    connectionAcquisitionTimeout: ACQUIRE_TIMEOUT_MS,
    maxTransactionRetryTime: 0,
    telemetryDisabled: true,
  });
  try {
    const info = await driver.getServerInfo();
    const version = (info.agent ?? '').replace(/^Neo4j\//, '');
    if (!isSupportedNeo4jVersion(version)) {
      throw new CodexGraphError(
        'DATABASE_UNSUPPORTED',
        `The server at ${address.uri} is Neo4j ${version === '' ? 'of an unknown version' : version}, which is too old. Use 5.26 or newer, or unset NEO4J_URI to use the embedded server.`,
        { details: { version } },
      );
    }
    return { version };
  } catch (error) {
    throw explainDriverError(error, address);
  } finally {
    await driver.close();
  }
}

/** 5.26 and all later 5.x; every version named by year (2025.01 and later), Aura's `-aura` versions as well. */
export function isSupportedNeo4jVersion(version: string): boolean {
  const match = /^(\d+)\.(\d+)/.exec(version);
  if (match === null) return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  if (major >= CALENDAR_VERSIONS_SINCE) return true;
  // Aura reports the series as 5.26-aura or newer; anything between 5 and the years was never released.
  return major === 5 && minor >= 26;
}

/** What the driver's text ends in; its advice before that is about other programs. */
function reasonOf(message: string): string {
  const line = message.split('\n', 1)[0] ?? '';
  return /Caused by: (.+)$/.exec(line)?.[1] ?? line.split('. ', 1)[0] ?? '';
}

function explainDriverError(error: unknown, address: ServerAddress): unknown {
  if (CodexGraphError.isInstance(error) || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'Neo.ClientError.Security.AuthenticationRateLimit') {
    return new CodexGraphError(
      'DATABASE_AUTHENTICATION',
      `The server at ${address.uri} refuses sign-ins for a while after too many wrong passwords. Wait some seconds and try again.`,
      { cause: error, retryable: true },
    );
  }
  if (code.startsWith('Neo.ClientError.Security.')) {
    return new CodexGraphError(
      'DATABASE_AUTHENTICATION',
      `The server at ${address.uri} does not accept the password of user "${address.user}". Set NEO4J_USER and NEO4J_PASSWORD to what the server has.`,
      { cause: error },
    );
  }
  return new CodexGraphError(
    'DATABASE_UNAVAILABLE',
    `The server at ${address.uri} does not answer (${reasonOf(error.message) || code}). Check that it runs and that NEO4J_URI is right, or unset NEO4J_URI to use the embedded server.`,
    { cause: error, retryable: true },
  );
}
