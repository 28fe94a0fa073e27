import { CodexGraphError } from '@codexgraph/graph-model';
import { badAnswer, callJson } from '../http/json-call.js';
import { DEFAULT_CALL_MS, guessedProtocol, type EmbeddingEndpoint } from './embedding-endpoint.js';
import type { EmbeddingTransport, RawEmbeddings, TransportLimits } from './embedding-transport.js';

const INFO_MS = 5000;

/** The transport for what the endpoint speaks. */
export function httpTransport(endpoint: EmbeddingEndpoint): EmbeddingTransport {
  switch (endpoint.protocol ?? guessedProtocol(endpoint.baseUrl)) {
    case 'openai':
      return new OpenAiTransport(endpoint);
    case 'tei':
      return new TeiTransport(endpoint);
    case 'ollama':
      return new OllamaTransport(endpoint);
  }
}

/** Whether an object has a field of that kind, as far as a caller may trust a server's answer. */
function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function countField(value: unknown, name: string): number | undefined {
  const count = field(value, name);
  return typeof count === 'number' && Number.isFinite(count) && count >= 0 ? count : undefined;
}

/** `POST /embeddings`: OpenAI, vLLM, SGLang, llama.cpp, LM Studio, Azure, also TEI and Ollama below `/v1`. */
class OpenAiTransport implements EmbeddingTransport {
  readonly #endpoint: EmbeddingEndpoint;
  #asksForDimensions: boolean;

  constructor(endpoint: EmbeddingEndpoint) {
    this.#endpoint = endpoint;
    this.#asksForDimensions = endpoint.dimensions !== undefined;
  }

  async embed(texts: readonly string[], _use: unknown, signal: AbortSignal): Promise<RawEmbeddings> {
    try {
      return await this.#call(texts, signal);
    } catch (error) {
      if (!this.#asksForDimensions || !isRefusalOf(error, /dimension|matryoshka/i)) throw error;
      // The length is checked all the same.
      this.#asksForDimensions = false;
      return this.#call(texts, signal);
    }
  }

  limits(): Promise<TransportLimits> {
    return Promise.resolve({});
  }

  async #call(texts: readonly string[], signal: AbortSignal): Promise<RawEmbeddings> {
    const { model, dimensions, timeoutMs = DEFAULT_CALL_MS } = this.#endpoint;
    const body = {
      model,
      input: texts,
      // Some servers ignore a wish for base64, and clients then read garbage out of plain numbers.
      encoding_format: 'float',
      ...(this.#asksForDimensions ? { dimensions } : {}),
    };
    const answer = await callJson(this.#endpoint, { path: '/embeddings', body, timeoutMs }, signal);
    const data = field(answer, 'data');
    if (!Array.isArray(data)) throw badAnswer(this.#endpoint, 'it has no list of vectors');
    const usage = field(answer, 'usage');
    const inputTokens = countField(usage, 'prompt_tokens') ?? countField(usage, 'total_tokens');
    return { vectors: inOrder(data), ...(inputTokens === undefined ? {} : { inputTokens }) };
  }
}

/** Vectors by their `index`, where servers tell it. */
function inOrder(data: readonly unknown[]): readonly unknown[] {
  const vectors: unknown[] = data.map((item) => field(item, 'embedding'));
  const indexes = data.map((item) => field(item, 'index'));
  const isPermutation = new Set(indexes).size === data.length && indexes.every((index) => Number(index) in vectors);
  if (!isPermutation) return vectors;
  const sorted: unknown[] = [];
  for (const [place, index] of indexes.entries()) sorted[Number(index)] = vectors[place];
  return sorted;
}

function isRefusalOf(error: unknown, words: RegExp): boolean {
  if (!CodexGraphError.isInstance(error)) return false;
  const status = Number(error.details['status']);
  return (status === 400 || status === 422) && words.test(error.message);
}

/** Text Embeddings Inference: `POST /embed`, `GET /info`. */
class TeiTransport implements EmbeddingTransport {
  readonly #endpoint: EmbeddingEndpoint;

  constructor(endpoint: EmbeddingEndpoint) {
    this.#endpoint = endpoint;
  }

  async embed(texts: readonly string[], _use: unknown, signal: AbortSignal): Promise<RawEmbeddings> {
    const { dimensions, timeoutMs = DEFAULT_CALL_MS } = this.#endpoint;
    const body = { inputs: texts, normalize: true, truncate: true, ...(dimensions === undefined ? {} : { dimensions }) };
    const answer = await callJson(this.#endpoint, { path: '/embed', body, timeoutMs }, signal);
    if (!Array.isArray(answer)) throw badAnswer(this.#endpoint, 'it is no list of vectors');
    return { vectors: answer };
  }

  async limits(signal: AbortSignal): Promise<TransportLimits> {
    const info = await infoOf(() => callJson(this.#endpoint, { path: '/info', timeoutMs: INFO_MS }, signal));
    const limits = {
      maxInputTokens: countField(info, 'max_input_length'),
      texts: countField(info, 'max_client_batch_size'),
      tokens: countField(info, 'max_batch_tokens'),
    };
    return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined && value > 0));
  }
}

/** Ollama's own protocol: `POST /api/embed`, `POST /api/show`. */
class OllamaTransport implements EmbeddingTransport {
  readonly #endpoint: EmbeddingEndpoint;

  constructor(endpoint: EmbeddingEndpoint) {
    this.#endpoint = endpoint;
  }

  async embed(texts: readonly string[], _use: unknown, signal: AbortSignal): Promise<RawEmbeddings> {
    const { model, dimensions, timeoutMs = DEFAULT_CALL_MS } = this.#endpoint;
    const body = { model, input: texts, truncate: true, ...(dimensions === undefined ? {} : { dimensions }) };
    const answer = await callJson(this.#endpoint, { path: '/api/embed', body, timeoutMs }, signal);
    const vectors = field(answer, 'embeddings');
    if (!Array.isArray(vectors)) throw badAnswer(this.#endpoint, 'it has no list of vectors');
    const inputTokens = countField(answer, 'prompt_eval_count');
    return { vectors, ...(inputTokens === undefined ? {} : { inputTokens }) };
  }

  async limits(signal: AbortSignal): Promise<TransportLimits> {
    const body = { model: this.#endpoint.model };
    const info = await infoOf(() => callJson(this.#endpoint, { path: '/api/show', body, timeoutMs: INFO_MS }, signal));
    const about = field(info, 'model_info');
    const name = Object.keys(about ?? {}).find((key) => key.endsWith('.context_length'));
    const maxInputTokens = name === undefined ? undefined : countField(about, name);
    return maxInputTokens === undefined ? {} : { maxInputTokens };
  }
}

/** What a server says about itself; undefined where it does not. */
async function infoOf(ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    if (CodexGraphError.isInstance(error) && error.code === 'CANCELLED') throw error;
    return undefined;
  }
}
