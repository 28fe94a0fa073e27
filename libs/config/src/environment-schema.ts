import { delimiter, isAbsolute } from 'node:path';
import { z } from 'zod';
import { modelEndpoints } from './model-settings.js';
import { embeddingOptionsVariable } from './retrieval-settings.js';
import { Secret } from './secret.js';

const PORT_MAX = 65_535;
const DEFAULT_API_PORT = 4000;

/** Describes one variable for docs/configuration.md and `.env.example`. */
export interface VariableDescription {
  /** What it is for, one sentence. */
  readonly about: string;
  /** What is used when it is not set. */
  readonly whenUnset: string;
}

const TOKEN_MIN_LENGTH = 24;
const DEFAULT_JOB_LOCK_MS = 60_000;
const DEFAULT_SHUTDOWN_GRACE_MS = 20_000;

const port = z
  .string()
  .regex(/^\d+$/, 'must be a number')
  .transform(Number)
  .refine((value) => value <= PORT_MAX, `must be between 0 and ${String(PORT_MAX)}`);

const megabytes = z
  .string()
  .regex(/^[1-9]\d*$/, 'must be a whole number of megabytes')
  .transform(Number);
const count = z
  .string()
  .regex(/^[1-9]\d*$/, 'must be a whole number above 0')
  .transform(Number);
const indexOrSkip = z.enum(['index', 'skip'], 'must be index or skip').default('index');
const flag = z.enum(['0', '1', 'false', 'true'], 'must be 0 or 1').transform((value) => value === '1' || value === 'true');
const secret = z.string().transform((value) => new Secret(value));

function urlWith(protocols: readonly string[]) {
  return z.string().refine(
    (value) => {
      return URL.canParse(value) && protocols.includes(new URL(value).protocol);
    },
    `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(', ')}`,
  );
}

const httpUrl = urlWith(['http:', 'https:']).refine(
  (value) => !URL.canParse(value) || new URL(value).password === '',
  'must not hold a password: use OPENAI_API_KEY',
);
const plainHttpUrl = urlWith(['http:', 'https:']).refine(
  (value) => !URL.canParse(value) || new URL(value).password === '',
  'must not hold a password: set the variable of the key',
);
const modelOf = z.string().regex(/^\S{1,200}$/, 'must be the name of a model or of an endpoint, without spaces');

const boltUrl = urlWith(['bolt:', 'bolt+s:', 'bolt+ssc:', 'neo4j:', 'neo4j+s:', 'neo4j+ssc:']).refine(
  (value) => !URL.canParse(value) || new URL(value).password === '',
  'must not hold a password: use NEO4J_PASSWORD',
);

function list(separator: string) {
  return z.string().transform((value) =>
    value
      .split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );
}

/**
 * Every environment variable that the product reads, in the order of `.env.example`. A variable that is set to the empty
 * text counts as not set. Values are checked here and nowhere else.
 */
