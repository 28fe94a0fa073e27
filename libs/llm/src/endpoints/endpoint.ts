import type { ModelPrice } from '../model-price.js';

/** How long a call may take. All in milliseconds. */
export interface EndpointTimeouts {
  /** From sending the request to the first piece of the reply. */
  readonly firstTokenMs: number;
  /** Between two pieces of the reply. */
  readonly betweenTokensMs: number;
  /** The whole call, retries not included. */
  readonly totalMs: number;
}

/** When a call is tried again. Only before anything was streamed, and only after failures that may pass. */
export interface RetryPolicy {
  /** Attempts, the first included; 1 never tries again. */
  readonly attempts: number;
  /** Pause before the second attempt; it doubles from there, half of it by chance. */
  readonly firstPauseMs: number;
  /** No pause is longer. A server that asks for more is reported as rate limited at once. */
  readonly longestPauseMs: number;
}

/** A server of models that speaks the chat part of OpenAI's protocol: OpenAI, vLLM, SGLang, Ollama, llama.cpp, LM Studio, Azure. */
export interface ModelEndpoint {
  /** Short name for configuration, traces and figures. */
  readonly name: string;
  /** With the version part, such as `http://127.0.0.1:8000/v1`; a query part (Azure's `?api-version=`) goes with every call. */
  readonly baseUrl: string;
  readonly model: string;
  /** Where the key comes from, for messages: a variable's name. */
  readonly keyName?: string;
  /** The key itself; absent for servers that want none. It never appears in messages or logs. */
  readonly apiKey?: string;
  /** Tokens of question and reply together. */
  readonly contextTokens?: number;
  /** Default bound of replies. */
  readonly maxOutputTokens?: number;
  readonly temperature?: number;
  /** Absent: runs have no cost. */
  readonly price?: ModelPrice;
  readonly timeouts?: Partial<EndpointTimeouts>;
  readonly retry?: Partial<RetryPolicy>;
}

/** Used where an endpoint says nothing. */
export const DEFAULT_TIMEOUTS: EndpointTimeouts = { firstTokenMs: 60_000, betweenTokensMs: 30_000, totalMs: 300_000 };

/** Used where an endpoint says nothing. */
export const DEFAULT_RETRY: RetryPolicy = { attempts: 3, firstPauseMs: 500, longestPauseMs: 20_000 };

/** The address without user, password and query, for messages. */
export function shownAddress(endpoint: Pick<ModelEndpoint, 'baseUrl'>): string {
  if (!URL.canParse(endpoint.baseUrl)) return 'an address that is no URL';
  const { origin, pathname } = new URL(endpoint.baseUrl);
  return `${origin}${pathname}`.replace(/\/$/, '');
}
