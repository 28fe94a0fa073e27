import type { CorpusStatistics } from '../embedding/corpus-statistics.js';
import type { CandidateWords, FieldWords, WordNumbers } from './candidate-words.js';
import { FIELD_WEIGHTS, WORD_FIELDS, type RatedWord, type WordField } from './rated-words.js';

const LENGTH_SHARE = 0.5;
const SATURATION = 2;
const FIELD_SATURATION = 1.2;

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

/** Scores symbols against one question. */
export class LexicalScorer {
  readonly #words: readonly RatedWord[];
  readonly #numbers: WordNumbers;
  readonly #statistics: CorpusStatistics;
  readonly #total: number;
  readonly #best: number;

  constructor(words: readonly RatedWord[], numbers: WordNumbers, statistics: CorpusStatistics) {
    this.#words = words;
    this.#numbers = numbers;
    this.#statistics = statistics;
    // Words that the repository never uses cannot be matched: they say nothing about which symbol is meant.
    const rates = words.map(({ word, rate }) => (statistics.knows(word) ? rate : 0));
    this.#total = Math.max(
      1e-9,
      rates.reduce((sum, rate) => sum + rate, 0),
    );
    this.#best = rates.indexOf(Math.max(...rates));
  }

  /** Scores one symbol. */
  scores(candidate: CandidateWords): LexicalScores {
    const together = new Float64Array(this.#words.length);
    const fields = Object.fromEntries(
      WORD_FIELDS.map((field) => [field, this.#scoreField(field, candidate[field], together)]),
    ) as Record<WordField, number>;
    let all = 0;
    let covered = 0;
    for (let at = 0; at < together.length; at++) {
      const sum = together[at] as number;
      if (sum === 0) continue;
      const { rate } = this.#words[at] as RatedWord;
      all += (rate * sum) / (sum + SATURATION);
      covered += rate;
    }
    const inName = candidate.name.words.map((number) => this.#numbers.askedAt(number)).filter((at) => at >= 0);
    return {
      all: all / this.#total,
      covered: covered / this.#total,
      fields,
      queryInName: inName.reduce((sum, at) => sum + (this.#words[at] as RatedWord).rate, 0) / this.#total,
      nameInQuery: this.#shareInQuery(candidate.name.words),
      pathInQuery: this.#shareInQuery(new Set([...candidate.name.words, ...candidate.path.words])),
      bestWordInName: inName.includes(this.#best) ? 1 : 0,
      firstWordInName: inName.includes(0) ? 1 : 0,
    };
  }

  /** BM25 of one field divided by the summed rates; adds each word's weighted frequency to `together`. */
  #scoreField(field: WordField, { words, counts, length }: FieldWords, together: Float64Array): number {
    if (length === 0) return 0;
    const lengthFactor = 1 - LENGTH_SHARE + (LENGTH_SHARE * length) / Math.max(1, this.#statistics.averageLength(field));
    let score = 0;
    for (let index = 0; index < words.length; index++) {
      const at = this.#numbers.askedAt(words[index] as number);
      if (at < 0) continue;
      const frequency = (counts[index] as number) / lengthFactor;
      together[at] = (together[at] as number) + FIELD_WEIGHTS[field] * frequency;
      score += ((this.#words[at] as RatedWord).rate * frequency) / (frequency + FIELD_SATURATION);
    }
    return score / this.#total;
  }

  #shareInQuery(words: Iterable<number>): number {
    let all = 0;
    let shared = 0;
    for (const number of words) {
      const rarity = this.#numbers.rarityOf(number);
      all += rarity;
      if (this.#numbers.askedAt(number) >= 0) shared += rarity;
    }
    return all === 0 ? 0 : shared / all;
  }
}
