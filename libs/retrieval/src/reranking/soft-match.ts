import { dotProduct, type WordVectors } from '../embedding/word-vectors.js';
import type { CandidateWords, FieldWords, WordNumbers } from './candidate-words.js';
import type { RatedWord } from './rated-words.js';

/** How near the words of a question come to words of a symbol: each word counts by the nearest one there. 0..1. */
export interface SoftScores {
  readonly softName: number;
  readonly softPath: number;
  readonly softSignature: number;
  readonly softCode: number;
  readonly softAll: number;
  /** The other way round: each word of the name by the nearest word of the question. */
  readonly softNameInQuery: number;
  /** How near the first word of the name, often a verb, comes to the first word of the question. */
  readonly softVerb: number;
}

/** The weightiest words of a long question tell it from others; comparing all would cost time. */
const MOST_WORDS = 16;

/** Compares one question with symbols, word by word, by the learned vectors. */
export class SoftMatcher {
  readonly #words: readonly RatedWord[];
  readonly #vectors: readonly Float32Array[];
  /** Place of the question's first word among the compared ones; -1 when it is too light. */
  readonly #first: number;
  readonly #total: number;
  readonly #wordVectors: WordVectors;
  readonly #numbers: WordNumbers;
  /** Of each word met in symbols: how near it is to each word of the question. */
  readonly #near: (Float32Array | undefined)[] = [];

  constructor(words: readonly RatedWord[], numbers: WordNumbers, wordVectors: WordVectors) {
    this.#words = [...words].sort((a, b) => b.rate - a.rate).slice(0, MOST_WORDS);
    this.#first = this.#words.findIndex(({ word }) => word === words[0]?.word);
    this.#vectors = this.#words.map(({ word }) => wordVectors.of(word, 'query'));
    this.#total = Math.max(
      1e-9,
      this.#words.reduce((sum, { rate }) => sum + rate, 0),
    );
    this.#wordVectors = wordVectors;
    this.#numbers = numbers;
  }

  /** Scores one symbol. */
  scores(candidate: CandidateWords): SoftScores {
    const best = new Float32Array(this.#words.length);
    const name = this.#field(candidate.name, best);
    const path = this.#field(candidate.path, best);
    const signature = this.#field(candidate.signature, best);
    const code = this.#field(candidate.code, best);
    this.#field(candidate.description, best);
    return {
      softName: name,
      softPath: path,
      softSignature: signature,
      softCode: code,
      softAll: this.#sum(best),
      softNameInQuery: this.#nameInQuery(candidate.name),
      softVerb: this.#verb(candidate.name),
    };
  }

  #field({ words }: FieldWords, overall: Float32Array): number {
    const best = new Float32Array(overall.length);
    for (const number of words) {
      const nearness = this.#nearnessOf(number);
      for (let at = 0; at < best.length; at++)
        if ((nearness[at] as number) > (best[at] as number)) best[at] = nearness[at] as number;
    }
    for (let at = 0; at < best.length; at++) if ((best[at] as number) > (overall[at] as number)) overall[at] = best[at] as number;
    return this.#sum(best);
  }

  #sum(best: Float32Array): number {
    let sum = 0;
    for (let at = 0; at < best.length; at++) sum += (this.#words[at] as RatedWord).rate * (best[at] as number);
    return sum / this.#total;
  }

  #nameInQuery({ words }: FieldWords): number {
    let sum = 0;
    let total = 0;
    for (const number of words) {
      const rarity = this.#numbers.rarityOf(number);
      total += rarity;
      sum += rarity * Math.max(0, ...this.#nearnessOf(number));
    }
    return total === 0 ? 0 : sum / total;
  }

  #verb({ words }: FieldWords): number {
    const [first] = words;
    return first === undefined || this.#first < 0 ? 0 : (this.#nearnessOf(first)[this.#first] ?? 0);
  }

  #nearnessOf(number: number): Float32Array {
    const known = this.#near[number];
    if (known !== undefined) return known;
    const text = this.#numbers.textOf(number);
    const vector = this.#wordVectors.of(text, 'document');
    const nearness = new Float32Array(this.#words.length);
    for (let at = 0; at < nearness.length; at++)
      nearness[at] = this.#words[at]?.word === text ? 1 : Math.max(0, dotProduct(this.#vectors[at] as Float32Array, vector));
    this.#near[number] = nearness;
    return nearness;
  }
}
