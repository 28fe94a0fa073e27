import type { SearchFields } from '../descriptions/search-fields.js';
import { type CorpusStatistics, wordsOfField } from '../embedding/corpus-statistics.js';
import { dotProduct, type WordVectors } from '../embedding/word-vectors.js';
import type { RatedWord } from './lexical-scores.js';

/** How near the words of a question come to words of a symbol: each word counts by the nearest one there. 0..1. */
export interface SoftScores {
  readonly softName: number;
  readonly softPath: number;
  readonly softSignature: number;
  readonly softCode: number;
  readonly softAll: number;
  /** The other way round: each word of the name by the nearest word of the question. */
  readonly softNameInQuery: number;
}

/** The weightiest words of a long question tell it from others; comparing all would cost time. */
const MOST_WORDS = 16;

interface NearWord {
  readonly weight: number;
  readonly nearness: Float64Array;
}

/** Compares one question with symbols, word by word, by the learned vectors. */
export class SoftMatcher {
  readonly #words: readonly RatedWord[];
  readonly #vectors: readonly Float32Array[];
  readonly #total: number;
  readonly #wordVectors: WordVectors;
  readonly #statistics: CorpusStatistics;
  /** Of each word met in symbols: how near it is to each word of the question. */
  readonly #near = new Map<string, NearWord>();

  constructor(words: readonly RatedWord[], parts: { readonly statistics: CorpusStatistics; readonly wordVectors: WordVectors }) {
    this.#words = [...words].sort((a, b) => b.rate - a.rate).slice(0, MOST_WORDS);
    this.#vectors = this.#words.map(({ word }) => parts.wordVectors.of(word, 'query'));
    this.#total = Math.max(
      1e-9,
      this.#words.reduce((sum, { rate }) => sum + rate, 0),
    );
    this.#wordVectors = parts.wordVectors;
    this.#statistics = parts.statistics;
  }

  /** Scores one symbol. */
  scores(fields: SearchFields): SoftScores {
    const best = new Float64Array(this.#words.length);
    const name = this.#field(fields.name, best);
    const path = this.#field(fields.path, best);
    const signature = this.#field(fields.signature, best);
    const code = this.#field(fields.code, best);
    this.#field(fields.description, best);
    return {
      softName: name,
      softPath: path,
      softSignature: signature,
      softCode: code,
      softAll: this.#sum(best),
      softNameInQuery: this.#nameInQuery(fields.name),
    };
  }

  #field(text: string, overall: Float64Array): number {
    const best = new Float64Array(this.#words.length);
    for (const word of new Set(wordsOfField(text))) {
      const { nearness } = this.#nearnessOf(word);
      for (let at = 0; at < best.length; at++) best[at] = Math.max(best[at] as number, nearness[at] as number);
    }
    for (let at = 0; at < best.length; at++) overall[at] = Math.max(overall[at] as number, best[at] as number);
    return this.#sum(best);
  }

  #sum(best: Float64Array): number {
    return this.#words.reduce((sum, { rate }, at) => sum + rate * (best[at] as number), 0) / this.#total;
  }

  #nameInQuery(text: string): number {
    let sum = 0;
    let total = 0;
    for (const word of new Set(wordsOfField(text))) {
      const { weight, nearness } = this.#nearnessOf(word);
      total += weight;
      sum += weight * Math.max(0, ...nearness);
    }
    return total === 0 ? 0 : sum / total;
  }

  #nearnessOf(word: string): NearWord {
    const known = this.#near.get(word);
    if (known !== undefined) return known;
    const vector = this.#wordVectors.of(word, 'document');
    const nearness = Float64Array.from(this.#words, (asked, at) =>
      asked.word === word ? 1 : Math.max(0, dotProduct(this.#vectors[at] as Float32Array, vector)),
    );
    const made = { weight: this.#statistics.weightOf(word), nearness };
    this.#near.set(word, made);
    return made;
  }
}
