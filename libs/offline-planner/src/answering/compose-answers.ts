import type { PlannedAnswer } from './answer.js';
import { say } from './phrases.js';
import type { QuestionLanguage } from '../words/token.js';

/** An answer with the question that it is to. */
export interface PartAnswer {
  readonly question: string;
  readonly language: QuestionLanguage;
  readonly answer: PlannedAnswer;
}

/**
 * One answer for a text with several questions: each stated under its question. Citations are those of all parts in order, each symbol once; the value is
 * that of the last part that has one, because a person who asks "..., and how many?" wants that told.
 */
export function composeAnswers(parts: readonly PartAnswer[], left: readonly string[] = []): PlannedAnswer {
  const only = parts[0];
  if (parts.length === 1 && left.length === 0 && only !== undefined) return only.answer;
  const language = only?.language ?? 'en';
  const texts = parts.map(({ question, answer }, index) => `**${index + 1}. ${question.trim()}**\n\n${answer.text}`);
  const value = parts.findLast(({ answer }) => answer.value !== undefined)?.answer.value;
  const joined = (key: 'limits' | 'plan' | 'cypher', separator: string): string =>
    [...new Set(parts.flatMap(({ answer }) => answer[key] ?? []))].join(separator);
  const [limits, plan, cypher] = [joined('limits', '\n'), joined('plan', '; '), joined('cypher', ';\n\n')];
  return {
    text: [...texts, ...leftText(left, language)].join('\n\n'),
    citations: uniqueCitations(parts),
    ...(value === undefined ? {} : { value }),
    ...(limits === '' ? {} : { limits }),
    ...(plan === '' ? {} : { plan }),
    ...(cypher === '' ? {} : { cypher }),
  };
}

function uniqueCitations(parts: readonly PartAnswer[]): PlannedAnswer['citations'] {
  const byId = new Map(parts.flatMap(({ answer }) => answer.citations.map((citation) => [citation.id, citation] as const)));
  return [...byId.values()];
}

function leftText(left: readonly string[], language: QuestionLanguage): string[] {
  if (left.length === 0) return [];
  return [
    say(
      language,
      `${left.length} further questions of this text were not answered; ask them again, beginning with: ${left[0] ?? ''}`,
      `还有 ${left.length} 个问题没有回答，请从这里起再问一次：${left[0] ?? ''}`,
    ),
  ];
}
