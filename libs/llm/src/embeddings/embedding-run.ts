import { CodexGraphError } from '@codexgraph/graph-model';
import type { EmbeddingFailure, EmbeddingReply, EmbeddingRequest } from '../embedding-model.port.js';
import { pause } from '../endpoints/call-clock.js';
import type { RetryPolicy } from '../endpoints/endpoint.js';
import type { EmbeddingTransport } from './embedding-transport.js';
import { cutToTokens, type SizedText } from './plan-batches.js';
import { unitVectors } from './unit-vectors.js';

/** What one request works with. */
export interface EmbeddingRunOptions {
  readonly request: EmbeddingRequest;
  readonly transport: EmbeddingTransport;
  /** Shared by all requests of a model: set by the first vectors. */
  readonly dimensions: { value: number | undefined };
  readonly countTokens: (text: string) => number;
  readonly random: () => number;
  readonly retry: RetryPolicy;
  readonly signal: AbortSignal;
}

/** A single text that is too long in spite of being counted is cut to this share, so often at most. */
const SHORTER_SHARE = 0.6;
const MOST_CUTS = 4;
/** Statuses with which servers refuse what is in a call rather than the call. */
const CONTENT_STATUSES = new Set([400, 413, 422]);

/** One request on its way: every text ends as a vector or in one failure. */
export class EmbeddingRun {
  readonly #options: EmbeddingRunOptions;
  readonly #vectors: (Float32Array | undefined)[];
  readonly #failures = new Map<string, { readonly error: CodexGraphError; readonly positions: number[] }>();
  readonly #truncated = new Set<number>();
  #inputTokens = 0;
  #calls = 0;
  #estimated = false;
  /** What ended the request before its time. */
  #end: CodexGraphError | undefined;

  constructor(options: EmbeddingRunOptions) {
    this.#options = options;
    this.#vectors = options.request.texts.map(() => undefined);
  }

  noteTruncated(position: number): void {
    this.#truncated.add(position);
  }

  fail(positions: readonly number[], error: CodexGraphError): void {
    const known = this.#failures.get(error.message);
    if (known === undefined) this.#failures.set(error.message, { error, positions: [...positions] });
    else known.positions.push(...positions);
  }

