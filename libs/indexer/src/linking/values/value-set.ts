import type { Evidence } from '../rules.js';
import type { Value } from './value.js';

/** Sets with more values than this are unknown: nothing useful can be said about them. */
export const VALUE_LIMIT = 24;

/**
 * A small immutable set of values, each with its evidence. `open` says that there may be others that are not known.
 * The order of `values` means nothing.
 */
export class ValueSet {
  static readonly EMPTY = new ValueSet([], [], false);
  static readonly UNKNOWN = new ValueSet([], [], true);

  #idKey: string | undefined;

  private constructor(
    readonly values: readonly Value[],
    readonly evidence: readonly Evidence[],
    readonly open: boolean,
  ) {}

  /** Sets of one value are made once. */
  static of(value: Value, evidence: Evidence): ValueSet {
    const sets = (value as { singles?: (ValueSet | undefined)[] | undefined }).singles;
    if (sets === undefined) {
      const made = new ValueSet([value], [evidence], false);
      const kept: (ValueSet | undefined)[] = [];
      kept[evidence] = made;
      (value as { singles?: (ValueSet | undefined)[] }).singles = kept;
      return made;
    }
    return (sets[evidence] ??= new ValueSet([value], [evidence], false));
  }

  get isEmpty(): boolean {
    return this.values.length === 0;
  }

  /** The same values with evidence no stronger than the given. */
  weakened(evidence: Evidence): ValueSet {
    const own = this.evidence;
    let isWeak = true;
    for (let index = 0; index < own.length; index++) if ((own[index] as Evidence) < evidence) isWeak = false;
    if (isWeak) return this;
    if (own.length === 1 && !this.open) return ValueSet.of(this.values[0] as Value, evidence);
    return new ValueSet(
      this.values,
      own.map((each) => Math.max(each, evidence)),
      this.open,
    );
  }

  /** The same values, which may now be all that there is or not. */
  withOpen(open: boolean): ValueSet {
    if (open === this.open) return this;
    if (this.values.length === 0) return open ? ValueSet.UNKNOWN : ValueSet.EMPTY;
    return new ValueSet(this.values, this.evidence, open);
  }

  /** Equal values with equal evidence. */
  equals(other: ValueSet): boolean {
    if (this === other) return true;
    if (this.open !== other.open || this.values.length !== other.values.length) return false;
    return this.values.every((value, index) => {
      const at = other.values.indexOf(value);
      return at >= 0 && other.evidence[at] === this.evidence[index];
    });
  }

  /** Equal while the process lives for equal sets; for interning. */
  get idKey(): string {
    return (this.#idKey ??=
      (this.open ? '?' : '') +
      this.values
        .map((value, index) => value.id * 64 + (this.evidence[index] as Evidence))
        .sort((a, b) => a - b)
        .join(' '));
  }

  /** Some value mentions what a call binds. */
  get symbolic(): boolean {
    const { values } = this;
    for (let index = 0; index < values.length; index++) if ((values[index] as Value).symbolic) return true;
    return false;
  }

  get depth(): number {
    let depth = 0;
    for (const value of this.values) depth = Math.max(depth, value.depth);
    return depth;
  }

  /** For builders only. */
  static raw(values: readonly Value[], evidence: readonly Evidence[], open: boolean): ValueSet {
    if (values.length > VALUE_LIMIT) return ValueSet.UNKNOWN;
    if (values.length === 0) return open ? ValueSet.UNKNOWN : ValueSet.EMPTY;
    if (values.length === 1 && !open) return ValueSet.of(values[0] as Value, evidence[0] as Evidence);
    return new ValueSet(values, evidence, open);
  }
}

/** Collects a {@link ValueSet}. One set alone is handed on as it is. */
export class ValueSetBuilder {
  #values: Value[] | undefined;
  #evidence: Evidence[] = NOTHING;
  #open = false;
  /** The only set so far, not yet taken apart. */
  #single: ValueSet | undefined;

  add(value: Value, evidence: Evidence): this {
    const values = this.#unfold();
    const at = values.indexOf(value);
    if (at < 0) {
      values.push(value);
      this.#evidence.push(evidence);
    } else if ((this.#evidence[at] as Evidence) > evidence) {
      this.#evidence[at] = evidence;
    }
    return this;
  }

  addAll(set: ValueSet, weakenTo: Evidence = 0): this {
    if (this.#single === set) return this;
    if (this.#values === undefined && this.#single === undefined && (!this.#open || set.open)) {
      this.#single = set.weakened(weakenTo);
      return this;
    }
    const { values, evidence } = set;
    for (let index = 0; index < values.length; index++) {
      this.add(values[index] as Value, Math.max(evidence[index] as Evidence, weakenTo));
    }
    return set.open ? this.open() : this;
  }

  open(): this {
    if (this.#single?.open === true) return this;
    if (this.#single !== undefined) this.#unfold();
    this.#open = true;
    return this;
  }

  get isEmpty(): boolean {
    return this.#single === undefined ? this.#values === undefined || this.#values.length === 0 : this.#single.isEmpty;
  }

  build(): ValueSet {
    if (this.#single !== undefined) return this.#single;
    return this.#values === undefined
      ? this.#open
        ? ValueSet.UNKNOWN
        : ValueSet.EMPTY
      : ValueSet.raw(this.#values, this.#evidence, this.#open);
  }

  /** The collected values, apart from any set. */
  #unfold(): Value[] {
    if (this.#values !== undefined) return this.#values;
    const single = this.#single;
    this.#single = undefined;
    this.#values = single === undefined ? [] : [...single.values];
    this.#evidence = single === undefined ? [] : [...single.evidence];
    if (single?.open === true) this.#open = true;
    return this.#values;
  }
}

const NOTHING: Evidence[] = [];
