const MIN_CAPACITY = 4096;

/** Grows while small integers are appended to it; they take one byte up to ±63. */
export class ByteWriter {
  #bytes = new Uint8Array(MIN_CAPACITY);
  #length = 0;

  /** Appends a 32-bit signed integer. */
  int(value: number): void {
    if (this.#length + 5 > this.#bytes.length) this.#grow(5);
    const bytes = this.#bytes;
    let rest = ((value << 1) ^ (value >> 31)) >>> 0;
    while (rest > 127) {
      bytes[this.#length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[this.#length++] = rest;
  }

  /** Appends a 32-bit array. @param stride each number is kept as the difference to the one that many places before; 0 keeps it whole */
  ints(values: Int32Array, stride: number): void {
    this.int(values.length);
    for (let at = 0; at < values.length; at++) {
      const before = stride > 0 && at >= stride ? (values[at - stride] as number) : 0;
      this.int(((values[at] as number) - before) | 0);
    }
  }

  /** Appends raw bytes without their length. */
  raw(bytes: Uint8Array): void {
    if (this.#length + bytes.length > this.#bytes.length) this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** The bytes so far, in a buffer of their own. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #grow(needed: number): void {
    const bigger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + needed));
    bigger.set(this.#bytes);
    this.#bytes = bigger;
  }
}

/** Reads what a {@link ByteWriter} wrote. Reading beyond the end gives zeros and sets {@link overrun}. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** True when more was read than there is: the bytes are damaged. */
  get overrun(): boolean {
    return this.#at > this.#bytes.length;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  get remaining(): number {
    return Math.max(0, this.#bytes.length - this.#at);
  }

  int(): number {
    const bytes = this.#bytes;
    let byte = bytes[this.#at++] as number;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[this.#at++] as number;
      value |= (byte & 127) << shift;
    }
    return (value >>> 1) ^ -(value & 1);
  }

  /** See {@link ByteWriter.ints}. */
  ints(stride: number): Int32Array {
    const values = new Int32Array(this.count());
    for (let at = 0; at < values.length; at++) {
      const before = stride > 0 && at >= stride ? (values[at - stride] as number) : 0;
      values[at] = this.int() + before;
    }
    return values;
  }

  /** A number of things each of which takes a byte or more; 0 when there cannot be so many. */
  count(): number {
    const count = this.int();
    if (count >= 0 && count <= this.remaining) return count;
    this.#at = this.#bytes.length + 1;
    return 0;
  }

  raw(length: number): Uint8Array {
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return bytes;
  }
}
