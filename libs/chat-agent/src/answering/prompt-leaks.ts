const SHINGLE_WORDS = 12;
const REMOVED = '[removed: text of the instructions]';

/**
 * Takes text of the instructions out of an answer: every line that holds twelve words in a row of them. What the user or the repository says is not in `instructions`
 * and stays. The form of replies is no secret but never belongs into an answer.
 */
export function withoutInstructions(
  answer: string,
  instructions: readonly string[],
): { readonly text: string; readonly removed: boolean } {
  const known = new Set(instructions.flatMap((text) => shingles(text)));
  let removed = false;
  const lines = answer.split('\n');
  const hit = lines.map(() => false);
  // Words are joined over lines, so that wrapping does not hide them.
  const words = lines.flatMap((line, index) => wordsOf(line).map((word) => ({ word, index })));
  for (let at = 0; at + SHINGLE_WORDS <= words.length; at += 1) {
    const window = words.slice(at, at + SHINGLE_WORDS);
    if (!known.has(window.map(({ word }) => word).join(' '))) continue;
    removed = true;
    for (const { index } of window) hit[index] = true;
  }
  if (!removed) return { text: answer, removed };
  const kept = lines.flatMap((line, index) => (hit[index] !== true ? [line] : hit[index - 1] === true ? [] : [REMOVED]));
  return { text: kept.join('\n'), removed };
}

function shingles(text: string): readonly string[] {
  const words = wordsOf(text);
  return words
    .slice(0, Math.max(0, words.length - SHINGLE_WORDS + 1))
    .map((_word, at) => words.slice(at, at + SHINGLE_WORDS).join(' '));
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}
