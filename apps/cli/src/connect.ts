import { randomBytes } from 'node:crypto';
import type { LocalServices, LocalServicesOptions } from '@codexgraph/local-services';
import type { VerbContext } from './framework/verb-context.js';
import { showServiceEvents } from './service-events.js';

/** How to reach the graph database, whoever runs it. */
export interface GraphConnection {
  readonly uri: string;
  readonly user: string;
  /** Absent when the server asks for none. Never print it. */
  readonly password?: string;
  /** Absent: the user's home database. */
  readonly database?: string;
  /** True for the embedded server. */
  readonly embedded: boolean;
}

/** How to reach Redis, whoever runs it. */
export interface QueueConnection {
  /** With its password. Never print it. */
  readonly url: string;
  readonly embedded: boolean;
}

const SECRET_BYTES = 24;

/** What the embedded services of this home are made with; their progress is shown by the verb. */
export function localServicesOptions(context: VerbContext): LocalServicesOptions {
  const { config } = context;
  return {
    home: config.home,
    cache: config.cache,
    neo4j: config.embeddedNeo4j,
    downloads: config.downloads,
    variables: context.variables,
    nowMs: () => Date.now(),
    newSecret: () => randomBytes(SECRET_BYTES).toString('hex'),
    onEvent: showServiceEvents(context),
    signal: context.signal,
  };
}

/** The embedded services of this home. Starts nothing by itself. */
export async function localServices(context: VerbContext): Promise<LocalServices> {
  const { LocalServices } = await import('@codexgraph/local-services');
  return new LocalServices(localServicesOptions(context));
}

/** Neo4j of the user's own where NEO4J_URI is set, else the embedded one, started when it is not running (and left running). */
export async function connectGraph(context: VerbContext): Promise<GraphConnection> {
  const own = context.config.neo4j;
  if (own !== undefined) {
    return {
      uri: own.uri,
      user: own.user,
      ...(own.password && { password: own.password.reveal() }),
      ...(own.database && { database: own.database }),
      embedded: false,
    };
  }
  const services = await localServices(context);
  const { uri, user, password } = await services.ensureNeo4j();
  return { uri, user, password, embedded: true };
}

/** Redis of the user's own where REDIS_URL is set, else the embedded one, started when it is not running (and left running). */
export async function connectQueue(context: VerbContext): Promise<QueueConnection> {
  const own = context.config.redisUrl;
  if (own !== undefined) return { url: own.reveal(), embedded: false };
  const services = await localServices(context);
  const { url } = await services.ensureRedis();
  return { url, embedded: true };
}
