import { resolve } from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import { environmentSchema, type Environment, type EnvironmentKey } from './environment-schema.js';
import { closestName } from './closest-name.js';
import { defaultCacheFolder, defaultHomeFolder, type Machine } from './user-folders.js';
import { modelSettings, type ModelSettings } from './model-settings.js';
import {
  embeddingSettings,
  isModelFolder,
  rerankSettings,
  type EmbeddingSettings,
  type RerankSettings,
} from './retrieval-settings.js';
import type { Secret } from './secret.js';

/** A Neo4j server of the user's own. */
export interface OwnNeo4j {
  readonly uri: string;
  readonly user: string;
  /** Absent when the server runs without authentication. */
  readonly password?: Secret;
  /** Absent: the user's home database. */
  readonly database?: string;
}

/** Which source files are wanted. */
export interface FileSettings {
  /** Larger files are left out and listed; absent: the indexer's default. */
  readonly maxFileBytes?: number;
  /** Copies of other people's code. */
  readonly vendored: 'flag' | 'skip';
  /** Code that a program wrote. */
  readonly generated: 'flag' | 'skip';
}

/** The whole configuration of a process; made once, at its start, by {@link readConfig}. */
export interface Config {
  /** Absolute folder of all local state. */
  readonly home: string;
  /** Absolute folder of downloads shared by homes. */
  readonly cache: string;
  /** Absent: an embedded server is used. */
  readonly neo4j?: OwnNeo4j;
  /** URL of the user's own Redis with its password. Absent: an embedded server is used. */
  readonly redisUrl?: Secret;
  readonly embeddedNeo4j: {
    readonly version: Environment['CODEXGRAPH_NEO4J_VERSION'];
    readonly heapMb?: number;
    readonly pageCacheMb?: number;
    readonly javaHome?: string;
  };
  readonly downloads: { readonly mavenUrl?: string; readonly artifactsFolder?: string; readonly offline: boolean };
  readonly api: {
    readonly host: string;
    readonly port: number;
    /** True when the user chose the port: a busy one is then an error, not a reason to take the next. */
    readonly portChosen: boolean;
    readonly token?: Secret;
    /** Absolute folders; empty: any for local callers, none for remote ones. */
    readonly allowedRoots: readonly string[];
    readonly allowedHosts: readonly string[];
    readonly allowedOrigins: readonly string[];
  };
  readonly jobs: {
    readonly queuePrefix: string;
    readonly concurrency: number;
    readonly lockMs: number;
  };
  /** Which language models answer in which role. */
  readonly models: ModelSettings;
  /** Which models search by meaning. */
  readonly retrieval: { readonly embedding: EmbeddingSettings; readonly rerank: RerankSettings };
  readonly shutdownGraceMs: number;
  /** Absent: one a processor. */
  readonly threads?: number;
  /** Which source files are wanted. */
  readonly files: FileSettings;
  readonly logLevel: Environment['CODEXGRAPH_LOG_LEVEL'];
  readonly debug: boolean;
}

const BYTES_PER_KILOBYTE = 1024;
const SECRET_KEYS: ReadonlySet<string> = new Set<EnvironmentKey>([
  'NEO4J_PASSWORD',
  'REDIS_URL',
  'CODEXGRAPH_API_TOKEN',
  'OPENAI_API_KEY',
  'CODEXGRAPH_EMBEDDING_API_KEY',
  'CODEXGRAPH_RERANK_API_KEY',
]);

