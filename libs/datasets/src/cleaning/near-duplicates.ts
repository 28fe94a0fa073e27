import { createHash } from 'node:crypto';

/**
 * Near duplicates among texts by MinHash: 5-word shingles, 128 permutations, 16 bands of 8 rows, each candidate confirmed by its exact Jaccard
 * similarity. (Broder, "On the resemblance and containment of documents", 1997; banding as in Leskovec, Rajaraman, Ullman, "Mining of Massive
 * Datasets", chapter 3.)
 */
const SHINGLE_WORDS = 5;
const PERMUTATIONS = 128;
const BANDS = 16;
const ROWS = PERMUTATIONS / BANDS;
const SIMILAR = 0.8;
const SEED = 0x9e3779b9;

/** Finds whether a text is nearly one that was added before. */
export class NearDuplicateIndex {
  readonly #bands = Array.from({ length: BANDS }, () => new Map<string, number[]>());
  readonly #shingles: ReadonlySet<number>[] = [];

  /** Number of the added text that this one nearly equals (similarity of at least 0.8), in the order of adding from 0. */
  find(text: string): number | undefined {
    const shingles = shinglesOf(text);
    const candidates = new Set<number>();
    for (const [band, key] of bandKeys(shingles).entries()) {
      for (const candidate of this.#bands[band]?.get(key) ?? []) candidates.add(candidate);
    }
    return [...candidates].sort((left, right) => left - right).find((one) => this.#isSimilar(one, shingles));
  }

  /** Adds a text. */
  add(text: string): void {
    const shingles = shinglesOf(text);
    const number = this.#shingles.push(shingles) - 1;
    for (const [band, key] of bandKeys(shingles).entries()) {
      const bucket = this.#bands[band];
      bucket?.set(key, [...(bucket.get(key) ?? []), number]);
    }
  }

  #isSimilar(candidate: number, shingles: ReadonlySet<number>): boolean {
    return jaccard(this.#shingles[candidate] ?? new Set(), shingles) >= SIMILAR;
  }
}

/** Letters and digits in lower case, white space folded: texts that differ in nothing else are the same. */
export function normalisedText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function shinglesOf(text: string): ReadonlySet<number> {
  const words = normalisedText(text).split(' ');
  const shingles = new Set<number>();
  for (let start = 0; start === 0 || start + SHINGLE_WORDS <= words.length; start++) {
    shingles.add(hash32(words.slice(start, start + SHINGLE_WORDS).join(' ')));
  }
  return shingles;
}

function jaccard(left: ReadonlySet<number>, right: ReadonlySet<number>): number {
  let shared = 0;
  for (const shingle of left) if (right.has(shingle)) shared++;
  return shared / (left.size + right.size - shared);
}

/** One key for each band of the signature. */
function bandKeys(shingles: ReadonlySet<number>): readonly string[] {
  const signature = new Uint32Array(PERMUTATIONS).fill(0xffffffff);
  for (const shingle of shingles) {
    for (let permutation = 0; permutation < PERMUTATIONS; permutation++) {
      signature[permutation] = Math.min(signature[permutation] ?? 0, mix(shingle ^ Math.imul(permutation + 1, SEED)));
    }
  }
  return Array.from({ length: BANDS }, (_, band) => signature.subarray(band * ROWS, (band + 1) * ROWS).join(','));
}

function hash32(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32LE(0);
}

/** Finaliser of MurmurHash3: spreads the bits of a number over 32. */
function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
