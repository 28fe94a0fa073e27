import type { Candidate, RankedCandidate, Signal } from './candidate.js';

/** How much each list counts. */
export const SIGNAL_WEIGHTS: Readonly<Record<Signal, number>> = { name: 1.2, words: 1, meaning: 1, graph: 0.4 };

const FLATTENING = 20;
/** Share of its score that a symbol of a test keeps when tests were not asked for. */
const TEST_SHARE = 0.5;

/** Score of a candidate by its places in the lists (reciprocal rank fusion): above 0, at most about 0.2. */
export function fusedScore(
  candidate: Pick<Candidate, 'hits'>,
  weights: Readonly<Partial<Record<Signal, number>>> = SIGNAL_WEIGHTS,
): number {
  return Object.entries(candidate.hits).reduce(
    (sum, [signal, hit]) => sum + (weights[signal as Signal] ?? 0) / (FLATTENING + hit.place),
    0,
  );
}

/** Candidates by their fused scores, ties by id; tests lower unless they were asked for. */
export function rankByFusion(candidates: readonly Candidate[], options: { readonly testsAsked: boolean }): RankedCandidate[] {
  return candidates
    .map((candidate) => {
      const share = candidate.symbol.isTest && !options.testsAsked ? TEST_SHARE : 1;
      return { ...candidate, score: fusedScore(candidate) * share };
    })
    .sort((left, right) => right.score - left.score || (left.symbol.id < right.symbol.id ? -1 : 1));
}
