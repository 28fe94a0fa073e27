/** What texts are embedded for. Many models put different words in front of what is searched and of what is found. */
export type EmbeddingUse = 'document' | 'query';

/** How an embedding model is called in traces, figures and on the screen. */
export interface EmbeddingIdentity {
  /** Name of the endpoint, `folder` for a model on this machine, `builtin` for the one that needs none. */
  readonly endpoint: string;
  /** Name of the model; vectors are stored under it. */
  readonly model: string;
}

/** What a model is, as it says itself. */
export interface EmbeddingProbe {
  /** Length of every vector, 1.. */
  readonly dimensions: number;
  /** Tokens of one text, words in front included; longer texts are cut before they are sent. Absent when unknown. */
  readonly maxInputTokens?: number;
  /** Vector of one text that never changes, unit length. Stored beside an index, it tells later whether the same model still stands behind the name. */
  readonly vector: Float32Array;
}

/** Texts for one use. */
export interface EmbeddingRequest {
  /** Any number; they are sent in batches. An empty text is a failure of its own, not of the request. */
  readonly texts: readonly string[];
  readonly use: EmbeddingUse;
  /** Told of each batch as it comes, so that a caller can store it before the next one fails. Awaited. */
  readonly onBatch?: (batch: EmbeddedBatch) => void | Promise<void>;
}

/** Some of the vectors of a request. */
export interface EmbeddedBatch {
  /** Positions in {@link EmbeddingRequest.texts}, ascending. */
  readonly positions: readonly number[];
  /** As many as there are positions. Unit length, finite. */
  readonly vectors: readonly Float32Array[];
}

/** Why some texts have no vector. */
export interface EmbeddingFailure {
  /** Positions in {@link EmbeddingRequest.texts}, ascending. */
  readonly positions: readonly number[];
  /** BAD_INPUT, MODEL_UNAVAILABLE, MODEL_AUTHENTICATION, MODEL_UNKNOWN, MODEL_RATE_LIMITED, MODEL_CONTEXT_TOO_LONG or MODEL_FAILED. */
  readonly code: string;
  /** What happened and what to do. */
  readonly message: string;
  /** True when the same texts may work later. */
  readonly retryable: boolean;
  /** What the server asked for; only with MODEL_RATE_LIMITED. */
  readonly retryAfterMs?: number;
}

/** Tokens of an embedding or a re-ranking. */
export interface InputUsage {
  readonly inputTokens: number;
  /** Calls of the server, failed ones included. */
  readonly calls: number;
  /** True when the server did not say and the product counted by itself. */
  readonly estimated: boolean;
}

/** What became of a request. Every text has a vector or stands in exactly one failure. */
export interface EmbeddingReply {
  /** In the order of the texts. Unit length, finite, all of one length. */
  readonly vectors: readonly (Float32Array | undefined)[];
  readonly failures: readonly EmbeddingFailure[];
  /** Positions of texts that were longer than the model takes and were cut, ascending. */
  readonly truncated: readonly number[];
  readonly usage: InputUsage;
}

/**
 * A model that turns texts into vectors whose dot product is their likeness. Some speak to a server, one runs a folder on this machine, one is built in.
 *
 * @example
 * const { vectors, failures } = await model.embed({ texts: ['how are retries handled?'], use: 'query' }, signal);
 */
export interface EmbeddingModel {
  readonly identity: EmbeddingIdentity;
  /**
   * Asks the model what it is, by embedding one fixed text. Asked anew each time; callers keep it.
   * @throws the codes of {@link EmbeddingFailure}, and CANCELLED when `signal` aborts
   */
  probe(signal: AbortSignal): Promise<EmbeddingProbe>;
  /**
   * Embeds texts in batches; passing failures are retried inside. A failed batch is halved until the text that is at fault stands alone; when the server
   * itself is at fault, the rest of the request fails with it and what was embedded before is kept.
   * @throws CANCELLED when `signal` aborts, and nothing else
   */
  embed(request: EmbeddingRequest, signal: AbortSignal): Promise<EmbeddingReply>;
  /** Tokens of a text by the model's own tokenizer where it is known, else an estimate that is rather too high. */
  countTokens(text: string): number;
}
