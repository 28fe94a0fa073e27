import type { CorpusStatistics } from '../embedding/corpus-statistics.js';
import { wordsOfField } from '../embedding/corpus-statistics.js';
import type { WordVectors } from '../embedding/word-vectors.js';
import type { QueryAnalysis } from '../query/analyse-query.js';
import { languageShares } from './language-shares.js';
import { WORD_FIELDS, type WordField } from './lexical-scores.js';
import type { RankingCandidate } from './ranking-candidate.js';
import { rankingFeatures, type RankingFeature } from './ranking-features.js';
import type { TreeRanker } from './tree-ranker.js';

/** A candidate in its place. */
export interface RankedSymbol {
  readonly id: string;
  /** Greater is better; comparable within one answer only. */
  readonly score: number;
  readonly features: Readonly<Record<RankingFeature, number>>;
}

/** What ranking rests on. */
export interface RankingParts {
  readonly statistics: CorpusStatistics;
  readonly ranker: TreeRanker;
  readonly wordVectors: WordVectors;
}

/** How much lower symbols of tests stand when a question may have them too. */
const TEST_PENALTY = 1;
/** How much lower a symbol stands in a language that no other candidate is written in; in the same scale. */
const RARE_LANGUAGE_PENALTY = 0.7;

/** Orders candidates for a question, best first, ties by id. */
export function rankCandidates(
  query: QueryAnalysis,
  candidates: readonly RankingCandidate[],
  { statistics, ranker, wordVectors }: RankingParts,
): RankedSymbol[] {
  const shareOf = languageShares(candidates);
  return rankingFeatures(query, candidates, { statistics, wordVectors })
    .map(({ candidate, features }) => ({
      id: candidate.id,
      score: ranker.score(features) - penaltyOf(candidate, shareOf),
      features,
    }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

function penaltyOf({ isTest, filePath }: RankingCandidate, shareOf: (filePath: string) => number): number {
  return (isTest ? TEST_PENALTY : 0) + RARE_LANGUAGE_PENALTY * (1 - shareOf(filePath));
}

/** Words of a question that stand in a field of a symbol, for telling why it was found. */
export interface MatchedWords {
  readonly field: WordField;
  /** Folded, as documents hold them; weightiest first. */
  readonly words: readonly string[];
}

/** Which words of a question stand where in a symbol, fields in the order of their weights; fields without any are left out. */
export function matchedWords(query: QueryAnalysis, candidate: RankingCandidate, statistics: CorpusStatistics): MatchedWords[] {
  const rated = query.words
    .map(({ word, weight }) => ({ word, rate: weight * statistics.weightOf(word) }))
    .sort((a, b) => b.rate - a.rate);
  return WORD_FIELDS.map((field) => {
    const there = new Set(wordsOfField(candidate.fields[field]));
    return { field, words: rated.filter(({ word }) => there.has(word)).map(({ word }) => word) };
  }).filter(({ words }) => words.length > 0);
}