export const environmentSchema = z.object({
  CODEXGRAPH_HOME: z.string().optional(),
  CODEXGRAPH_CACHE: z.string().optional(),
  NEO4J_URI: boltUrl.optional(),
  NEO4J_USER: z.string().default('neo4j'),
  NEO4J_PASSWORD: secret.optional(),
  NEO4J_DATABASE: z.string().optional(),
  REDIS_URL: urlWith(['redis:', 'rediss:'])
    .transform((value) => new Secret(value))
    .optional(),
  CODEXGRAPH_NEO4J_VERSION: z.enum(['5.26.30', '2026.08.1'], 'must be 5.26.30 or 2026.08.1').default('5.26.30'),
  CODEXGRAPH_NEO4J_HEAP_MB: megabytes.optional(),
  CODEXGRAPH_NEO4J_PAGE_CACHE_MB: megabytes.optional(),
  CODEXGRAPH_MAVEN_URL: urlWith(['http:', 'https:', 'file:']).optional(),
  CODEXGRAPH_ARTIFACTS_DIR: z.string().optional(),
  CODEXGRAPH_OFFLINE: flag.default(false),
  JAVA_HOME: z.string().optional(),
  CODEXGRAPH_API_HOST: z.string().default('127.0.0.1'),
  CODEXGRAPH_API_PORT: port.default(DEFAULT_API_PORT),
  CODEXGRAPH_API_TOKEN: z
    .string()
    .min(TOKEN_MIN_LENGTH, `must have at least ${String(TOKEN_MIN_LENGTH)} characters`)
    .transform((value) => new Secret(value))
    .optional(),
  CODEXGRAPH_ALLOWED_HOSTS: list(',').default([]),
  CODEXGRAPH_ALLOWED_ORIGINS: list(',').default([]),
  CODEXGRAPH_ALLOWED_ROOTS: list(delimiter)
    .refine((roots) => roots.every((root) => isAbsolute(root)), 'must hold absolute folders')
    .default([]),
  OPENAI_BASE_URL: httpUrl.optional(),
  OPENAI_API_KEY: secret.optional(),
  CODEXGRAPH_CHAT_MODEL: modelOf.optional(),
  CODEXGRAPH_CYPHER_MODEL: modelOf.optional(),
  CODEXGRAPH_CRITIQUE_MODEL: modelOf.optional(),
  CODEXGRAPH_GENERATION_MODEL: modelOf.optional(),
  CODEXGRAPH_DESCRIPTION_MODEL: modelOf.optional(),
  CODEXGRAPH_MODEL_CONTEXT_TOKENS: count.optional(),
  CODEXGRAPH_MODEL_ENDPOINTS: modelEndpoints.optional(),
  CODEXGRAPH_EMBEDDING_MODEL: z.string().min(1).max(1000).optional(),
  CODEXGRAPH_EMBEDDING_BASE_URL: plainHttpUrl.optional(),
  CODEXGRAPH_EMBEDDING_API_KEY: secret.optional(),
  CODEXGRAPH_EMBEDDING_PROTOCOL: z.enum(['openai', 'tei', 'ollama']).optional(),
  CODEXGRAPH_EMBEDDING_OPTIONS: embeddingOptionsVariable.optional(),
  CODEXGRAPH_RERANK_MODEL: modelOf.optional(),
  CODEXGRAPH_RERANK_BASE_URL: plainHttpUrl.optional(),
  CODEXGRAPH_RERANK_API_KEY: secret.optional(),
  CODEXGRAPH_RERANK_PROTOCOL: z.enum(['cohere', 'tei']).optional(),
  CODEXGRAPH_QUEUE_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/, 'may have letters, digits, _ and -')
    .default('codexgraph'),
  CODEXGRAPH_WORKER_CONCURRENCY: count.default(1),
  CODEXGRAPH_JOB_LOCK_MS: count.default(DEFAULT_JOB_LOCK_MS),
  CODEXGRAPH_SHUTDOWN_GRACE_MS: z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .default(DEFAULT_SHUTDOWN_GRACE_MS),
  CODEXGRAPH_THREADS: count.optional(),
  CODEXGRAPH_MAX_FILE_KB: count.optional(),
  CODEXGRAPH_VENDORED_CODE: indexOrSkip,
  CODEXGRAPH_GENERATED_CODE: indexOrSkip,
  CODEXGRAPH_LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug'], 'must be error, warn, info or debug').default('info'),
  CODEXGRAPH_DEBUG: flag.default(false),
});

/** Name of a variable of {@link environmentSchema}. */
export type EnvironmentKey = keyof typeof environmentSchema.shape;

/** The checked variables under their own names. */
export type Environment = z.output<typeof environmentSchema>;

