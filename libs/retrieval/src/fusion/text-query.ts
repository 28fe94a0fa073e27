import type { SearchTerm, TextQuery } from '@codexgraph/graph-model';
import type { CorpusStatistics } from '../embedding/corpus-statistics.js';
import type { QueryAnalysis } from '../query/analyse-query.js';
import { FIELD_WEIGHTS, ratedWords } from '../reranking/rated-words.js';

/** More words make a query slower, and the rarest 60 of a bug report already say what it is about. */
const MOST_WORDS = 60;
const MOST_NAMES = 40;
const NAME_WEIGHT = 0.5;
const STRONG_NAME_WEIGHT = 1.5;

/** The full-text query that finds candidates for a question: its weightiest words in all fields of words. Without terms when the question has none. */
export function wordsQuery(query: QueryAnalysis, statistics: CorpusStatistics): TextQuery {
  const terms = ratedWords(query.words, statistics)
    .map(({ word, rate, rarity }) => ({ text: word, rate, weight: rate / Math.max(rarity, 1e-9) }))
    .filter(({ text }) => statistics.knows(text))
    .sort((a, b) => b.rate - a.rate)
    .slice(0, MOST_WORDS)
    .map(({ text, weight }): SearchTerm => ({ text, weight }));
  return { terms, fieldWeights: FIELD_WEIGHTS };
}

/** The full-text query for symbols that a question names outright. Without terms when it names none. */
export function namesQuery(query: QueryAnalysis): TextQuery {
  const strong = new Set(query.strongNames);
  const names = [...query.strongNames, ...query.names.filter((name) => !strong.has(name))].slice(0, MOST_NAMES);
  const terms = names.map((text): SearchTerm => ({ text, weight: strong.has(text) ? STRONG_NAME_WEIGHT : NAME_WEIGHT }));
  return { terms, fieldWeights: { identifier: 1 } };
}
