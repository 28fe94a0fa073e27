import { homedir } from 'node:os';
import { type Config, isLoopback, type ModelSettings, readConfig } from '@codexgraph/config';
import { CodexGraphError } from '@codexgraph/graph-model';

/** The settings of one process of the service, checked. */
export interface Configuration {
  /** Folder of local state: clones, cached facts. */
  readonly home: string;
  readonly neo4j: { readonly uri: string; readonly user: string; readonly password?: string; readonly database?: string };
  readonly redisUrl: string;
  readonly queue: { readonly prefix: string; readonly concurrency: number; readonly lockMs: number };
  /** Threads that parse; absent: one a processor. */
  readonly threads?: number;
  /** Which source files are wanted. */
  readonly files: Config['files'];
  readonly shutdownGraceMs: number;
  /** Language models; none: the built-in planner answers. */
  readonly models: ModelSettings;
  /** Models that search by meaning. */
  readonly retrieval: Config['retrieval'];
  readonly server: ServerConfiguration;
}

/** How the API listens and whom it answers. */
export interface ServerConfiguration {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Required of every caller when set; never absent when `host` is not a loopback address. */
  readonly token?: string;
  /** Names besides loopback ones that a Host header may carry, without port. */
  readonly allowedHosts: readonly string[];
  /** Origins besides the server's own that a browser page may come from, like `https://tools.example`. */
  readonly allowedOrigins: readonly string[];
  /** Absolute folders below which a caller may index. Empty: any folder for local callers, none for remote ones. */
  readonly allowedRoots: readonly string[];
}

/** True for addresses that only this machine can reach. */
export const isLoopbackHost = isLoopback;

/**
 * Reads the settings from an environment. The service connects to servers that run already, so their addresses are required here.
 * @throws CONFIGURATION with all problems in one message; secrets are never in it.
 */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const config = readConfig(environment, { platform: process.platform, homeFolder: homedir(), variables: environment });
  const { neo4j, redisUrl } = config;
  if (neo4j === undefined || redisUrl === undefined) {
    const missing = [...(neo4j === undefined ? ['NEO4J_URI'] : []), ...(redisUrl === undefined ? ['REDIS_URL'] : [])];
    throw new CodexGraphError(
      'CONFIGURATION',
      `The service needs ${missing.join(' and ')}. Set them, or start everything with \`codexgraph up\`.`,
      {
        details: { missing },
      },
    );
  }
  const { password, ...rest } = neo4j;
  return {
    home: config.home,
    neo4j: { ...rest, ...(password === undefined ? {} : { password: password.reveal() }) },
    redisUrl: redisUrl.reveal(),
    retrieval: config.retrieval,
    queue: { prefix: config.jobs.queuePrefix, concurrency: config.jobs.concurrency, lockMs: config.jobs.lockMs },
    ...(config.threads === undefined ? {} : { threads: config.threads }),
    files: config.files,
    shutdownGraceMs: config.shutdownGraceMs,
    models: config.models,
    server: serverConfiguration(config.api),
  };
}

function serverConfiguration(api: Config['api']): ServerConfiguration {
  const { host, port, token, allowedHosts, allowedOrigins, allowedRoots } = api;
  return { host, port, ...(token === undefined ? {} : { token: token.reveal() }), allowedHosts, allowedOrigins, allowedRoots };
}
