import type { Signal, SignalHits } from './candidate.js';

/** How much each list counts. */
export const SIGNAL_WEIGHTS: Readonly<Record<Signal, number>> = { name: 1.2, words: 1, meaning: 1, graph: 0.4 };

const FLATTENING = 20;

/** Score of a symbol by its places in the lists (reciprocal rank fusion): 0..0.2. Seeds of relations are chosen by it, and what is ranked at all. */
export function fusedScore(hits: SignalHits): number {
  return Object.entries(hits).reduce(
    (sum, [signal, hit]) => sum + SIGNAL_WEIGHTS[signal as Signal] / (FLATTENING + hit.place),
    0,
  );
}
