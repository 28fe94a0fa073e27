/** Growable array of 32-bit integers. */
export class IntVector {
  #items: Int32Array;
  #length = 0;

  constructor(capacity = 256) {
    this.#items = new Int32Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  at(index: number): number {
    return this.#items[index] as number;
  }

  set(index: number, value: number): void {
    this.#items[index] = value;
  }

  /** Appends one item and returns its index. */
  push(value: number): number {
    if (this.#length === this.#items.length) this.#grow(this.#length + 1);
    this.#items[this.#length] = value;
    return this.#length++;
  }

  /** Appends that many items, to be filled with {@link set}, and returns the index of the first. */
  extend(count: number): number {
    const first = this.#length;
    if (first + count > this.#items.length) this.#grow(first + count);
    this.#length += count;
    return first;
  }

  /** Takes all items from an index on off the end. */
  truncate(length: number): void {
    this.#length = length;
  }

  /** A copy of exactly the items so far. */
  toArray(): Int32Array {
    return this.#items.slice(0, this.#length);
  }

  #grow(needed: number): void {
    const bigger = new Int32Array(Math.max(needed, this.#items.length * 2));
    bigger.set(this.#items);
    this.#items = bigger;
  }
}
