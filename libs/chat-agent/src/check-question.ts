import { CodexGraphError } from '@codexgraph/graph-model';

/** Longest question in characters; more belongs into a file that the question names. */
export const LONGEST_QUESTION = 20_000;
const MOST_CONTROL_SHARE = 0.01;

/** A question without space around it. @throws BAD_INPUT when it is empty, too long, or no text */
export function checkQuestion(question: string): string {
  const text = question.trim();
  if (text === '') throw new CodexGraphError('BAD_INPUT', 'The question is empty. Ask something about the repository.');
  if (text.length > LONGEST_QUESTION) {
    throw new CodexGraphError(
      'BAD_INPUT',
      `The question has ${text.length} characters; ${LONGEST_QUESTION} are the most. Name a file of the repository instead of quoting it.`,
    );
  }
  const odd = text.match(/[\u0000-\u0008\u000e-\u001f\ufffd]|\p{Cs}/gu)?.length ?? 0;
  if (text.includes('\u0000') || odd > text.length * MOST_CONTROL_SHARE) {
    throw new CodexGraphError('BAD_INPUT', 'The question is no text. Send it as UTF-8.');
  }
  return text;
}
