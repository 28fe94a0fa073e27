import { CodexGraphError } from '@codexgraph/graph-model';
import OpenAI, { APIError } from 'openai';
import type { ChatEvent, ChatModel, ChatRequest, FinishReason, ModelIdentity, TokenUsage } from '../chat-model.port.js';
import type { ModelPrice } from '../model-price.js';
import type { TokenCounter } from '../tokens/token-counter.js';
import { CallClock, pause } from './call-clock.js';
import { DEFAULT_RETRY, DEFAULT_TIMEOUTS, type ModelEndpoint, type RetryPolicy } from './endpoint.js';
import { mayRetry, modelFailure, type FailureFacts } from './model-failure.js';
import { readReply } from './reply-stream.js';
import { adaptDialect, FULL_DIALECT, PLAIN_DIALECT, requestBody, type Dialect } from './request-body.js';

/** What a model at a server needs besides its endpoint. */
export interface OpenAiCompatibleOptions {
  readonly endpoint: ModelEndpoint;
  readonly tokens: TokenCounter;
  /** 0..1, below 1: scatters pauses, so that many clients do not come back at the same moment. */
  readonly random: () => number;
}

/** A reply that goes on for longer is ended here with the reason `length`. */
const LONGEST_REPLY_CHARACTERS = 400_000;
const MOST_ADAPTATIONS = 8;
const REFUSED = new Set([400, 415, 422]);
/** Tokens that a message costs beside its text. */
const MESSAGE_TOKENS = 4;

/** A model behind OpenAI's chat protocol. One object may serve any number of calls at a time; what a server refused is not sent to it again. */
export class OpenAiCompatibleModel implements ChatModel {
  readonly identity: ModelIdentity;
  readonly price?: ModelPrice;
  readonly #endpoint: ModelEndpoint;
  readonly #options: OpenAiCompatibleOptions;
  readonly #client: OpenAI;
  readonly #retry: RetryPolicy;
  #dialect: Dialect = FULL_DIALECT;

  constructor(options: OpenAiCompatibleOptions) {
    const { endpoint } = options;
    this.#options = options;
    this.#endpoint = endpoint;
    this.#retry = { ...DEFAULT_RETRY, ...endpoint.retry };
    this.#client = openAiClient(endpoint);
    if (endpoint.price !== undefined) this.price = endpoint.price;
    this.identity = {
      endpoint: endpoint.name,
      model: endpoint.model,
      offline: false,
      vocabulary: options.tokens.vocabulary,
      ...(endpoint.contextTokens === undefined ? {} : { contextTokens: endpoint.contextTokens }),
    };
  }

  countTokens(text: string): number {
    return this.#options.tokens.count(text);
  }

