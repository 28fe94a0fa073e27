import path from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import { z } from 'zod';

const list = (separator: string) =>
  z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(separator)
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    );

const port = z.coerce.number().int().min(0).max(65_535);
const positive = (standard: number) => z.coerce.number().int().positive().default(standard);

/** Every environment variable that the API and the worker read; the only list of them. */
export const environmentSchema = z.object({
  NEO4J_URI: z.string({ error: 'is required: the Bolt address of Neo4j, for example bolt://127.0.0.1:7687' }).min(1),
  NEO4J_USER: z.string().min(1).default('neo4j'),
  NEO4J_PASSWORD: z.string({ error: 'is required: the password of NEO4J_USER' }).min(1),
  NEO4J_DATABASE: z.string().min(1).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'is required: the address of Redis, for example redis://127.0.0.1:6379' }),
  CODEXGRAPH_HOME: z.string({ error: 'is required: the folder that keeps local state (clones, cached facts)' }).min(1),
  CODEXGRAPH_API_HOST: z.string().min(1).default('127.0.0.1'),
  CODEXGRAPH_API_PORT: port.default(4000),
  CODEXGRAPH_API_TOKEN: z.string().min(24, 'must have at least 24 characters').optional(),
  CODEXGRAPH_ALLOWED_HOSTS: list(','),
  CODEXGRAPH_ALLOWED_ORIGINS: list(','),
  CODEXGRAPH_ALLOWED_ROOTS: list(path.delimiter),
  CODEXGRAPH_QUEUE_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/, 'may have letters, digits, _ and -')
    .default('codexgraph'),
  CODEXGRAPH_WORKER_CONCURRENCY: positive(1),
  CODEXGRAPH_JOB_LOCK_MS: positive(60_000),
  CODEXGRAPH_SHUTDOWN_GRACE_MS: z.coerce.number().int().min(0).default(20_000),
});

/** The settings of one process, checked. */
export interface Configuration {
  readonly home: string;
  readonly neo4j: { readonly uri: string; readonly user: string; readonly password: string; readonly database?: string };
  readonly redisUrl: string;
  readonly queue: { readonly prefix: string; readonly concurrency: number; readonly lockMs: number };
  readonly shutdownGraceMs: number;
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
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Reads the settings from an environment.
 * @throws CONFIGURATION with all problems in one message; values are never repeated in it.
 */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environmentSchema.safeParse(present);
  const problems = parsed.success ? crossProblems(parsed.data) : parsed.error.issues.map(describeIssue);
  if (!parsed.success || problems.length > 0) {
    throw new CodexGraphError('CONFIGURATION', `The environment is not complete:\n${problems.map((line) => `  ${line}`).join('\n')}`, {
      details: { problems },
    });
  }
  return toConfiguration(parsed.data);
}

type Environment = z.infer<typeof environmentSchema>;

function describeIssue(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')} ${issue.message}`;
}

function crossProblems(environment: Environment): string[] {
  const problems: string[] = [];
  if (!isLoopbackHost(environment.CODEXGRAPH_API_HOST) && environment.CODEXGRAPH_API_TOKEN === undefined) {
    problems.push(
      'CODEXGRAPH_API_TOKEN is required because CODEXGRAPH_API_HOST is not a loopback address: set a random token, for example from `openssl rand -hex 32`, or listen on 127.0.0.1',
    );
  }
  for (const root of environment.CODEXGRAPH_ALLOWED_ROOTS) {
    if (!path.isAbsolute(root)) problems.push('CODEXGRAPH_ALLOWED_ROOTS must hold absolute folders');
  }
  return problems;
}

function toConfiguration(environment: Environment): Configuration {
  return {
    home: environment.CODEXGRAPH_HOME,
    neo4j: {
      uri: environment.NEO4J_URI,
      user: environment.NEO4J_USER,
      password: environment.NEO4J_PASSWORD,
      ...(environment.NEO4J_DATABASE === undefined ? {} : { database: environment.NEO4J_DATABASE }),
    },
    redisUrl: environment.REDIS_URL,
    queue: {
      prefix: environment.CODEXGRAPH_QUEUE_PREFIX,
      concurrency: environment.CODEXGRAPH_WORKER_CONCURRENCY,
      lockMs: environment.CODEXGRAPH_JOB_LOCK_MS,
    },
    shutdownGraceMs: environment.CODEXGRAPH_SHUTDOWN_GRACE_MS,
    server: {
      host: environment.CODEXGRAPH_API_HOST,
      port: environment.CODEXGRAPH_API_PORT,
      ...(environment.CODEXGRAPH_API_TOKEN === undefined ? {} : { token: environment.CODEXGRAPH_API_TOKEN }),
      allowedHosts: environment.CODEXGRAPH_ALLOWED_HOSTS,
      allowedOrigins: environment.CODEXGRAPH_ALLOWED_ORIGINS,
      allowedRoots: environment.CODEXGRAPH_ALLOWED_ROOTS,
    },
  };
}
