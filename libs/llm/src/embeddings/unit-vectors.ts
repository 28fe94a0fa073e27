/** What is wrong with vectors of a server, or the vectors at unit length. */
export type ReadVectors =
  | { readonly kind: 'vectors'; readonly vectors: readonly Float32Array[] }
  | {
      readonly kind: 'wrong';
      readonly why: string;
      /** True when one text may be to blame rather than the server. */ readonly byText: boolean;
    };

/** Checks vectors and brings them to unit length. `dimensions` undefined: the first one decides. */
export function unitVectors(
  given: readonly unknown[],
  wanted: { readonly count: number; readonly dimensions: number | undefined },
): ReadVectors {
  if (given.length !== wanted.count) {
    return { kind: 'wrong', byText: false, why: `${given.length} vectors came for ${wanted.count} texts` };
  }
  const [first] = given;
  const dimensions = wanted.dimensions ?? (isNumbers(first) ? first.length : 0);
  const vectors: Float32Array[] = [];
  for (const numbers of given) {
    if (!isNumbers(numbers) || numbers.length === 0)
      return { kind: 'wrong', byText: false, why: 'a vector is no list of numbers' };
    if (numbers.length !== dimensions) {
      return { kind: 'wrong', byText: false, why: `a vector has ${numbers.length} dimensions instead of ${dimensions}` };
    }
    const vector = unitVector(numbers);
    if (vector === undefined)
      return { kind: 'wrong', byText: true, why: 'a vector holds what is no number, or nothing but zeros' };
    vectors.push(vector);
  }
  return { kind: 'vectors', vectors };
}

function isNumbers(value: unknown): value is ArrayLike<number> {
  return Array.isArray(value) || value instanceof Float32Array;
}

/** At unit length; undefined for one that has none, or holds something else than finite numbers. */
export function unitVector(numbers: ArrayLike<number>): Float32Array | undefined {
  let sum = 0;
  for (let index = 0; index < numbers.length; index += 1) {
    const value: unknown = numbers[index];
    if (typeof value !== 'number') return undefined;
    sum += value * value;
  }
  const length = Math.sqrt(sum);
  if (!Number.isFinite(length) || length === 0) return undefined;
  return Float32Array.from(numbers, (value) => value / length);
}
