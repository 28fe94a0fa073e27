import { CodexGraphError } from '@codexgraph/graph-model';
import { cutToTokens } from '../embeddings/plan-batches.js';
import { pause } from '../endpoints/call-clock.js';
import { DEFAULT_RETRY } from '../endpoints/endpoint.js';
import { badAnswer, callJson } from '../http/json-call.js';
import type { RerankReply, RerankRequest, Reranker, RerankerIdentity } from '../reranker.port.js';
import { tokenCounterFor } from '../tokens/token-counter.js';
import type { RerankEndpoint, RerankProtocol } from './rerank-endpoint.js';
import { checkedRerank, timeBoxed } from './rerank-request.js';

const MOST_DOCUMENTS = 1000;
const DEFAULT_DOCUMENTS_PER_CALL = 32;
const DEFAULT_INPUT_TOKENS = 512;
const DEFAULT_CALL_MS = 20_000;
/** Calls at the same time. */
const LANES = 4;
/** Of the window, at most, for the query. */
const QUERY_SHARE = 0.5;
/** Marks that a cross-encoder puts between query and document. */
const SPECIAL_TOKENS = 4;

/** The re-ranker at an endpoint. Nothing is sent before the first request. */
export async function createReranker(endpoint: RerankEndpoint, options: { readonly random: () => number }): Promise<Reranker> {
  const { count } = await tokenCounterFor(endpoint.model);
  return new HttpReranker(endpoint, { ...options, countTokens: count });
}

interface Tools {
  readonly random: () => number;
  readonly countTokens: (text: string) => number;
}

interface Scored {
  readonly scores: readonly number[];
  readonly inputTokens: number | undefined;
}

class HttpReranker implements Reranker {
  readonly identity: RerankerIdentity;
  readonly mostDocuments = MOST_DOCUMENTS;
  readonly #endpoint: RerankEndpoint;
  readonly #tools: Tools;
  #protocol: RerankProtocol;
  /** True until a server has answered: then what it speaks is known. */
  #isGuess: boolean;

  constructor(endpoint: RerankEndpoint, tools: Tools) {
    this.identity = { endpoint: endpoint.name, model: endpoint.model };
    this.#endpoint = endpoint;
    this.#tools = tools;
    this.#protocol = endpoint.protocol ?? 'cohere';
    this.#isGuess = endpoint.protocol === undefined;
  }

  async rerank(request: RerankRequest, signal: AbortSignal): Promise<RerankReply> {
    checkedRerank(request, this.mostDocuments);
    return timeBoxed(request, this.identity, { signal, work: (inner) => this.#rerank(request, inner) });
  }

  async #rerank({ query, documents }: RerankRequest, signal: AbortSignal): Promise<RerankReply> {
    const { countTokens } = this.#tools;
    const window = (this.#endpoint.maxInputTokens ?? DEFAULT_INPUT_TOKENS) - SPECIAL_TOKENS;
    const shortQuery = cutToTokens(query, Math.floor(window * QUERY_SHARE), countTokens);
    const left = window - countTokens(shortQuery);
    const cut = documents.map((document) => cutToTokens(document, left, countTokens));
    const size = this.#endpoint.documentsPerCall ?? DEFAULT_DOCUMENTS_PER_CALL;
    const parts = Array.from({ length: Math.ceil(cut.length / size) }, (_, index) => cut.slice(index * size, (index + 1) * size));
    const counted = { calls: 0, inputTokens: 0, estimated: false };
    const scored: (readonly number[])[] = [];
    // The first call finds out what the server speaks, before others go beside it.
    const waiting = [...parts.entries()];
    const lane = async (): Promise<void> => {
      for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
        const [index, texts] = part;
        const { scores, inputTokens } = await this.#withRetries({ query: shortQuery, texts }, { signal, counted });
        counted.inputTokens += inputTokens ?? texts.reduce((sum, text) => sum + countTokens(text) + countTokens(shortQuery), 0);
        counted.estimated ||= inputTokens === undefined;
        scored[index] = scores;
        if (index === 0) await Promise.all(Array.from({ length: LANES - 1 }, lane));
      }
    };
    await lane();
    const truncated = documents.flatMap((document, index) => (document.length > (cut[index] ?? '').length ? [index] : []));
    return { scores: scored.flat(), truncated, usage: counted };
  }

  async #withRetries(
    call: { readonly query: string; readonly texts: readonly string[] },
    { signal, counted }: { readonly signal: AbortSignal; readonly counted: { calls: number } },
  ): Promise<Scored> {
    const retry = { ...DEFAULT_RETRY, ...this.#endpoint.retry };
    for (let attempt = 1; ; attempt += 1) {
      try {
        counted.calls += 1;
        const scored = await this.#call(call, this.#protocol, signal);
        this.#isGuess = false;
        return scored;
      } catch (error) {
        if (!CodexGraphError.isInstance(error) || error.code === 'CANCELLED') throw error;
        if (this.#isGuess && mayBeOtherProtocol(error)) {
          this.#isGuess = false;
          this.#protocol = 'tei';
          continue;
        }
        const asked = error.details['retryAfterMs'];
        const whole = Math.min(retry.firstPauseMs * 2 ** (attempt - 1), retry.longestPauseMs);
        const afterMs = typeof asked === 'number' ? asked : whole / 2 + (whole / 2) * this.#tools.random();
        if (!error.retryable || attempt >= retry.attempts || afterMs > retry.longestPauseMs) throw error;
        await pause(afterMs, signal);
      }
    }
  }

  async #call(
    { query, texts }: { readonly query: string; readonly texts: readonly string[] },
    protocol: RerankProtocol,
    signal: AbortSignal,
  ): Promise<Scored> {
    const { model, timeoutMs = DEFAULT_CALL_MS } = this.#endpoint;
    const body =
      protocol === 'tei'
        ? { query, texts, raw_scores: true, return_text: false, truncate: true }
        : { model, query, documents: texts, top_n: texts.length, return_documents: false };
    const answer = await callJson(this.#endpoint, { path: '/rerank', body, timeoutMs }, signal);
    const scores = scoresOf(answer, texts.length);
    if (scores === undefined) throw badAnswer(this.#endpoint, `it has no finite score for each of the ${texts.length} documents`);
    return { scores, inputTokens: tokensOf(answer) };
  }
}

function mayBeOtherProtocol({ code, details }: CodexGraphError): boolean {
  return [400, 404, 415, 422].includes(Number(details['status'])) && code !== 'MODEL_CONTEXT_TOO_LONG';
}

/** Scores by position, from `[{index, score}]`, `{results: [{index, relevance_score}]}` or `{data: [...]}`; undefined when one is missing or is no number. */
function scoresOf(answer: unknown, count: number): readonly number[] | undefined {
  const record = (value: unknown): Readonly<Record<string, unknown>> =>
    typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  const { results, data } = record(answer);
  const list = [answer, results, data].find((value) => Array.isArray(value)) as readonly unknown[] | undefined;
  const scores = new Map<number, number>();
  for (const item of list ?? []) {
    const { index, score, relevance_score: relevance } = record(item);
    const value = score ?? relevance;
    if (typeof index === 'number' && typeof value === 'number' && Number.isFinite(value)) scores.set(index, value);
  }
  const inOrder = Array.from({ length: count }, (_, index) => scores.get(index));
  return inOrder.every((score) => score !== undefined) ? inOrder : undefined;
}

function tokensOf(answer: unknown): number | undefined {
  const usage = (answer as { readonly usage?: { readonly total_tokens?: unknown } } | null)?.usage;
  return typeof usage?.total_tokens === 'number' ? usage.total_tokens : undefined;
}