/** One description for each variable; `.env.example` and docs/configuration.md are checked against it. */
export const ENVIRONMENT_DESCRIPTIONS: Readonly<Record<EnvironmentKey, VariableDescription>> = {
  CODEXGRAPH_HOME: {
    about: 'Folder of all local state: databases, facts, logs, passwords. Two homes never meet.',
    whenUnset: "codexgraph in the user's data folder",
  },
  CODEXGRAPH_CACHE: {
    about: 'Folder of downloads that several homes share: server artefacts, Java runtimes.',
    whenUnset: "codexgraph in the user's cache folder",
  },
  NEO4J_URI: {
    about: 'A Neo4j server of your own (5.26 or newer, any edition, Aura): bolt://, neo4j://, with +s or +ssc for TLS.',
    whenUnset: 'an embedded server is started',
  },
  NEO4J_USER: { about: 'User on that server.', whenUnset: 'neo4j' },
  NEO4J_PASSWORD: { about: 'Password on that server.', whenUnset: 'the random one of the embedded server' },
  NEO4J_DATABASE: { about: 'Database on that server.', whenUnset: "the user's home database" },
  REDIS_URL: {
    about: 'A Redis server of your own (6.2 or newer): redis:// or rediss://, with user and password where needed.',
    whenUnset: 'an embedded server is started',
  },
  CODEXGRAPH_NEO4J_VERSION: { about: 'Version of the embedded Neo4j: 5.26.30 or 2026.08.1.', whenUnset: '5.26.30' },
  CODEXGRAPH_NEO4J_HEAP_MB: { about: 'Java heap of the embedded Neo4j in megabytes.', whenUnset: 'sized to the machine' },
  CODEXGRAPH_NEO4J_PAGE_CACHE_MB: {
    about: 'Page cache of the embedded Neo4j in megabytes.',
    whenUnset: 'sized to the machine',
  },
  CODEXGRAPH_MAVEN_URL: {
    about: 'Maven repository (a mirror, or a file:// folder in Maven layout) to take server artefacts from.',
    whenUnset: 'mvn with its own settings where it is installed, else the public Maven repository',
  },
  CODEXGRAPH_ARTIFACTS_DIR: {
    about: 'Folder with the server artefacts (flat or in Maven layout), for machines without a network.',
    whenUnset: 'artefacts are downloaded',
  },
  CODEXGRAPH_OFFLINE: { about: '1 forbids every download; what is missing is named instead.', whenUnset: '0' },
  JAVA_HOME: { about: 'Java runtime for the embedded Neo4j (17 or newer; 21 or newer for 2026.x).', whenUnset: 'searched for' },
  CODEXGRAPH_API_HOST: {
    about: 'Address that the API listens on. Anything but loopback needs CODEXGRAPH_API_TOKEN.',
    whenUnset: '127.0.0.1',
  },
  CODEXGRAPH_API_PORT: {
    about: 'Port of the API; 0 takes any free one.',
    whenUnset: '4000, or for `up` a free one when that is taken',
  },
  CODEXGRAPH_API_TOKEN: {
    about: 'Bearer token of at least 24 characters that callers of the API must send.',
    whenUnset: 'none (loopback only)',
  },
  CODEXGRAPH_ALLOWED_HOSTS: {
    about: 'Further host names, separated by commas, that the API may be called by.',
    whenUnset: 'loopback names only',
  },
  CODEXGRAPH_ALLOWED_ORIGINS: {
    about: 'Further origins, separated by commas, whose pages may call the API.',
    whenUnset: "the API's own only",
  },
  CODEXGRAPH_ALLOWED_ROOTS: {
    about: 'Absolute folders, separated like PATH, below which callers of the API may index.',
    whenUnset: 'any for callers on this machine, none for others',
  },
  OPENAI_BASE_URL: {
    about:
      'Address of an OpenAI-compatible model server, with its version part: http://127.0.0.1:8000/v1. Used when CODEXGRAPH_CHAT_MODEL is set.',
    whenUnset: 'https://api.openai.com/v1',
  },
  OPENAI_API_KEY: { about: 'Key of that server.', whenUnset: 'none is sent' },
  CODEXGRAPH_CHAT_MODEL: {
    about: 'Model of the agents: a name at that server, or the name of one of CODEXGRAPH_MODEL_ENDPOINTS.',
    whenUnset: 'the built-in planner answers, without a model',
  },
  CODEXGRAPH_CYPHER_MODEL: { about: 'Model that writes Cypher, named in the same way.', whenUnset: 'that of the agents' },
  CODEXGRAPH_CRITIQUE_MODEL: { about: 'Model that judges answers, named in the same way.', whenUnset: 'that of the agents' },
  CODEXGRAPH_GENERATION_MODEL: {
    about: 'Model that writes final answers and code, named in the same way.',
    whenUnset: 'that of the agents',
  },
  CODEXGRAPH_DESCRIPTION_MODEL: {
    about: 'Model that describes symbols, named in the same way.',
    whenUnset: 'that of the agents',
  },
  CODEXGRAPH_MODEL_CONTEXT_TOKENS: {
    about: 'Tokens that fit into question and reply of the models at OPENAI_BASE_URL.',
    whenUnset: 'prompts are kept below 24,000 tokens',
  },
  CODEXGRAPH_MODEL_ENDPOINTS: {
    about:
      'Further model servers as JSON: {"coder": {"baseUrl": "http://coder:8000/v1", "model": "qwen3-coder", "apiKeyRef": "CODER_KEY", "contextTokens": 32768}}; apiKeyRef names the variable that holds the key. Also maxOutputTokens, temperature, price (currency, inputPerMillion, cachedInputPerMillion, outputPerMillion: then runs tell their cost), timeouts (firstTokenMs, betweenTokensMs, totalMs), retry (attempts, firstPauseMs, longestPauseMs).',
    whenUnset: 'none',
  },
  CODEXGRAPH_EMBEDDING_MODEL: {
    about:
      'Model that embeds symbols and queries: a name at an embedding server, or the path of a folder with an ONNX model (docs/embeddings.md).',
    whenUnset: 'the built-in embedder, which needs no model',
  },
  CODEXGRAPH_EMBEDDING_BASE_URL: {
    about: 'Address of the embedding server: OpenAI-compatible (with /v1), TEI, or Ollama.',
    whenUnset: 'OPENAI_BASE_URL',
  },
  CODEXGRAPH_EMBEDDING_API_KEY: { about: 'Key of that server.', whenUnset: 'OPENAI_API_KEY when the address is the same' },
  CODEXGRAPH_EMBEDDING_PROTOCOL: {
    about: 'What that server speaks: openai, tei or ollama.',
    whenUnset: 'guessed from the address',
  },
  CODEXGRAPH_EMBEDDING_OPTIONS: {
    about:
      'More about that model as JSON: dimensions, maxInputTokens, queryPrefix, documentPrefix, pooling (mean, cls, last) and file of a folder, batchTexts, batchTokens, concurrency, timeoutMs.',
    whenUnset: 'what the server says and what is known of the model',
  },
  CODEXGRAPH_RERANK_MODEL: {
    about:
      'Model that re-ranks search results: a name at a re-ranking server, the path of a folder with a cross-encoder as ONNX, judge (the language model of the role critique), or none.',
    whenUnset: 'the built-in ranker, which needs no model',
  },
  CODEXGRAPH_RERANK_BASE_URL: {
    about: 'Address of the re-ranking server; /rerank is put behind it: TEI, vLLM, Jina, Cohere.',
    whenUnset: 'none is asked',
  },
  CODEXGRAPH_RERANK_API_KEY: { about: 'Key of that server.', whenUnset: 'none is sent' },
  CODEXGRAPH_RERANK_PROTOCOL: { about: 'What that server speaks: cohere or tei.', whenUnset: 'found out by the first call' },
  CODEXGRAPH_QUEUE_PREFIX: { about: 'Prefix of all keys in Redis.', whenUnset: 'codexgraph' },
  CODEXGRAPH_WORKER_CONCURRENCY: { about: 'Jobs that one worker runs at a time.', whenUnset: '1' },
  CODEXGRAPH_JOB_LOCK_MS: { about: 'Milliseconds after which a job of a dead worker goes to another one.', whenUnset: '60000' },
  CODEXGRAPH_SHUTDOWN_GRACE_MS: { about: 'Milliseconds that running work has to end at a shutdown.', whenUnset: '20000' },
  CODEXGRAPH_THREADS: { about: 'Threads that parse source files.', whenUnset: 'one a processor' },
  CODEXGRAPH_MAX_FILE_KB: {
    about: 'Source files that are larger, in kilobytes (1,024 bytes), are left out and listed.',
    whenUnset: '4096',
  },
  CODEXGRAPH_VENDORED_CODE: {
    about: "Copies of other people's code, in folders such as vendor and third_party: index, or skip (left out and listed).",
    whenUnset: 'index',
  },
  CODEXGRAPH_GENERATED_CODE: {
    about: 'Files that a program wrote, by their name or first lines: index, or skip (left out and listed).',
    whenUnset: 'index',
  },
  CODEXGRAPH_LOG_LEVEL: { about: 'error, warn, info or debug.', whenUnset: 'info' },
  CODEXGRAPH_DEBUG: { about: '1 adds stack traces to error messages.', whenUnset: '0' },
};
