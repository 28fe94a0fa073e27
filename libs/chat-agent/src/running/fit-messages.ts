import type { ChatMessage } from '@codexgraph/llm';

/** How long messages may be together. */
export interface MessageBudget {
  readonly tokens: number;
  readonly countTokens: (text: string) => number;
}

const LEFT_OUT = '(An earlier part of this conversation was left out, because the context of the model is limited.)';

/**
 * The messages cut to a budget: the first two (instructions and request) and the last stay, the longest of those between are replaced by a remark, oldest first. The last
 * one is cut at a line when it alone is too long.
 */
export function fitMessages(messages: readonly ChatMessage[], budget: MessageBudget): readonly ChatMessage[] {
  const fitted = [...messages];
  let total = fitted.reduce((sum, { content }) => sum + budget.countTokens(content), 0);
  for (let index = 2; index < fitted.length - 1 && total > budget.tokens; index += 1) {
    const message = fitted[index];
    if (message === undefined || message.content.length <= LEFT_OUT.length) continue;
    total -= budget.countTokens(message.content) - budget.countTokens(LEFT_OUT);
    fitted[index] = { ...message, content: LEFT_OUT };
  }
  const last = fitted.at(-1);
  if (last !== undefined && total > budget.tokens) {
    const allowed = Math.max(0, budget.tokens - (total - budget.countTokens(last.content)));
    fitted[fitted.length - 1] = { ...last, content: cutText(last.content, { ...budget, tokens: allowed }) };
  }
  return fitted;
}

/** The beginning of a text that fits, whole lines, with a remark where something is missing. */
export function cutText(text: string, budget: MessageBudget): string {
  if (budget.countTokens(text) <= budget.tokens) return text;
  const kept: string[] = [];
  let tokens = 0;
  for (const line of text.split('\n')) {
    tokens += budget.countTokens(line) + 1;
    if (tokens > budget.tokens) {
      if (kept.length === 0) kept.push(beginningOf(line, budget));
      break;
    }
    kept.push(line);
  }
  return `${kept.join('\n')}\n(The rest was left out, because the context of the model is limited.)`;
}

/** As much of one long line as fits, about. */
function beginningOf(line: string, { tokens, countTokens }: MessageBudget): string {
  const share = Math.max(0, tokens) / Math.max(countTokens(line), 1);
  return `${line.slice(0, Math.floor(line.length * Math.min(share, 1) * 0.9)).trimEnd()}...`;
}
