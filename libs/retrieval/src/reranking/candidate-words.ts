import type { SearchFields } from '../descriptions/search-fields.js';
import { type CorpusStatistics, wordsOfField } from '../embedding/corpus-statistics.js';
import { WORD_FIELDS, type RatedWord, type WordField } from './rated-words.js';

/** The distinct words of a field, as numbers of {@link WordNumbers}, in the order of their first places. */
export interface FieldWords {
  readonly words: readonly number[];
  /** How often each stands there. */
  readonly counts: readonly number[];
  /** Words with their repetitions. */
  readonly length: number;
}

/** All words of a candidate. */
export type CandidateWords = Readonly<Record<WordField, FieldWords>>;

const NO_WORDS: FieldWords = { words: [], counts: [], length: 0 };

/** Numbers the words that stand in the candidates of one question, so that each is looked up, weighed and compared only once. */
export class WordNumbers {
  readonly #statistics: CorpusStatistics;
  readonly #places: ReadonlyMap<string, number>;
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #askedAt: number[] = [];
  readonly #rarities: number[] = [];
  readonly #seen: number[] = [];

  constructor(asked: readonly RatedWord[], statistics: CorpusStatistics) {
    this.#statistics = statistics;
    this.#places = new Map(asked.map(({ word }, at) => [word, at]));
  }

  /** How many words have a number. */
  get count(): number {
    return this.#texts.length;
  }

  /** The words of each field of a candidate. */
  read(fields: SearchFields): CandidateWords {
    return Object.fromEntries(WORD_FIELDS.map((field) => [field, this.#readField(fields[field])])) as Record<
      WordField,
      FieldWords
    >;
  }

  /** The word of a number. */
  textOf(number: number): string {
    return this.#texts[number] ?? '';
  }

  /** Place of the word among those of the question, from 0; -1 when it is none of them. */
  askedAt(number: number): number {
    return this.#askedAt[number] as number;
  }

  /** As {@link CorpusStatistics.weightOf}. */
  rarityOf(number: number): number {
    const known = this.#rarities[number] as number;
    if (known >= 0) return known;
    const rarity = this.#statistics.weightOf(this.textOf(number));
    this.#rarities[number] = rarity;
    return rarity;
  }

  #readField(text: string): FieldWords {
    const all = wordsOfField(text);
    if (all.length === 0) return NO_WORDS;
    const words: number[] = [];
    for (const word of all) {
      const number = this.#numberOf(word);
      const before = this.#seen[number] as number;
      if (before === 0) words.push(number);
      this.#seen[number] = before + 1;
    }
    const counts = words.map((number) => {
      const count = this.#seen[number] as number;
      this.#seen[number] = 0;
      return count;
    });
    return { words, counts, length: all.length };
  }

  #numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#texts.length;
    this.#numbers.set(word, number);
    this.#texts.push(word);
    this.#askedAt.push(this.#places.get(word) ?? -1);
    this.#rarities.push(-1);
    this.#seen.push(0);
    return number;
  }
}
