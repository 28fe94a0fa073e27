import type { ChatEvent, ChatModel, ChatRequest, FinishReason, TokenUsage } from './chat-model.port.js';

/** A whole reply. */
export interface CompletedText {
  readonly text: string;
  readonly usage: TokenUsage;
  readonly finish: FinishReason;
}

/** Runs a call to its end and joins its deltas; `onEvent` sees every event as it comes. @throws what {@link ChatModel.complete} throws */
export async function completeText(
  model: ChatModel,
  request: ChatRequest,
  options: { readonly signal: AbortSignal; readonly onEvent?: (event: ChatEvent) => void },
): Promise<CompletedText> {
  const parts: string[] = [];
  let usage: TokenUsage = { inputTokens: 0, outputTokens: 0, estimated: true };
  let finish: FinishReason = 'stop';
  for await (const event of model.complete(request, options.signal)) {
    options.onEvent?.(event);
    if (event.kind === 'delta') parts.push(event.text);
    else if (event.kind === 'usage') usage = event.usage;
    else if (event.kind === 'finish') finish = event.reason;
  }
  return { text: parts.join(''), usage, finish };
}
