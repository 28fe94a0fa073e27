import type { RankingCandidate } from './ranking-candidate.js';

const SCRIPT = /^[cm]?[jt]sx?$/;

/**
 * How common the language of a file is among candidates, 0..1: a port to another language often says the same as the original, and in more words, but a question
 * without a word about it means the original.
 */
export function languageShares(candidates: readonly RankingCandidate[]): (filePath: string) => number {
  const counts = new Map<string, number>();
  for (const { filePath } of candidates) {
    const language = languageOf(filePath);
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return (filePath) => (counts.get(languageOf(filePath)) ?? 0) / Math.max(1, candidates.length);
}

function languageOf(filePath: string): string {
  const extension = /\.(\w+)$/.exec(filePath)?.[1] ?? '';
  return SCRIPT.test(extension) ? 'script' : extension;
}
