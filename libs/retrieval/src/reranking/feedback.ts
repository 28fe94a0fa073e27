import type { CandidateWords, WordNumbers } from './candidate-words.js';
import type { WordField } from './rated-words.js';

const READ: readonly WordField[] = ['name', 'signature', 'code', 'context'];
const TEACHERS = 5;
const LEAST_TEACHERS = 2;
const MOST_WORDS = 24;

/**
 * How much each candidate has, 0..1, of the words that the best ones share beside those of the question: a question about retries seldom says `backoff`, but what
 * answers it does.
 */
export function feedbackScores(
  candidates: readonly CandidateWords[],
  goodness: readonly number[],
  numbers: WordNumbers,
): number[] {
  const teachers = goodness
    .map((score, at) => ({ score, at }))
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, TEACHERS);
  const counts = new Map<number, number>();
  for (const { at } of teachers) {
    const words = new Set(READ.flatMap((field) => candidates[at]?.[field].words ?? []));
    for (const word of words) if (numbers.askedAt(word) < 0) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const taught = [...counts]
    .filter(([, count]) => count >= LEAST_TEACHERS)
    .map(([word, count]) => ({ word, weight: numbers.rarityOf(word) * count }))
    .sort((a, b) => b.weight - a.weight || a.word - b.word)
    .slice(0, MOST_WORDS);
  const total = taught.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return candidates.map(() => 0);
  const weights = new Float64Array(numbers.count);
  for (const { word, weight } of taught) weights[word] = weight / total;
  const lastSeenBy = new Int32Array(numbers.count).fill(-1);
  return candidates.map((candidate, at) => {
    let sum = 0;
    for (const field of READ)
      for (const word of candidate[field].words) {
        if (lastSeenBy[word] === at) continue;
        lastSeenBy[word] = at;
        sum += weights[word] as number;
      }
    return sum;
  });
}
