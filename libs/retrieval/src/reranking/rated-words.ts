import { SEARCH_FIELDS, type SearchField } from '@codexgraph/graph-model';
import type { CorpusStatistics } from '../embedding/corpus-statistics.js';
import type { WeightedWord } from '../query/analyse-query.js';

/** Fields that are words; `identifier` holds whole names. */
export type WordField = Exclude<SearchField, 'identifier'>;

/** See {@link WordField}. */
export const WORD_FIELDS = SEARCH_FIELDS.filter((field): field is WordField => field !== 'identifier');

/** How much a word in a field counts; the same that full-text search is asked with. */
export const FIELD_WEIGHTS: Readonly<Record<WordField, number>> = {
  name: 4,
  path: 1,
  signature: 1.5,
  description: 2,
  code: 1,
  context: 0.5,
};

/** A word of the question with its weight in this repository. */
export interface RatedWord {
  readonly word: string;
  /** Weight in the question times rarity in the repository. */
  readonly rate: number;
  /** Rarity in the repository alone. */
  readonly rarity: number;
}

/** The words of a question with their weights in a repository. */
export function ratedWords(words: readonly WeightedWord[], statistics: CorpusStatistics): RatedWord[] {
  return words.map(({ word, weight }) => {
    const rarity = statistics.weightOf(word);
    return { word, rate: weight * rarity, rarity };
  });
}
