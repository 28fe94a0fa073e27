import { CodexGraphError } from '@codexgraph/graph-model';
import neo4j, { type Driver } from 'neo4j-driver';
import { QueryCatalog } from '../catalog/query-catalog.js';
import { needsRestart, translateDriverError } from '../execution/driver-error.js';
import { QueryExecutor } from '../execution/query-executor.js';
import { server } from '../generated/read/server.js';
import { ScopedSessions } from '../scoped/scoped-sessions.js';
import { checkServer, type ServerInfo } from './server-support.js';

/** Connections for queries of users: hung ones cannot starve the application. */
const USER_CONNECTIONS = 8;

/** Where the database is, and who asks. */
export interface ConnectionOptions {
  /** `bolt://`, `neo4j://`, or one of these with `+s` or `+ssc`. */
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  /** Absent: the user's home database. */
  readonly database?: string;
  /** Largest number of open connections; default 50. */
  readonly maxConnections?: number;
  /** How long to wait for a connection, in milliseconds; default 15,000. */
  readonly connectTimeoutMs?: number;
  /** Folder of the statements; default: the nearest `cypher/` above this package. */
  readonly cypherFolder?: string;
}

/** An open, checked connection. */
export interface Connection {
  readonly executor: QueryExecutor;
  /** Queries of users, in a pool of their own. */
  readonly scoped: ScopedSessions;
  readonly catalog: QueryCatalog;
  readonly server: ServerInfo;
  readonly close: () => Promise<void>;
}

/**
 * Connects and makes sure that the server can be used.
 *
 * @throws CodexGraphError CONFIGURATION (URI cannot be read), DATABASE_UNAVAILABLE, DATABASE_AUTHENTICATION, DATABASE_UNSUPPORTED
 */
export async function connect(options: ConnectionOptions): Promise<Connection> {
  const catalog = QueryCatalog.load(options.cypherFolder);
  const driver = createDriver(options);
  try {
    const executor = new QueryExecutor(driver, catalog, options.database);
    const components = await executor.run(server, {}, { retry: { attempts: 1 } });
    const info = checkServer(components);
    const userDriver = createDriver({ ...options, maxConnections: USER_CONNECTIONS });
    const languages = languagesOf(info);
    const scoped = new ScopedSessions({ driver: userDriver, executor, database: options.database, languages });
    const close = async (): Promise<void> => {
      await Promise.all([driver.close(), userDriver.close()]);
    };
    return { executor, scoped, catalog, server: info, close };
  } catch (error) {
    await driver.close().catch(() => undefined);
    throw withAddress(error, options.uri);
  }
}

/** A driver with the settings that every use in the product shares. @throws CodexGraphError CONFIGURATION when the URI cannot be read. */
export function createDriver(options: ConnectionOptions): Driver {
  const connectTimeoutMs = options.connectTimeoutMs ?? 15_000;
  try {
    return neo4j.driver(options.uri, neo4j.auth.basic(options.user, options.password), {
      maxConnectionPoolSize: options.maxConnections ?? 50,
      connectionTimeout: connectTimeoutMs,
      connectionAcquisitionTimeout: connectTimeoutMs * 2,
      connectionLivenessCheckTimeout: 30_000,
      // Retries are ours: the driver's own would also repeat transactions that ran out of memory.
      maxTransactionRetryTime: 0,
      notificationFilter: { minimumSeverityLevel: 'OFF' },
      telemetryDisabled: true,
      userAgent: 'codexgraph',
    });
  } catch (error) {
    throw new CodexGraphError(
      'CONFIGURATION',
      `NEO4J_URI '${safeAddress(options.uri)}' cannot be used; write it like bolt://127.0.0.1:7687 or neo4j+s://host.`,
      { cause: error },
    );
  }
}

function withAddress(error: unknown, uri: string): CodexGraphError {
  const translated = translateDriverError(error, 'read/server');
  const { code, message, retryable, details, cause } = translated;
  if (code === 'DATABASE_UNAVAILABLE' && !needsRestart(translated)) {
    return new CodexGraphError(
      code,
      `No Neo4j server answers at ${safeAddress(uri)}; check that it runs and that NEO4J_URI is right.`,
      { retryable, details, cause },
    );
  }
  if (details['driverCode'] === 'Neo.ClientError.Procedure.ProcedureNotFound') {
    return new CodexGraphError(
      'DATABASE_UNSUPPORTED',
      `The server at ${safeAddress(uri)} is not a Neo4j that can be used; use Neo4j 5.26 or later.`,
      { details, cause },
    );
  }
  return new CodexGraphError(code, message, { retryable, details: { ...details, uri: safeAddress(uri) }, cause });
}

/** The URI without credentials that somebody may have written into it. */
function safeAddress(uri: string): string {
  return uri.replace(/\/\/[^/@]*@/u, '//');
}

/** Versions of Cypher that a server reads: 25 came with the releases that are numbered by year. */
function languagesOf({ version }: ServerInfo): readonly ('5' | '25')[] {
  return /^20\d\d\./u.test(version) ? ['5', '25'] : ['5'];
}
