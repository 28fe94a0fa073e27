/** How the vectors of the tokens of a text become one: their mean, that of the first token, or that of the last. */
export type Pooling = 'mean' | 'cls' | 'last';

/** Vectors of tokens as a model gives them: texts by tokens by dimensions, in one row. */
export interface TokenVectors {
  readonly data: ArrayLike<number>;
  /** Texts, tokens, dimensions. */
  readonly shape: readonly [texts: number, tokens: number, dimensions: number];
  /** Tokens of each text without those that only fill it up; they stand at the beginning. */
  readonly lengths: readonly number[];
}

/** One vector for each text. */
export function pooled({ data, shape, lengths }: TokenVectors, pooling: Pooling): readonly Float32Array[] {
  const [texts, tokens, dimensions] = shape;
  return Array.from({ length: texts }, (_, text) => {
    const length = Math.max(1, Math.min(lengths[text] ?? 1, tokens));
    const first = pooling === 'last' ? length - 1 : 0;
    const after = pooling === 'cls' ? 1 : length;
    const vector = new Float32Array(dimensions);
    for (let token = first; token < after; token += 1) {
      const from = (text * tokens + token) * dimensions;
      for (let at = 0; at < dimensions; at += 1) vector[at] = (vector[at] ?? 0) + (data[from + at] ?? 0) / (after - first);
    }
    return vector;
  });
}
