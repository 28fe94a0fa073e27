import type { RetryPolicy } from '../endpoints/endpoint.js';

/** What a server of re-rankers speaks: Cohere's form (also vLLM, Jina, SGLang, llama.cpp) or TEI's. */
export const RERANK_PROTOCOLS = ['cohere', 'tei'] as const;

/** See {@link RERANK_PROTOCOLS}. */
export type RerankProtocol = (typeof RERANK_PROTOCOLS)[number];

/** A server that re-ranks texts by a cross-encoder. */
export interface RerankEndpoint {
  /** Short name for configuration, traces and figures. */
  readonly name: string;
  /** `/rerank` is put behind it. */
  readonly baseUrl: string;
  /** TEI serves one model and needs no name. */
  readonly model: string;
  /** Absent: Cohere's form is tried first, and TEI's when the server refuses it. */
  readonly protocol?: RerankProtocol;
  readonly keyName?: string;
  readonly apiKey?: string;
  /** Tokens of query and document together; default 512. */
  readonly maxInputTokens?: number;
  /** Documents of one call; default 32. */
  readonly documentsPerCall?: number;
  /** Of one call, in milliseconds; default 20 s. */
  readonly timeoutMs?: number;
  readonly retry?: Partial<RetryPolicy>;
}
