import type { SearchFields } from '../descriptions/search-fields.js';
import type { QueryAnalysis } from '../query/analyse-query.js';
import { type CorpusStatistics, wordsOfField } from './corpus-statistics.js';
import { EMBEDDED_FIELDS, type EmbedderWeights, type QuantisedRows } from './embedder-weights.js';
import { addLetterTriples } from './letter-triples.js';
import { addRow, toUnitLength, WordVectors } from './word-vectors.js';

/** Words that no training text had count less: letter triples only guess their meaning. */
const UNKNOWN_WORD_WEIGHT = 0.7;

/**
 * Turns questions and symbols into vectors that are near when they mean the same: sums of learned vectors of words, weighted by how rare a word is in the
 * repository. Needs no model server and no download; the same input gives the same bytes.
 */
export class BuiltInEmbedder {
  readonly dimensions: number;
  /** Identifies the vectors: those of different identities must not be compared. */
  readonly identity: string;
  readonly wordVectors: WordVectors;
  readonly #weights: EmbedderWeights;
  readonly #statistics: CorpusStatistics;

  constructor(weights: EmbedderWeights, statistics: CorpusStatistics) {
    this.#weights = weights;
    this.#statistics = statistics;
    this.dimensions = weights.dimensions;
    this.identity = `built-in-${weights.version}`;
    this.wordVectors = new WordVectors(weights);
  }

  /** Vector of a question, unit length; all zeros when it has no words. */
  embedQuery(query: Pick<QueryAnalysis, 'words'>): Float32Array {
    const bag = new Map(query.words.map(({ word, weight }) => [word, weight * this.#statistics.weightOf(word)]));
    const sum = new Float32Array(this.dimensions);
    this.#addBag(sum, bag, { rows: this.#weights.query, factor: 1 });
    return toUnitLength(sum);
  }

  /** Vector of a symbol, unit length; all zeros when it has no words. */
  embedDocument(fields: SearchFields): Float32Array {
    const sum = new Float32Array(this.dimensions);
    EMBEDDED_FIELDS.forEach((field, at) => {
      const bag = this.#bagOf(fields[field]);
      this.#addBag(sum, bag, { rows: this.#weights.document, factor: this.#weights.fieldWeights[at] ?? 0 });
    });
    return toUnitLength(sum);
  }

  #bagOf(text: string): Map<string, number> {
    const counts = new Map<string, number>();
    for (const word of wordsOfField(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
    return new Map([...counts].map(([word, count]) => [word, (1 + Math.log(count)) * this.#statistics.weightOf(word)]));
  }

  /** Adds the vectors of a bag of words, scaled so that the bag has unit length. */
  #addBag(sum: Float32Array, bag: ReadonlyMap<string, number>, { rows, factor }: { rows: QuantisedRows; factor: number }): void {
    let squares = 0;
    for (const weight of bag.values()) squares += weight * weight;
    if (squares === 0 || factor === 0) return;
    const scale = factor / Math.sqrt(squares);
    const { rowOf, buckets } = this.#weights;
    for (const [word, weight] of bag) {
      const row = rowOf.get(word);
      if (row !== undefined) addRow(sum, rows, { row, factor: weight * scale });
      else {
        addLetterTriples(word, buckets, (bucket, share) => {
          addRow(sum, rows, { row: rowOf.size + bucket, factor: weight * scale * share * UNKNOWN_WORD_WEIGHT });
        });
      }
    }
  }
}