/**
 * Reads the configuration from environment variables. All problems are in one error; it names variables and what is
 * wrong with them, and shows no value of a secret one.
 * @throws CONFIGURATION when any variable is wrong.
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>>, machine: Machine): Config {
  const given = Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => describeIssue(issue.path.join('.'), issue.message, given))),
    ...misspelt(Object.keys(given)),
    ...contradictions(given),
  ];
  if (!parsed.success || problems.length > 0) {
    throw new CodexGraphError('CONFIGURATION', `The configuration is wrong: ${problems.join('; ')}. See docs/configuration.md.`, {
      details: { problems },
    });
  }
  return toConfig(parsed.data, machine, given);
}

function describeIssue(key: string, message: string, given: Readonly<Record<string, string>>): string {
  const shown = SECRET_KEYS.has(key) ? '' : ` (it is "${given[key] ?? ''}")`;
  return `${key} ${message}${shown}`;
}

function misspelt(keys: readonly string[]): readonly string[] {
  const known = Object.keys(environmentSchema.shape);
  return keys
    .filter((key) => /^(?:CODEXGRAPH|NEO4J|REDIS)_/.test(key) && !known.includes(key))
    .sort()
    .flatMap((key) => {
      const meant = closestName(key, known);
      return meant === undefined ? [] : [`${key} is not a variable of this program (${meant} is)`];
    });
}

function contradictions(given: Readonly<Record<string, string>>): readonly string[] {
  const problems: string[] = [];
  if (given['NEO4J_URI'] === undefined) {
    for (const key of ['NEO4J_PASSWORD', 'NEO4J_DATABASE']) {
      if (given[key] !== undefined) problems.push(`${key} is set but NEO4J_URI is not (set both, or neither)`);
    }
  }
  if (given['CODEXGRAPH_CHAT_MODEL'] === undefined) {
    for (const key of ['CODEXGRAPH_CYPHER_MODEL', 'CODEXGRAPH_CRITIQUE_MODEL', 'CODEXGRAPH_GENERATION_MODEL']) {
      if (given[key] !== undefined)
        problems.push(`${key} is set but CODEXGRAPH_CHAT_MODEL is not (the agents need a model first)`);
    }
  }
  problems.push(...retrievalContradictions(given));
  const host = given['CODEXGRAPH_API_HOST'];
  if (host !== undefined && !isLoopback(host) && given['CODEXGRAPH_API_TOKEN'] === undefined) {
    problems.push(`CODEXGRAPH_API_HOST is ${host}, which others can reach, so CODEXGRAPH_API_TOKEN must be set`);
  }
  return problems;
}

function retrievalContradictions(given: Readonly<Record<string, string>>): readonly string[] {
  const problems: string[] = [];
  const { CODEXGRAPH_EMBEDDING_MODEL: embedder, CODEXGRAPH_RERANK_MODEL: ranker } = given;
  if (embedder === undefined && given['CODEXGRAPH_EMBEDDING_BASE_URL'] === undefined) {
    for (const key of ['API_KEY', 'PROTOCOL', 'OPTIONS'].map((name) => `CODEXGRAPH_EMBEDDING_${name}`)) {
      if (given[key] !== undefined)
        problems.push(`${key} is set but neither CODEXGRAPH_EMBEDDING_MODEL nor CODEXGRAPH_EMBEDDING_BASE_URL is`);
    }
  }
  const isServer = ranker !== undefined && !['builtin', 'none', 'judge'].includes(ranker) && !isModelFolder(ranker);
  if (isServer && given['CODEXGRAPH_RERANK_BASE_URL'] === undefined)
    problems.push(`CODEXGRAPH_RERANK_MODEL is "${ranker}" but CODEXGRAPH_RERANK_BASE_URL is not set`);
  if (ranker === 'judge' && given['CODEXGRAPH_CHAT_MODEL'] === undefined)
    problems.push('CODEXGRAPH_RERANK_MODEL is judge but CODEXGRAPH_CHAT_MODEL is not set (a language model must judge)');
  return problems;
}

/** True for the names and addresses that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function toConfig(environment: Environment, machine: Machine, given: Readonly<Record<string, string>>): Config {
  const neo4j = ownNeo4j(environment);
  return {
    home: resolve(environment.CODEXGRAPH_HOME ?? defaultHomeFolder(machine)),
    cache: resolve(environment.CODEXGRAPH_CACHE ?? defaultCacheFolder(machine)),
    ...(neo4j && { neo4j }),
    ...(environment.REDIS_URL && { redisUrl: environment.REDIS_URL }),
    embeddedNeo4j: {
      version: environment.CODEXGRAPH_NEO4J_VERSION,
      ...(environment.CODEXGRAPH_NEO4J_HEAP_MB && { heapMb: environment.CODEXGRAPH_NEO4J_HEAP_MB }),
      ...(environment.CODEXGRAPH_NEO4J_PAGE_CACHE_MB && { pageCacheMb: environment.CODEXGRAPH_NEO4J_PAGE_CACHE_MB }),
      ...(environment.JAVA_HOME && { javaHome: environment.JAVA_HOME }),
    },
    downloads: {
      ...(environment.CODEXGRAPH_MAVEN_URL && { mavenUrl: environment.CODEXGRAPH_MAVEN_URL }),
      ...(environment.CODEXGRAPH_ARTIFACTS_DIR && { artifactsFolder: environment.CODEXGRAPH_ARTIFACTS_DIR }),
      offline: environment.CODEXGRAPH_OFFLINE,
    },
    api: {
      host: environment.CODEXGRAPH_API_HOST,
      port: environment.CODEXGRAPH_API_PORT,
      portChosen: given['CODEXGRAPH_API_PORT'] !== undefined,
      ...(environment.CODEXGRAPH_API_TOKEN && { token: environment.CODEXGRAPH_API_TOKEN }),
      allowedRoots: environment.CODEXGRAPH_ALLOWED_ROOTS,
      allowedHosts: environment.CODEXGRAPH_ALLOWED_HOSTS,
      allowedOrigins: environment.CODEXGRAPH_ALLOWED_ORIGINS,
    },
    jobs: {
      queuePrefix: environment.CODEXGRAPH_QUEUE_PREFIX,
      concurrency: environment.CODEXGRAPH_WORKER_CONCURRENCY,
      lockMs: environment.CODEXGRAPH_JOB_LOCK_MS,
    },
    models: modelSettings(environment, chosenModels(environment), given),
    retrieval: { embedding: embeddingSettings(environment), rerank: rerankSettings(environment) },
    shutdownGraceMs: environment.CODEXGRAPH_SHUTDOWN_GRACE_MS,
    ...(environment.CODEXGRAPH_THREADS && { threads: environment.CODEXGRAPH_THREADS }),
    files: fileSettings(environment),
    logLevel: environment.CODEXGRAPH_LOG_LEVEL,
    debug: environment.CODEXGRAPH_DEBUG,
  };
}

function fileSettings(environment: Environment): FileSettings {
  const { CODEXGRAPH_MAX_FILE_KB: kilobytes, CODEXGRAPH_VENDORED_CODE, CODEXGRAPH_GENERATED_CODE } = environment;
  const wish = (setting: 'index' | 'skip') => (setting === 'skip' ? 'skip' : 'flag');
  return {
    ...(kilobytes !== undefined && { maxFileBytes: kilobytes * BYTES_PER_KILOBYTE }),
    vendored: wish(CODEXGRAPH_VENDORED_CODE),
    generated: wish(CODEXGRAPH_GENERATED_CODE),
  };
}

function chosenModels(environment: Environment) {
  return {
    agent: environment.CODEXGRAPH_CHAT_MODEL,
    cypher: environment.CODEXGRAPH_CYPHER_MODEL,
    critique: environment.CODEXGRAPH_CRITIQUE_MODEL,
    generation: environment.CODEXGRAPH_GENERATION_MODEL,
    description: environment.CODEXGRAPH_DESCRIPTION_MODEL,
  };
}

function ownNeo4j(environment: Environment): OwnNeo4j | undefined {
  if (environment.NEO4J_URI === undefined) return undefined;
  return {
    uri: environment.NEO4J_URI,
    user: environment.NEO4J_USER,
    ...(environment.NEO4J_PASSWORD && { password: environment.NEO4J_PASSWORD }),
    ...(environment.NEO4J_DATABASE && { database: environment.NEO4J_DATABASE }),
  };
}
