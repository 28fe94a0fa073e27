import type OpenAI from 'openai';
import { Stream } from 'openai/core/streaming';
import type { FinishReason, TokenUsage } from '../chat-model.port.js';

/** One piece of a reply as a server sent it. */
export interface ReplyPiece {
  readonly text?: string;
  readonly finish?: FinishReason;
  readonly usage?: TokenUsage;
}

/** Replies as servers really send them: any part may be missing. */
interface WireReply {
  readonly choices?: readonly WireChoice[];
  readonly usage?: unknown;
  readonly error?: unknown;
}

interface WireChoice {
  readonly delta?: { readonly content?: unknown };
  readonly message?: { readonly content?: unknown };
  readonly finish_reason?: unknown;
}

/** Reads a reply piece by piece, whether the server streams it or sends it whole in spite of being asked to stream. @throws what the client library throws */
export async function* readReply(
  response: Response,
  { client, controller }: { readonly client: OpenAI; readonly controller: AbortController },
): AsyncGenerator<ReplyPiece> {
  const isWhole = (response.headers.get('content-type') ?? '').includes('application/json');
  const replies = isWhole
    ? [(await response.json()) as WireReply]
    : Stream.fromSSEResponse<WireReply>(response, controller, client);
  for await (const reply of replies) {
    if (reply.error !== undefined && reply.error !== null) throw new ReplyError(errorText(reply.error));
    const choice = reply.choices?.[0] ?? {};
    yield* pieces((choice.delta ?? choice.message)?.content, choice.finish_reason, reply.usage);
  }
}

/** An error that the server wrote into the reply itself. */
export class ReplyError extends Error {
  override readonly name = 'ReplyError';
}

interface WireUsage {
  readonly prompt_tokens?: number;
  readonly completion_tokens?: number;
  readonly prompt_tokens_details?: { readonly cached_tokens?: number };
}

function* pieces(text: unknown, finish: unknown, usage: unknown): Generator<ReplyPiece> {
  if (typeof text === 'string' && text !== '') yield { text };
  const reason = finishReason(finish);
  if (reason !== undefined) yield { finish: reason };
  const counted = tokenUsage(usage);
  if (counted !== undefined) yield { usage: counted };
}

function finishReason(value: unknown): FinishReason | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  if (value === 'length') return 'length';
  return value === 'content_filter' ? 'filtered' : 'stop';
}

function tokenUsage(value: unknown): TokenUsage | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const usage = value as WireUsage;
  if (typeof usage.prompt_tokens !== 'number' || typeof usage.completion_tokens !== 'number') return undefined;
  const cached = usage.prompt_tokens_details?.cached_tokens;
  return {
    inputTokens: usage.prompt_tokens,
    outputTokens: usage.completion_tokens,
    ...(typeof cached === 'number' ? { cachedInputTokens: cached } : {}),
    estimated: false,
  };
}

function errorText(error: unknown): string {
  if (typeof error === 'string') return error;
  const message: unknown = typeof error === 'object' && error !== null && 'message' in error ? error.message : undefined;
  return typeof message === 'string' ? message : 'an error without words';
}
