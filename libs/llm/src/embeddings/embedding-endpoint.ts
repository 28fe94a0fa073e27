import type { RetryPolicy } from '../endpoints/endpoint.js';

/** What a server of embeddings speaks. */
export const EMBEDDING_PROTOCOLS = ['openai', 'tei', 'ollama'] as const;

/** See {@link EMBEDDING_PROTOCOLS}. */
export type EmbeddingProtocol = (typeof EMBEDDING_PROTOCOLS)[number];

/** Words that a model wants in front of texts; '' for none. */
export interface EmbeddingPrefixes {
  readonly query: string;
  readonly document: string;
}

/** How many texts go into one call. */
export interface BatchLimits {
  readonly texts: number;
  /** Of all texts of a call together; a longer text goes alone. */
  readonly tokens: number;
  /** Calls at the same time. */
  readonly concurrency: number;
}

/** A server that embeds texts. */
export interface EmbeddingEndpoint {
  /** Short name for configuration, traces and figures. */
  readonly name: string;
  readonly baseUrl: string;
  readonly model: string;
  /** Absent: guessed from the address. */
  readonly protocol?: EmbeddingProtocol;
  /** Where the key comes from, for messages: a variable's name. */
  readonly keyName?: string;
  readonly apiKey?: string;
  /** Length that vectors must have; models that can be shortened are asked for it. Absent: as the model gives them. */
  readonly dimensions?: number;
  /** Absent: what the server says, else {@link DEFAULT_INPUT_TOKENS}. */
  readonly maxInputTokens?: number;
  /** Absent: what is known to go with the model. */
  readonly prefixes?: EmbeddingPrefixes;
  readonly batch?: Partial<BatchLimits>;
  /** Of one call, in milliseconds; default one minute. */
  readonly timeoutMs?: number;
  readonly retry?: Partial<RetryPolicy>;
}

/** Used where an endpoint says nothing. */
export const DEFAULT_BATCH: BatchLimits = { texts: 32, tokens: 8192, concurrency: 4 };
/** Used where neither configuration nor server says anything: most models take so much. */
export const DEFAULT_INPUT_TOKENS = 512;
/** Used where an endpoint says nothing. */
export const DEFAULT_CALL_MS = 60_000;

/** Windows of models that say nothing about themselves over their protocol. */
const KNOWN_INPUT_TOKENS: readonly (readonly [models: RegExp, tokens: number])[] = [
  [/text-embedding-(?:3|ada)/i, 8191],
  [/nomic-embed|jina-(?:code-)?embeddings|bge-m3|gte-.*(?:v1\.5|modernbert)/i, 8192],
  [/qwen3-embedding/i, 32_768],
];

const KNOWN_PREFIXES: readonly (readonly [models: RegExp, prefixes: EmbeddingPrefixes])[] = [
  [/(?:^|[/_-])(?:multilingual-)?e5-/i, { query: 'query: ', document: 'passage: ' }],
  [/nomic-embed-text/i, { query: 'search_query: ', document: 'search_document: ' }],
  [/nomic-embed-code|coderankembed/i, { query: 'Represent this query for searching relevant code: ', document: '' }],
  [
    /qwen3-embedding/i,
    { query: 'Instruct: Given a question about source code, retrieve the code that answers it\nQuery: ', document: '' },
  ],
  [/bge-(?:small|base|large)-en/i, { query: 'Represent this sentence for searching relevant passages: ', document: '' }],
  [/mxbai-embed/i, { query: 'Represent this sentence for searching relevant passages: ', document: '' }],
];

/** What a model is known to want in front of texts, by its name. */
export function knownPrefixes(model: string): EmbeddingPrefixes {
  return KNOWN_PREFIXES.find(([models]) => models.test(model))?.[1] ?? { query: '', document: '' };
}

/** How long a text a model is known to take, by its name. */
export function knownInputTokens(model: string): number | undefined {
  return KNOWN_INPUT_TOKENS.find(([models]) => models.test(model))?.[1];
}

/** What a server at that address most likely speaks: OpenAI's protocol below `/v1` and the like, Ollama's own at its port, else TEI's. */
export function guessedProtocol(baseUrl: string): EmbeddingProtocol {
  const { pathname, port } = new URL(baseUrl);
  if (/\/v\d+\w*\/?$|\/openai\/?/.test(pathname)) return 'openai';
  return port === '11434' ? 'ollama' : 'tei';
}
