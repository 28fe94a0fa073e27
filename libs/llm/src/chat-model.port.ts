import type { ChatPurpose } from './chat-purpose.js';
import type { ModelPrice } from './model-price.js';

/** One message of a chat. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** A JSON schema that the reply should keep. Servers that cannot hold to it are asked by words alone; readers of replies stay tolerant. */
export interface ResponseFormat {
  /** Letters, digits, `_` and `-`; at most 64. */
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** A prompt that messages were made from; stored with every call. */
export interface PromptUse {
  readonly id: string;
  /** First 16 hexadecimal digits of the SHA-256 of its file. */
  readonly hash: string;
}

/** One call of a model. */
export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  readonly purpose: ChatPurpose;
  /** Prompts behind the messages, for the trace. */
  readonly prompts: readonly PromptUse[];
  readonly responseFormat?: ResponseFormat;
  /** Tokens of the reply. Absent: the endpoint's own limit. */
  readonly maxOutputTokens?: number;
  /** 0..2. Absent: the endpoint's default. */
  readonly temperature?: number;
  readonly seed?: number;
  /** Names this call in logs and at the server, where it takes one. */
  readonly requestId?: string;
}

/** Tokens of one call or of several. */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Part of `inputTokens` that the server had cached. */
  readonly cachedInputTokens?: number;
  /** True when the server did not say and the product counted by itself. */
  readonly estimated: boolean;
}

/** Why a reply ended: by itself, at its token limit, by the server's filter. */
export type FinishReason = 'stop' | 'length' | 'filtered';

/** What a call gives, in this order: any number of deltas and retries, then usage, then finish, exactly once each. */
export type ChatEvent =
  | { readonly kind: 'delta'; readonly text: string }
  /** Nothing had been streamed yet and the call is tried again. */
  | { readonly kind: 'retry'; readonly attempt: number; readonly afterMs: number; readonly reason: string }
  | { readonly kind: 'usage'; readonly usage: TokenUsage }
  | { readonly kind: 'finish'; readonly reason: FinishReason };

/** How a model is called in traces, figures and on the screen. */
export interface ModelIdentity {
  /** Name of the endpoint, `offline` for the planner. */
  readonly endpoint: string;
  /** Name of the model at that endpoint. */
  readonly model: string;
  /** True for the built-in planner, whose answers are labelled as such. */
  readonly offline: boolean;
  /** Tokens that fit into question and reply together; absent when unknown. */
  readonly contextTokens?: number;
  /** Vocabulary that tokens are counted by, or `estimate`: then budgets rest on a guess that is rather too high. */
  readonly vocabulary?: string;
}

/**
 * A model that continues a chat. One implementation speaks to a server, one is the offline planner, one plays recorded transcripts.
 *
 * @example
 * for await (const event of model.complete(request, signal)) if (event.kind === 'delta') process.stdout.write(event.text);
 */
export interface ChatModel {
  readonly identity: ModelIdentity;
  /** Absent when nobody said what it costs. */
  readonly price?: ModelPrice;
  /**
   * Streams one reply. Safe failures are retried inside, as long as nothing was streamed.
   * @throws MODEL_UNAVAILABLE, MODEL_AUTHENTICATION, MODEL_UNKNOWN, MODEL_RATE_LIMITED, MODEL_CONTEXT_TOO_LONG, MODEL_CUT_OFF, MODEL_FAILED,
   * and CANCELLED when `signal` aborts.
   */
  complete(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatEvent>;
  /** Tokens of a text by the model's own tokenizer where it is known, else an estimate that is rather too high. */
  countTokens(text: string): number;
}

/** Gives the model of a role. */
export interface ChatModels {
  forRole(role: ChatPurpose['role']): ChatModel;
}
