import { CodexGraphError } from '@codexgraph/graph-model';
import type {
  EmbeddingFailure,
  EmbeddingIdentity,
  EmbeddingModel,
  EmbeddingProbe,
  EmbeddingReply,
  EmbeddingRequest,
} from '../embedding-model.port.js';
import { DEFAULT_RETRY, type RetryPolicy } from '../endpoints/endpoint.js';
import { DEFAULT_BATCH, type BatchLimits, type EmbeddingPrefixes } from './embedding-endpoint.js';
import type { EmbeddingTransport, TransportLimits } from './embedding-transport.js';
import { EmbeddingRun } from './embedding-run.js';
import { cutToTokens, planBatches, type SizedText } from './plan-batches.js';
import { PROBE_TEXT } from './same-model.js';

/** What a {@link BatchedEmbeddingModel} is made of. */
export interface BatchedEmbeddingOptions {
  readonly identity: EmbeddingIdentity;
  readonly transport: EmbeddingTransport;
  readonly countTokens: (text: string) => number;
  readonly prefixes: EmbeddingPrefixes;
  /** Length that vectors must have; absent: that of the first one. */
  readonly dimensions?: number;
  /** Absent: what the transport says. */
  readonly maxInputTokens?: number;
  /** Used when neither of them knows. */
  readonly defaultInputTokens: number;
  readonly batch?: Partial<BatchLimits>;
  readonly retry?: Partial<RetryPolicy>;
  /** 0..1, below 1: scatters pauses. */
  readonly random: () => number;
}

/**
 * Everything around a transport: words in front, cutting, batches, retries, halving of batches that fail, checks of what comes back. One object may serve
 * any number of requests; the length of the first vectors holds for all later ones.
 */
export class BatchedEmbeddingModel implements EmbeddingModel {
  readonly identity: EmbeddingIdentity;
  readonly #options: BatchedEmbeddingOptions;
  readonly #dimensions: { value: number | undefined };
  #limits: Promise<TransportLimits> | undefined;

  constructor(options: BatchedEmbeddingOptions) {
    this.identity = options.identity;
    this.#options = options;
    this.#dimensions = { value: options.dimensions };
  }

  countTokens(text: string): number {
    return this.#options.countTokens(text);
  }

  async probe(signal: AbortSignal): Promise<EmbeddingProbe> {
    // A model that changed may have another length; what was learnt of the old one must not refuse it.
    const dimensions = { value: this.#options.dimensions };
    const { vectors, failures } = await this.#embed({ texts: [PROBE_TEXT], use: 'document' }, dimensions, signal);
    const [vector] = vectors;
    const [failure] = failures;
    if (vector === undefined) throw embeddingError(failure);
    this.#dimensions.value = vector.length;
    const { maxInputTokens } = await this.#knownLimits(signal);
    return { dimensions: vector.length, vector, ...(maxInputTokens === undefined ? {} : { maxInputTokens }) };
  }

  embed(request: EmbeddingRequest, signal: AbortSignal): Promise<EmbeddingReply> {
    return this.#embed(request, this.#dimensions, signal);
  }

  async #embed(
    request: EmbeddingRequest,
    dimensions: { value: number | undefined },
    signal: AbortSignal,
  ): Promise<EmbeddingReply> {
    const { transport, retry, random, countTokens, defaultInputTokens } = this.#options;
    const limits = await this.#knownLimits(signal);
    const run = new EmbeddingRun({
      request,
      transport,
      dimensions,
      countTokens,
      random,
      retry: { ...DEFAULT_RETRY, ...retry },
      signal,
    });
    const sized = this.#sized(request, limits.maxInputTokens ?? defaultInputTokens, run);
    const batch = this.#batchLimits(limits);
    await run.work(planBatches(sized, batch), batch.concurrency);
    return run.reply();
  }

  /** Texts with their words in front, cut to what the model takes. */
  #sized({ texts, use }: EmbeddingRequest, most: number, run: EmbeddingRun): readonly SizedText[] {
    const { prefixes, countTokens } = this.#options;
    return texts.flatMap((text, position) => {
      if (text.trim() === '') {
        run.fail([position], emptyText());
        return [];
      }
      const whole = `${prefixes[use]}${text}`;
      const cut = cutToTokens(whole, most, countTokens);
      if (cut.length < whole.length) run.noteTruncated(position);
      return [{ position, text: cut, tokens: countTokens(cut) }];
    });
  }

  #batchLimits(limits: TransportLimits): BatchLimits {
    const wanted = { ...DEFAULT_BATCH, ...this.#options.batch };
    return {
      texts: Math.min(wanted.texts, limits.texts ?? wanted.texts),
      tokens: Math.min(wanted.tokens, limits.tokens ?? wanted.tokens),
      concurrency: wanted.concurrency,
    };
  }

  async #knownLimits(signal: AbortSignal): Promise<TransportLimits> {
    // Asked once; an aborted asking does not count.
    this.#limits ??= this.#options.transport.limits(signal).catch((error: unknown) => {
      this.#limits = undefined;
      throw error;
    });
    const limits = await this.#limits;
    const { maxInputTokens = limits.maxInputTokens } = this.#options;
    return { ...limits, ...(maxInputTokens === undefined ? {} : { maxInputTokens }) };
  }
}

function emptyText(): CodexGraphError {
  return new CodexGraphError('BAD_INPUT', 'An empty text has no meaning to embed. Leave it out.');
}

/** The error of a failure, for callers that embed a single text. */
export function embeddingError(failure: EmbeddingFailure | undefined): CodexGraphError {
  const { code, message, retryable, retryAfterMs } = failure ?? {
    code: 'MODEL_FAILED',
    message: 'No vector came.',
    retryable: false,
  };
  return new CodexGraphError(CodexGraphError.codeOf(code) ?? 'MODEL_FAILED', message, {
    retryable,
    details: retryAfterMs === undefined ? {} : { retryAfterMs },
  });
}
