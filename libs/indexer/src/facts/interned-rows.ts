import type { IntVector } from './int-vector.js';

const MIN_SLOTS = 256;
/** Multiplicative hashing: 2^32 over the golden ratio. */
const SPREAD = 0x9e3779b1;

/**
 * Finds equal rows in a vector, by open addressing over their positions, so that no key is built for a question. A row is written to
 * the end of the vector first; it stays there when it is new, and is taken off when there is an equal one.
 */
export class InternedRows {
  readonly #rows: IntVector;
  readonly #rowLength: number;
  /** Position of a row plus one; 0 is empty. */
  #slots = new Int32Array(MIN_SLOTS);
  #count = 0;

  /** @param rowLength integers a row; 0 for rows that begin with the number of the integers that follow */
  constructor(rows: IntVector, rowLength: number) {
    this.#rows = rows;
    this.#rowLength = rowLength;
  }

  /** Position of the row that equals the one from `start` to the end of the vector: an earlier one, or itself. */
  internLast(start: number): number {
    const slot = this.#slotOf(start);
    const entry = this.#slots[slot] as number;
    if (entry > 0) {
      this.#rows.truncate(start);
      return entry - 1;
    }
    this.#slots[slot] = start + 1;
    if (++this.#count * 2 > this.#slots.length) this.#grow();
    return start;
  }

  /** Position of an interned row that equals the one from `start` to the end of the vector, which is taken off; -1 for none. */
  takeLast(start: number): number {
    const entry = this.#slots[this.#slotOf(start)] as number;
    this.#rows.truncate(start);
    return entry - 1;
  }

  /** The slot of the equal row, or the empty one where it belongs. */
  #slotOf(start: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = this.#hash(start) & mask; ; slot = (slot + 1) & mask) {
      const entry = this.#slots[slot] as number;
      if (entry === 0 || this.#areEqual(entry - 1, start)) return slot;
    }
  }

  #hash(position: number): number {
    const end = position + this.#lengthOf(position);
    let hash = 0;
    for (let at = position; at < end; at++) hash = Math.imul(hash ^ (hash >>> 15) ^ this.#rows.at(at), SPREAD);
    return hash ^ (hash >>> 15);
  }

  #areEqual(one: number, other: number): boolean {
    const length = this.#lengthOf(other);
    for (let at = 0; at < length; at++) if (this.#rows.at(one + at) !== this.#rows.at(other + at)) return false;
    return true;
  }

  #lengthOf(position: number): number {
    return this.#rowLength > 0 ? this.#rowLength : this.#rows.at(position) + 1;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Int32Array(before.length * 2);
    const mask = this.#slots.length - 1;
    for (const entry of before) {
      if (entry === 0) continue;
      let slot = this.#hash(entry - 1) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = entry;
    }
  }
}
