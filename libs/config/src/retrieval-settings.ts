import { z } from 'zod';
import type { Secret } from './secret.js';

const positive = z.number().int().min(1);

/** Checks the JSON of CODEXGRAPH_EMBEDDING_OPTIONS. */
const embeddingOptions = z.strictObject({
  dimensions: positive.exactOptional(),
  maxInputTokens: positive.exactOptional(),
  /** Words in front of texts, for models that want them. */
  queryPrefix: z.string().max(1000).exactOptional(),
  documentPrefix: z.string().max(1000).exactOptional(),
  /** Of a folder: how the vectors of tokens become one. */
  pooling: z.enum(['mean', 'cls', 'last']).exactOptional(),
  /** Of a folder: the file of the model, relative to it. */
  file: z.string().min(1).exactOptional(),
  batchTexts: positive.exactOptional(),
  batchTokens: positive.exactOptional(),
  concurrency: positive.max(64).exactOptional(),
  timeoutMs: positive.exactOptional(),
});

/** See {@link embeddingOptions}. */
export type EmbeddingOptions = z.output<typeof embeddingOptions>;

/** The JSON of CODEXGRAPH_EMBEDDING_OPTIONS, checked. */
export const embeddingOptionsVariable = z.string().transform((text, context): EmbeddingOptions => {
  const parsed = embeddingOptions.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    context.addIssue({ code: 'custom', message: `is wrong at ${issue.path.join('.') || 'its beginning'}: ${issue.message}` });
  }
  return z.NEVER;
});

/** What turns texts into vectors. */
export type EmbeddingSettings =
  /** The built-in embedder, which needs nothing. */
  | { readonly kind: 'builtin' }
  | { readonly kind: 'folder'; readonly folder: string; readonly options: EmbeddingOptions }
  | {
      readonly kind: 'endpoint';
      readonly baseUrl: string;
      readonly model: string;
      /** Absent: guessed from the address. */
      readonly protocol?: 'openai' | 'tei' | 'ollama';
      /** Variable of the key, for messages. */
      readonly keyName: string;
      readonly apiKey?: Secret;
      readonly options: EmbeddingOptions;
    };

/** What puts search results into their last order. */
export type RerankSettings =
  /** The built-in light ranker, which needs nothing. */
  | { readonly kind: 'builtin' }
  /** The order of fusion as it is. */
  | { readonly kind: 'none' }
  /** A language model in the role `critique`. */
  | { readonly kind: 'judge' }
  /** A cross-encoder as ONNX in a folder of this machine. */
  | { readonly kind: 'folder'; readonly folder: string }
  | {
      readonly kind: 'endpoint';
      readonly baseUrl: string;
      readonly model: string;
      readonly protocol?: 'cohere' | 'tei';
      readonly keyName: string;
      readonly apiKey?: Secret;
    };

/** The variables that choose retrieval's models. */
export interface RetrievalVariables {
  readonly OPENAI_BASE_URL?: string | undefined;
  readonly OPENAI_API_KEY?: Secret | undefined;
  readonly CODEXGRAPH_EMBEDDING_MODEL?: string | undefined;
  readonly CODEXGRAPH_EMBEDDING_BASE_URL?: string | undefined;
  readonly CODEXGRAPH_EMBEDDING_API_KEY?: Secret | undefined;
  readonly CODEXGRAPH_EMBEDDING_PROTOCOL?: 'openai' | 'tei' | 'ollama' | undefined;
  readonly CODEXGRAPH_EMBEDDING_OPTIONS?: EmbeddingOptions | undefined;
  readonly CODEXGRAPH_RERANK_MODEL?: string | undefined;
  readonly CODEXGRAPH_RERANK_BASE_URL?: string | undefined;
  readonly CODEXGRAPH_RERANK_API_KEY?: Secret | undefined;
  readonly CODEXGRAPH_RERANK_PROTOCOL?: 'cohere' | 'tei' | undefined;
}

const OPENAI_URL = 'https://api.openai.com/v1';
/** A TEI server has one model and is asked for none. */
const ONLY_MODEL = 'default';

/** A model that is named as a path is a folder on this machine. */
export function isModelFolder(model: string): boolean {
  return /^(?:\.{0,2}[\\/]|~[\\/]|[A-Za-z]:[\\/])/.test(model);
}

/** Which model embeds. Nothing set: the built-in one. */
export function embeddingSettings(variables: RetrievalVariables): EmbeddingSettings {
  const { CODEXGRAPH_EMBEDDING_MODEL: model, CODEXGRAPH_EMBEDDING_BASE_URL: ownUrl } = variables;
  const options = variables.CODEXGRAPH_EMBEDDING_OPTIONS ?? {};
  if (model === 'builtin' || (model === undefined && ownUrl === undefined)) return { kind: 'builtin' };
  if (model !== undefined && isModelFolder(model)) return { kind: 'folder', folder: model, options };
  const protocol = variables.CODEXGRAPH_EMBEDDING_PROTOCOL;
  return {
    kind: 'endpoint',
    baseUrl: ownUrl ?? variables.OPENAI_BASE_URL ?? OPENAI_URL,
    model: model ?? ONLY_MODEL,
    ...(protocol === undefined ? {} : { protocol }),
    ...keyOf('CODEXGRAPH_EMBEDDING_API_KEY', ownUrl, variables),
    options,
  };
}

/** Which model re-ranks. Nothing set: the built-in one. */
export function rerankSettings(variables: RetrievalVariables): RerankSettings {
  const { CODEXGRAPH_RERANK_MODEL: model, CODEXGRAPH_RERANK_BASE_URL: baseUrl } = variables;
  if (model === 'none' || model === 'judge') return { kind: model };
  if (model !== undefined && isModelFolder(model)) return { kind: 'folder', folder: model };
  if (model === 'builtin' || baseUrl === undefined) return { kind: 'builtin' };
  const protocol = variables.CODEXGRAPH_RERANK_PROTOCOL;
  return {
    kind: 'endpoint',
    baseUrl,
    model: model ?? ONLY_MODEL,
    ...(protocol === undefined ? {} : { protocol }),
    ...keyOf('CODEXGRAPH_RERANK_API_KEY', baseUrl, variables),
  };
}

/** A key of its own; OpenAI's goes only to the server that it was given for. */
function keyOf(
  name: 'CODEXGRAPH_EMBEDDING_API_KEY' | 'CODEXGRAPH_RERANK_API_KEY',
  ownUrl: string | undefined,
  variables: RetrievalVariables,
): { readonly keyName: string; readonly apiKey?: Secret } {
  const own = variables[name];
  if (own !== undefined) return { keyName: name, apiKey: own };
  if (ownUrl !== undefined && ownUrl !== variables.OPENAI_BASE_URL) return { keyName: name };
  const shared = variables.OPENAI_API_KEY;
  return { keyName: 'OPENAI_API_KEY', ...(shared === undefined ? {} : { apiKey: shared }) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