  async *complete(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatEvent> {
    for (let attempt = 1; ; attempt += 1) {
      const reply = new ReplyInProgress();
      const facts = yield* this.#attempt(request, reply, signal);
      if (facts === undefined) {
        yield { kind: 'usage', usage: reply.usage ?? this.#estimate(request, reply.text) };
        yield { kind: 'finish', reason: reply.finish ?? 'stop' };
        return;
      }
      throwIfAborted(signal);
      const afterMs = this.#pauseMs(attempt, facts);
      if (attempt >= this.#retry.attempts || !mayRetry(facts) || afterMs > this.#retry.longestPauseMs) {
        throw modelFailure(facts, this.#endpoint);
      }
      yield { kind: 'retry', attempt: attempt + 1, afterMs, reason: modelFailure(facts, this.#endpoint).message };
      await pause(afterMs, signal);
      throwIfAborted(signal);
    }
  }

  /** One attempt; gives what went wrong, or undefined when the reply is whole. */
  async *#attempt(
    request: ChatRequest,
    reply: ReplyInProgress,
    signal: AbortSignal,
  ): AsyncGenerator<ChatEvent, FailureFacts | undefined> {
    const clock = new CallClock({ ...DEFAULT_TIMEOUTS, ...this.#endpoint.timeouts }, signal);
    try {
      const response = await this.#send(request, clock.controller.signal);
      for await (const piece of readReply(response, { client: this.#client, controller: clock.controller })) {
        clock.pieceCame();
        if (piece.text !== undefined) yield { kind: 'delta', text: reply.add(piece.text) };
        reply.note(piece.finish, piece.usage);
        if (reply.isTooLong) {
          clock.controller.abort();
          return undefined;
        }
      }
      // The client library ends a reading that was aborted without an error.
      if (clock.timeout !== undefined || signal.aborted)
        return failureFacts(undefined, { timeout: clock.timeout, streamed: reply.hasText });
      return reply.finish === undefined ? { text: 'the connection ended early', streamed: reply.hasText } : undefined;
    } catch (error) {
      return failureFacts(error, { timeout: clock.timeout, streamed: reply.hasText });
    } finally {
      clock.stop();
      clock.controller.abort();
    }
  }

  /** Sends a call, leaving out what the server refuses. */
  async #send(request: ChatRequest, signal: AbortSignal): Promise<Response> {
    let dialect = this.#dialect;
    for (let adaptation = 0; ; adaptation += 1) {
      try {
        const options = { signal, headers: callHeaders(request) };
        const response = await this.#client.chat.completions
          .create(requestBody(request, this.#endpoint, dialect), options)
          .asResponse();
        this.#dialect = dialect;
        return response;
      } catch (error) {
        const next = adaptation < MOST_ADAPTATIONS ? nextDialect(error, dialect) : undefined;
        if (next === undefined) throw error;
        dialect = next;
      }
    }
  }

  #pauseMs(attempt: number, { retryAfterMs }: FailureFacts): number {
    if (retryAfterMs !== undefined) return retryAfterMs;
    const whole = Math.min(this.#retry.firstPauseMs * 2 ** (attempt - 1), this.#retry.longestPauseMs);
    return Math.round(whole / 2 + (whole / 2) * this.#options.random());
  }

  #estimate(request: ChatRequest, reply: string): TokenUsage {
    const inputTokens = request.messages.reduce((sum, { content }) => sum + this.countTokens(content) + MESSAGE_TOKENS, 0);
    return { inputTokens, outputTokens: this.countTokens(reply), estimated: true };
  }
}

/** What has come of a reply so far. */
class ReplyInProgress {
  readonly #parts: string[] = [];
  #characters = 0;
  finish: FinishReason | undefined;
  usage: TokenUsage | undefined;

  get hasText(): boolean {
    return this.#parts.length > 0;
  }

  get isTooLong(): boolean {
    return this.#characters >= LONGEST_REPLY_CHARACTERS;
  }

  get text(): string {
    return this.#parts.join('');
  }

  /** Takes as much of a piece as may still come, and gives it. */
  add(text: string): string {
    const taken = text.slice(0, LONGEST_REPLY_CHARACTERS - this.#characters);
    this.#parts.push(taken);
    this.#characters += taken.length;
    if (this.isTooLong) this.finish = 'length';
    return taken;
  }

  note(finish: FinishReason | undefined, usage: TokenUsage | undefined): void {
    this.finish ??= finish;
    this.usage = usage ?? this.usage;
  }
}

/** The client library without retries and logs of its own: there is one layer of retries, and keys and prompts are not logged. */
export function openAiClient(endpoint: ModelEndpoint): OpenAI {
  const url = new URL(endpoint.baseUrl);
  const query = Object.fromEntries(url.searchParams);
  url.search = '';
  return new OpenAI({
    baseURL: url.href.replace(/\/$/, ''),
    // The library insists on a key; servers without one ignore it.
    apiKey: endpoint.apiKey ?? 'none',
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: { ...DEFAULT_TIMEOUTS, ...endpoint.timeouts }.totalMs,
    logLevel: 'off',
    defaultQuery: query,
    ...(url.hostname.endsWith('.azure.com') && endpoint.apiKey !== undefined
      ? { defaultHeaders: { 'api-key': endpoint.apiKey } }
      : {}),
  });
}

/** Gateways route and meter by these; servers ignore them. */
function callHeaders({ purpose, requestId }: ChatRequest): Record<string, string> {
  return {
    'x-codexgraph-role': purpose.role,
    'x-codexgraph-stage': purpose.stage,
    ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
  };
}

function nextDialect(error: unknown, dialect: Dialect): Dialect | undefined {
  if (!(error instanceof APIError) || !REFUSED.has(Number(error.status))) return undefined;
  const facts = failureFacts(error, { streamed: false });
  const refusal = `${facts.code ?? ''} ${facts.text}`;
  // The text of the question may be in a refusal; a refusal of its length is one of length.
  if (/context|too long|model.{0,40}(?:not found|exist)/i.test(refusal)) return undefined;
  const adapted = adaptDialect(dialect, refusal);
  if (adapted !== undefined) return adapted;
  return JSON.stringify(dialect) === JSON.stringify(PLAIN_DIALECT) ? undefined : PLAIN_DIALECT;
}

/** What the client library's error tells. */
export function failureFacts(
  error: unknown,
  known: { readonly streamed: boolean; readonly timeout?: FailureFacts['timeout'] },
): FailureFacts {
  const base = { streamed: known.streamed, ...(known.timeout === undefined ? {} : { timeout: known.timeout }) };
  if (!(error instanceof APIError)) return { ...base, text: networkText(error) };
  const code = error.code ?? error.type;
  const retryAfterMs = retryAfter(error.headers as Headers | undefined);
  return {
    ...base,
    text: error.cause === undefined ? error.message : networkText(error.cause),
    ...(typeof error.status === 'number' ? { status: error.status } : {}),
    ...(typeof code === 'string' ? { code } : {}),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** Names of system errors say more than "fetch failed". */
function networkText(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const cause = error.cause;
  return cause instanceof Error ? networkText(cause) : error.message;
}

function retryAfter(headers: Headers | undefined): number | undefined {
  const milliseconds = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(milliseconds)) return milliseconds;
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new CodexGraphError('CANCELLED', 'The call of the model was stopped.');
}
