import { cleanText, type ConversationTurn } from '@codexgraph/llm';
import { cutText, type MessageBudget } from './fit-messages.js';

const MOST_TURNS = 20;
const MOST_CITATIONS = 20;

/** The turns that fit into a budget, oldest first: the newest are kept, and of a long answer its beginning. */
export function rememberedTurns(turns: readonly ConversationTurn[], budget: MessageBudget): readonly ConversationTurn[] {
  const kept: ConversationTurn[] = [];
  let left = budget.tokens;
  for (const turn of turns.slice(-MOST_TURNS).reverse()) {
    const answer = cutText(turn.answer, { ...budget, tokens: Math.max(Math.floor(left / 2), 50) });
    const shortened = { ...turn, answer };
    left -= budget.countTokens(turnText(shortened));
    if (left < 0) break;
    kept.unshift(shortened);
  }
  return kept;
}

/** The turns as they stand in prompts; '' for none. Ends with a blank line. */
export function conversationText(turns: readonly ConversationTurn[]): string {
  return turns.length === 0 ? '' : `Earlier in this conversation:\n${turns.map(turnText).join('\n')}\n\n`;
}

function turnText({ question, answer, citations }: ConversationTurn): string {
  const names = citations.slice(0, MOST_CITATIONS).map((citation) => citation.qualified_name);
  const more = citations.length > names.length ? `, and ${citations.length - names.length} more` : '';
  const about = names.length === 0 ? '' : `\nIt named: ${names.join(', ')}${more}`;
  return `Question: ${cleanText(question)}\nAnswer: ${cleanText(answer)}${cleanText(about)}`;
}
