import type { CorpusStatistics } from '../embedding/corpus-statistics.js';
import { wordsOfField } from '../embedding/corpus-statistics.js';
import type { WordVectors } from '../embedding/word-vectors.js';
import type { QueryAnalysis } from '../query/analyse-query.js';
import { foldWord } from '../text/words-of-text.js';
import { languageShares } from './language-shares.js';
import { WORD_FIELDS, type WordField } from './rated-words.js';
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
  /** Of the whole repository, see {@link languageShares}; default: of the candidates. */
  readonly languageShare?: (filePath: string) => number;
}

/** How much lower symbols of tests stand when a question may have them too. */
const TEST_PENALTY = 1;
/** How much lower a symbol stands in a language that hardly anything else is written in; in the same scale. */
const RARE_LANGUAGE_PENALTY = 1.5;

const SCRIPT_WORDS: ReadonlySet<string> = new Set(['javascript', 'typescript'].map(foldWord));
const SCRIPT_FILE = /\.[cm]?[jt]sx?$/;

/** Orders candidates for a question, best first, ties by id. */
export function rankCandidates(
  query: QueryAnalysis,
  candidates: readonly RankingCandidate[],
  { statistics, ranker, wordVectors, languageShare }: RankingParts,
): RankedSymbol[] {
  const shareOf = unlessAskedFor(query, languageShare ?? languageShares(candidates.map(({ filePath }) => filePath)));
  return rankingFeatures(query, candidates, { statistics, wordVectors })
    .map(({ candidate, features }) => ({
      id: candidate.id,
      score: ranker.score(features) - penaltyOf(candidate, shareOf),
      features,
    }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** A question that says `python`, or names a file, may mean what is rare. */
function unlessAskedFor(query: QueryAnalysis, shareOf: (filePath: string) => number): (filePath: string) => number {
  const asksForPython = query.words.some(({ word }) => word === 'python') || query.paths.some((path) => path.endsWith('.py'));
  const asksForScript =
    query.words.some(({ word }) => SCRIPT_WORDS.has(word)) || query.paths.some((path) => SCRIPT_FILE.test(path));
  return (filePath) =>
    (asksForPython && filePath.endsWith('.py')) || (asksForScript && SCRIPT_FILE.test(filePath)) ? 1 : shareOf(filePath);
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
