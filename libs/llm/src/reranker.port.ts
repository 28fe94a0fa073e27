import type { InputUsage } from './embedding-model.port.js';

/** How a re-ranker is called in traces, figures and on the screen. */
export interface RerankerIdentity {
  /** Name of the endpoint, `folder` for a model on this machine. */
  readonly endpoint: string;
  readonly model: string;
}

/** Texts to be ordered by how well they answer a query. */
export interface RerankRequest {
  readonly query: string;
  /** At most {@link Reranker.mostDocuments}; longer ones than the model takes are cut. */
  readonly documents: readonly string[];
  /** Milliseconds for everything, retries included; when they have passed the call fails with MODEL_UNAVAILABLE. Absent: the time-outs of the endpoint. */
  readonly timeBoxMs?: number;
}

/** What a re-ranker said. */
export interface RerankReply {
  /** One for each document, in the order of the documents; higher is better. Finite. To be compared within one reply only. */
  readonly scores: readonly number[];
  /** Positions of documents that were cut, ascending. */
  readonly truncated: readonly number[];
  readonly usage: InputUsage;
}

/**
 * A model that reads a query together with each document. Callers fall back to the order they had when it fails, and say so.
 *
 * @example
 * const { scores } = await reranker.rerank({ query, documents, timeBoxMs: 400 }, signal);
 */
export interface Reranker {
  readonly identity: RerankerIdentity;
  /** Documents that one request may hold. */
  readonly mostDocuments: number;
  /** @throws MODEL_UNAVAILABLE, MODEL_AUTHENTICATION, MODEL_UNKNOWN, MODEL_RATE_LIMITED, MODEL_CONTEXT_TOO_LONG, MODEL_FAILED, BAD_INPUT, and CANCELLED when `signal` aborts */
  rerank(request: RerankRequest, signal: AbortSignal): Promise<RerankReply>;
}
