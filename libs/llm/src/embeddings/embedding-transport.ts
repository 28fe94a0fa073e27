import type { EmbeddingUse } from '../embedding-model.port.js';

/** Vectors of a batch as they came, unchecked. */
export interface RawEmbeddings {
  /** In the order of the texts. */
  readonly vectors: readonly unknown[];
  /** Absent when the server does not count. */
  readonly inputTokens?: number;
}

/** What a transport knows of its model. */
export interface TransportLimits {
  readonly maxInputTokens?: number;
  readonly texts?: number;
  readonly tokens?: number;
}

/** Brings one batch to a model and its vectors back; everything around it is the same for all models. */
export interface EmbeddingTransport {
  /** @throws MODEL_... errors with `details.status` where there is one; CANCELLED when `signal` aborts */
  embed(texts: readonly string[], use: EmbeddingUse, signal: AbortSignal): Promise<RawEmbeddings>;
  /** What the model says about itself; empty when it says nothing. Must not throw but CANCELLED. */
  limits(signal: AbortSignal): Promise<TransportLimits>;
}
