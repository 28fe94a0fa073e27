import { SEARCH_FIELDS, type SearchField } from '@codexgraph/graph-model';
import type { SearchFields } from '../descriptions/search-fields.js';
import { type CorpusStatistics, wordsOfField } from '../embedding/corpus-statistics.js';
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
const LENGTH_SHARE = 0.5;
const SATURATION = 2;
const FIELD_SATURATION = 1.2;

/** A word of the question with its weight in this repository. */
export interface RatedWord {
  readonly word: string;
  /** Weight in the question times rarity in the repository. */
  readonly rate: number;
  /** Rarity in the repository alone. */
  readonly rarity: number;
}

/** How well the words of one symbol fit a question. Shares are of the summed rates of the question's words, 0..1. */
export interface LexicalScores {
  /** BM25F over all fields, divided by the summed rates. */
  readonly all: number;
  /** Share of the question that stands in some field. */
  readonly covered: number;
  readonly fields: Readonly<Record<WordField, number>>;
  /** Share of the question that stands in the name. */
  readonly queryInName: number;
  /** Share of the name, by rarity, that stands in the question. */
  readonly nameInQuery: number;
  /** Share of the name and of the enclosing names together that stands in the question. */
  readonly pathInQuery: number;
  /** The one word of the question that says most stands in the name. */
  readonly bestWordInName: number;
  /** The first word of the question, often a verb, stands in the name. */
  readonly firstWordInName: number;
}

/** The words of a question with their weights in a repository. */
export function ratedWords(words: readonly WeightedWord[], statistics: CorpusStatistics): RatedWord[] {
  return words.map(({ word, weight }) => {
    const rarity = statistics.weightOf(word);
    return { word, rate: weight * rarity, rarity };
  });
}

/** Scores symbols against one question. */
export class LexicalScorer {
  readonly #words: readonly RatedWord[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #statistics: CorpusStatistics;
  readonly #total: number;
  readonly #best: number;

  constructor(words: readonly RatedWord[], statistics: CorpusStatistics) {
    this.#words = words;
    this.#places = new Map(words.map(({ word }, at) => [word, at]));
    this.#statistics = statistics;
    // Words that the repository never uses cannot be matched: they say nothing about which symbol is meant.
    const known = words.filter(({ word }) => statistics.knows(word));
    this.#total = Math.max(
      1e-9,
      known.reduce((sum, { rate }) => sum + rate, 0),
    );
    const rates = words.map(({ word, rate }) => (statistics.knows(word) ? rate : 0));
    this.#best = rates.indexOf(Math.max(...rates));
  }

  /** Scores one symbol. */
  scores(fields: SearchFields): LexicalScores {
    const together = new Float64Array(this.#words.length);
    const perField = Object.fromEntries(
      WORD_FIELDS.map((field) => [field, this.#scoreField(field, fields[field], together)]),
    ) as Record<WordField, number>;
    let all = 0;
    let covered = 0;
    this.#words.forEach(({ rate }, at) => {
      const sum = together[at] as number;
      if (sum === 0) return;
      all += (rate * sum) / (sum + SATURATION);
      covered += rate;
    });
    const name = new Set(wordsOfField(fields.name));
    const inName = this.#words.filter(({ word }) => name.has(word));
    return {
      all: all / this.#total,
      covered: covered / this.#total,
      fields: perField,
      queryInName: inName.reduce((sum, { rate }) => sum + rate, 0) / this.#total,
      nameInQuery: this.#shareInQuery(name),
      pathInQuery: this.#shareInQuery(new Set([...name, ...wordsOfField(fields.path)])),
      bestWordInName: name.has(this.#words[this.#best]?.word ?? '') ? 1 : 0,
      firstWordInName: name.has(this.#words[0]?.word ?? '') ? 1 : 0,
    };
  }

  /** BM25 of one field divided by the summed rates; adds each word's weighted frequency to `together`. */
  #scoreField(field: WordField, text: string, together: Float64Array): number {
    const words = wordsOfField(text);
    if (words.length === 0) return 0;
    const lengthFactor = 1 - LENGTH_SHARE + (LENGTH_SHARE * words.length) / Math.max(1, this.#statistics.averageLength(field));
    const counts = new Map<number, number>();
    for (const word of words) {
      const at = this.#places.get(word);
      if (at !== undefined) counts.set(at, (counts.get(at) ?? 0) + 1);
    }
    let score = 0;
    for (const [at, count] of counts) {
      const frequency = count / lengthFactor;
      together[at] = (together[at] as number) + FIELD_WEIGHTS[field] * frequency;
      score += ((this.#words[at]?.rate ?? 0) * frequency) / (frequency + FIELD_SATURATION);
    }
    return score / this.#total;
  }

  #shareInQuery(words: ReadonlySet<string>): number {
    let all = 0;
    let shared = 0;
    for (const word of words) {
      const rarity = this.#statistics.weightOf(word);
      all += rarity;
      if (this.#places.has(word)) shared += rarity;
    }
    return all === 0 ? 0 : shared / all;
  }
}
