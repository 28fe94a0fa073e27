import type { RetrievedSymbol } from '@codexgraph/graph-model';
import type { PathStep } from '../expansion/personalised-rank.js';

/** What brings symbols into an answer. `words`: full text; `meaning`: vectors; `name`: whole names; `graph`: relations to other hits. */
export const SIGNALS = ['words', 'meaning', 'name', 'graph'] as const;

/** See {@link SIGNALS}. */
export type Signal = (typeof SIGNALS)[number];

/** How one signal found a symbol. */
export interface SignalHit {
  /** As the signal gives it: BM25, cosine, BM25 of whole names, share of the rank. */
  readonly score: number;
  /** Place in the list of the signal, from 1. */
  readonly place: number;
}

/** A symbol that at least one signal found: what ranking sees. */
export interface Candidate {
  readonly symbol: RetrievedSymbol;
  readonly hits: Readonly<Partial<Record<Signal, SignalHit>>>;
  /** From a hit of another signal; empty unless the graph alone or first brought it. */
  readonly path: readonly PathStep[];
  /** PageRank in the whole repository, in multiples of the average. */
  readonly importance: number;
  readonly inDegree: number;
  readonly outDegree: number;
}

/** A candidate with its final score. Greater is better. */
export interface RankedCandidate extends Candidate {
  readonly score: number;
}
