import type { RetrievedSymbol } from '@codexgraph/graph-model';
import type { SearchFields } from '../descriptions/search-fields.js';
import type { RankingCandidate } from '../reranking/ranking-candidate.js';
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

/** How signals found a symbol. */
export type SignalHits = Readonly<Partial<Record<Signal, SignalHit>>>;

/** A symbol that at least one signal found, in its place. */
export interface RankedCandidate {
  readonly symbol: RetrievedSymbol;
  /** As its search document holds them; empty texts where it has none. */
  readonly fields: SearchFields;
  readonly hits: SignalHits;
  /** From a hit of another signal; empty unless relations brought it. */
  readonly path: readonly PathStep[];
  /** Greater is better; comparable within one answer only. */
  readonly score: number;
}

/** A candidate as ranking reads it. */
export function rankingCandidate(
  { symbol, fields }: Pick<RankedCandidate, 'symbol' | 'fields'>,
  figures: Pick<RankingCandidate, 'inDegree' | 'cosine' | 'neighbours'> = { inDegree: 0 },
): RankingCandidate {
  const { id, label, name, filePath, isTest, kind, visibility } = symbol;
  return {
    id,
    label,
    name,
    filePath,
    isTest,
    fields,
    ...(symbol.class === undefined ? {} : { class: symbol.class }),
    ...(kind === undefined ? {} : { kind }),
    ...(visibility === undefined ? {} : { visibility }),
    ...figures,
  };
}
