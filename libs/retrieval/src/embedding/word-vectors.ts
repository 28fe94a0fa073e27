import type { EmbedderWeights, QuantisedRows } from './embedder-weights.js';
import { addLetterTriples } from './letter-triples.js';

/** On which side a word stands: in a question, or in code. */
export type Side = 'query' | 'document';

const KEPT = 20_000;

/** Learned vectors of single words, unit length; kept once made. */
export class WordVectors {
  readonly #weights: EmbedderWeights;
  readonly #kept: Readonly<Record<Side, Map<string, Float32Array>>> = { query: new Map(), document: new Map() };

  constructor(weights: EmbedderWeights) {
    this.#weights = weights;
  }

  /** Vector of a folded word; all zeros when training gave it none. */
  of(word: string, side: Side): Float32Array {
    const kept = this.#kept[side];
    const known = kept.get(word);
    if (known !== undefined) return known;
    const vector = this.#made(word, this.#weights[side]);
    if (kept.size >= KEPT) kept.clear();
    kept.set(word, vector);
    return vector;
  }

  #made(word: string, rows: QuantisedRows): Float32Array {
    const { rowOf, buckets, dimensions } = this.#weights;
    const sum = new Float32Array(dimensions);
    const row = rowOf.get(word);
    if (row !== undefined) addRow(sum, rows, { row, factor: 1 });
    else addLetterTriples(word, buckets, (bucket, share) => addRow(sum, rows, { row: rowOf.size + bucket, factor: share }));
    return toUnitLength(sum);
  }
}

/** Adds a row of a table, times a factor. */
export function addRow(
  sum: Float32Array,
  rows: QuantisedRows,
  { row, factor }: { readonly row: number; readonly factor: number },
): void {
  const scale = (rows.scales[row] ?? 0) * factor;
  const start = row * sum.length;
  const { values } = rows;
  for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) + scale * (values[start + at] as number);
}

/** The vector scaled to length 1; one of zeros stays. */
export function toUnitLength(vector: Float32Array): Float32Array {
  const squares = dotProduct(vector, vector);
  if (squares === 0) return vector;
  const scale = 1 / Math.sqrt(squares);
  return vector.map((value) => value * scale);
}

/** Sum of the products of two vectors of one length. */
export function dotProduct(one: Float32Array, other: Float32Array): number {
  // Four sums side by side: additions need not wait for each other.
  let [first, second, third, fourth] = [0, 0, 0, 0];
  let at = 0;
  for (; at + 3 < one.length; at += 4) {
    first += (one[at] as number) * (other[at] as number);
    second += (one[at + 1] as number) * (other[at + 1] as number);
    third += (one[at + 2] as number) * (other[at + 2] as number);
    fourth += (one[at + 3] as number) * (other[at + 3] as number);
  }
  for (; at < one.length; at++) first += (one[at] as number) * (other[at] as number);
  return first + second + (third + fourth);
}