  /** @throws CANCELLED when the signal aborts, and what `onBatch` throws */
  async work(batches: readonly (readonly SizedText[])[], concurrency: number): Promise<void> {
    const waiting = [...batches];
    const lane = async (): Promise<void> => {
      for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) await this.#batch(batch);
    };
    await Promise.all(Array.from({ length: Math.max(1, Math.min(concurrency, waiting.length)) }, lane));
  }

  reply(): EmbeddingReply {
    const ascending = (positions: Iterable<number>): number[] => [...positions].sort((left, right) => left - right);
    return {
      vectors: this.#vectors,
      failures: [...this.#failures.values()].map(({ error, positions }) => failureOf(error, ascending(positions))),
      truncated: ascending(this.#truncated),
      usage: { inputTokens: this.#inputTokens, calls: this.#calls, estimated: this.#estimated },
    };
  }

  async #batch(batch: readonly SizedText[], cuts = 0): Promise<void> {
    if (this.#end !== undefined) {
      this.fail(positionsOf(batch), this.#end);
      return;
    }
    const vectors = await this.#withRetries(batch).catch((error: unknown) => this.#known(error));
    if (!CodexGraphError.isInstance(vectors)) await this.#keep(batch, vectors);
    else if (isOfContent(vectors)) await this.#smaller(batch, vectors, cuts);
    else {
      this.#end = vectors;
      this.fail(positionsOf(batch), vectors);
    }
  }

  /** Halves a batch, and cuts a text that stands alone, until what is at fault is found. */
  async #smaller(batch: readonly SizedText[], error: CodexGraphError, cuts: number): Promise<void> {
    if (batch.length > 1) {
      const middle = Math.ceil(batch.length / 2);
      await this.#batch(batch.slice(0, middle), cuts);
      await this.#batch(batch.slice(middle), cuts);
      return;
    }
    const [text] = batch;
    if (text === undefined) return;
    if (error.code !== 'MODEL_CONTEXT_TOO_LONG' || cuts >= MOST_CUTS) {
      this.fail([text.position], error);
      return;
    }
    const { countTokens } = this.#options;
    const tokens = Math.max(1, Math.floor(text.tokens * SHORTER_SHARE));
    const shorter = cutToTokens(text.text, tokens, countTokens);
    this.noteTruncated(text.position);
    await this.#batch([{ ...text, text: shorter, tokens }], cuts + 1);
  }

  async #withRetries(batch: readonly SizedText[]): Promise<readonly Float32Array[]> {
    const { retry, signal } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#call(batch);
      } catch (error) {
        const known = this.#known(error);
        const afterMs = this.#pauseMs(attempt, known);
        if (!known.retryable || attempt >= retry.attempts || afterMs > retry.longestPauseMs) throw known;
        await pause(afterMs, signal);
      }
    }
  }

  async #call(batch: readonly SizedText[]): Promise<readonly Float32Array[]> {
    const { transport, request, dimensions, signal } = this.#options;
    if (signal.aborted) throw cancelled();
    this.#calls += 1;
    const { vectors, inputTokens } = await transport.embed(
      batch.map(({ text }) => text),
      request.use,
      signal,
    );
    this.#inputTokens += inputTokens ?? batch.reduce((sum, { tokens }) => sum + tokens, 0);
    if (inputTokens === undefined) this.#estimated = true;
    const read = unitVectors(vectors, { count: batch.length, dimensions: dimensions.value });
    if (read.kind === 'wrong') throw wrongVectors(read.why, read.byText);
    dimensions.value ??= read.vectors[0]?.length;
    return read.vectors;
  }

  async #keep(batch: readonly SizedText[], vectors: readonly Float32Array[]): Promise<void> {
    const inOrder = batch
      .map(({ position }, index) => ({ position, vector: vectors[index] as Float32Array }))
      .sort((left, right) => left.position - right.position);
    for (const { position, vector } of inOrder) this.#vectors[position] = vector;
    await this.#options.request.onBatch?.({
      positions: inOrder.map(({ position }) => position),
      vectors: inOrder.map(({ vector }) => vector),
    });
  }

  #known(error: unknown): CodexGraphError {
    if (this.#options.signal.aborted) throw cancelled();
    if (!CodexGraphError.isInstance(error) || error.code === 'CANCELLED') throw error;
    return error;
  }

  #pauseMs(attempt: number, { details }: CodexGraphError): number {
    const { retry, random } = this.#options;
    const asked = details['retryAfterMs'];
    if (typeof asked === 'number') return asked;
    const whole = Math.min(retry.firstPauseMs * 2 ** (attempt - 1), retry.longestPauseMs);
    return Math.round(whole / 2 + (whole / 2) * random());
  }
}

function positionsOf(batch: readonly SizedText[]): readonly number[] {
  return batch.map(({ position }) => position);
}

/** True when another, smaller call may succeed: the texts are at fault, not the server. */
function isOfContent({ code, details }: CodexGraphError): boolean {
  if (code === 'MODEL_CONTEXT_TOO_LONG' || details['byText'] === true) return true;
  return code === 'MODEL_FAILED' && CONTENT_STATUSES.has(Number(details['status']));
}

function wrongVectors(why: string, byText: boolean): CodexGraphError {
  const advice = byText
    ? 'The model cannot embed this text.'
    : 'Another model may stand behind the endpoint now: check it, and embed again.';
  return new CodexGraphError('MODEL_FAILED', `The embedding model gave vectors that cannot be used: ${why}. ${advice}`, {
    details: { byText },
  });
}

function failureOf(error: CodexGraphError, positions: readonly number[]): EmbeddingFailure {
  const retryAfterMs = error.details['retryAfterMs'];
  return {
    positions,
    code: error.code,
    message: error.message,
    retryable: error.retryable,
    ...(typeof retryAfterMs === 'number' ? { retryAfterMs } : {}),
  };
}

function cancelled(): CodexGraphError {
  return new CodexGraphError('CANCELLED', 'Embedding was stopped.');
}
