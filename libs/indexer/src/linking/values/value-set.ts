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

  static of(value: Value, evidence: Evidence): ValueSet {
    return new ValueSet([value], [evidence], false);
  }

  get isEmpty(): boolean {
    return this.values.length === 0;
  }

  /** The same values with evidence no stronger than the given. */
  weakened(evidence: Evidence): ValueSet {
    if (this.evidence.every((own) => own >= evidence)) return this;
    return new ValueSet(
      this.values,
      this.evidence.map((own) => Math.max(own, evidence)),
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

  /** Says the same in every run for equal sets. */
  get key(): string {
    const parts = this.values.map((value, index) => `${value.key}@${String(this.evidence[index])}`).sort();
    return (this.open ? '?' : '') + parts.join('|');
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
    return this.values.some((value) => value.symbolic);
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
    return new ValueSet(values, evidence, open);
  }
}

/** Collects a {@link ValueSet}. */
export class ValueSetBuilder {
  readonly #values: Value[] = [];
  readonly #evidence: Evidence[] = [];
  #open = false;
  #single: ValueSet | undefined;

  add(value: Value, evidence: Evidence): this {
    this.#single = undefined;
    const at = this.#values.indexOf(value);
    if (at < 0) {
      this.#values.push(value);
      this.#evidence.push(evidence);
    } else if ((this.#evidence[at] as Evidence) > evidence) {
      this.#evidence[at] = evidence;
    }
    return this;
  }

  addAll(set: ValueSet, weakenTo: Evidence = 0): this {
    if (this.#values.length === 0 && !this.#open && weakenTo === 0) {
      if (this.#single === undefined) {
        this.#fill(set, 0);
        this.#single = set;
        return this;
      }
    }
    this.#fill(set, weakenTo);
    return this;
  }

  open(): this {
    if (!this.#open) this.#single = undefined;
    this.#open = true;
    return this;
  }

  get isEmpty(): boolean {
    return this.#values.length === 0;
  }

  build(): ValueSet {
    return this.#single ?? ValueSet.raw(this.#values, this.#evidence, this.#open);
  }

  #fill(set: ValueSet, weakenTo: Evidence): void {
    for (let index = 0; index < set.values.length; index++) {
      this.add(set.values[index] as Value, Math.max(set.evidence[index] as Evidence, weakenTo));
    }
    if (set.open) this.open();
  }
}
