/** A number generator with a seed, so that a failing query can be made again. */
export type Random = () => number;

/** Mulberry32. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Variables by what they stand for. */
export interface Names {
  readonly nodes: readonly string[];
  readonly relationships: readonly string[];
  /** Lists of nodes. */
  readonly nodeLists: readonly string[];
  /** Lists of relationships. */
  readonly lists: readonly string[];
  readonly paths: readonly string[];
  readonly numbers: readonly string[];
  /** Anything. */
  readonly values: readonly string[];
}

/** No variable at all. */
export const NOTHING: Names = { nodes: [], relationships: [], nodeLists: [], lists: [], paths: [], numbers: [], values: [] };

/**
 * What a query is made by. Its structure and its literals come from two generators: queries of one structure differ in numbers and words alone, which
 * a server plans once.
 */
export class Choices {
  readonly #structure: Random;
  readonly #literals: Random;
  #named = 0;
  /** The server refuses `*1..3` and `{1,3}` in one MATCH. */
  repeats: 'ranges' | 'quantifiers' = 'ranges';
  /** Labels are joined by `:` as of old; the server refuses both ways in one query. */
  readonly colons: boolean;
  /** The rows of the query have one order alone. */
  ordered = false;
  /** How much deeper expressions may still be nested. */
  depth = 2;

  constructor(structure: Random, literals: Random) {
    this.#structure = structure;
    this.#literals = literals;
    this.colons = structure() < 0.1;
  }

  chance(share: number): boolean {
    return this.#structure() < share;
  }

  below(limit: number): number {
    return Math.floor(this.#structure() * limit);
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  /** One of several ways to go on. */
  go(ways: readonly (() => string)[]): string {
    return this.pick(ways)();
  }

  fresh(prefix: string): string {
    this.#named += 1;
    return `${prefix}${String(this.#named)}`;
  }

  /** A whole number from 0, as a literal. */
  digit(limit = 6): string {
    return String(Math.floor(this.#literals() * limit));
  }

  /** A name of the graph or one that it does not have, as a literal. */
  word(): string {
    return `'${WORDS[Math.floor(this.#literals() * WORDS.length)] ?? ''}'`;
  }

  letter(): string {
    return `'${WORDS[Math.floor(this.#literals() * WORDS.length)]?.charAt(0) ?? ''}'`;
  }

  /** What `make` gives with expressions one level less deep. */
  deeper(make: () => string): string {
    this.depth -= 1;
    try {
      return make();
    } finally {
      this.depth += 1;
    }
  }
}

const WORDS = ['alpha', 'beta', 'gamma', 'delta', 'omega', 'nobody'];
/** Types of relationships of the graph. */
export const TYPES = ['CALLS', 'USES', 'HAS_METHOD'];
/** Labels of the graph. */
export const LABELS = ['CLASS', 'FUNCTION', 'METHOD'];

/** Values of parameters that queries may use, the same for all. */
export const PARAMETERS = {
  n: 2,
  name: 'alpha',
  list: [1, 2, 3],
  names: ['alpha', 'beta'],
  map: { x: 2 },
  label: 'CLASS',
  labels: ['CLASS', 'METHOD'],
  type: 'CALLS',
  pattern: '(?i).*a.*',
};
