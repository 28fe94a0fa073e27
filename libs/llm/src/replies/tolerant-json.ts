/** A value read from a reply. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** An object of a reply, or what is wrong with the nearest thing to one. */
export type JsonReading = { readonly ok: true; readonly value: Readonly<Record<string, JsonValue>> } | JsonProblem;

/** Why there is no object. */
export interface JsonProblem {
  readonly ok: false;
  readonly kind: 'none' | 'cut-off' | 'broken';
  /** With line and column in the reply. */
  readonly problem: string;
}

const MOST_CANDIDATES = 40;
const MOST_DEPTH = 60;
const LITERALS: readonly (readonly [word: string, value: JsonValue])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
  ['True', true],
  ['False', false],
  ['None', null],
];
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/**
 * Finds the first JSON object in a reply for which `accepts` holds. Reads what models really write: with a fence or without, text around it, trailing
 * and missing commas, raw line breaks in strings, single quotes, names without quotes, comments, Python's words. An object that ends with the reply is `cut-off`.
 */
export function findJsonObject(
  reply: string,
  accepts: (value: Readonly<Record<string, JsonValue>>) => boolean = () => true,
): JsonReading {
  let failure: JsonProblem = { ok: false, kind: 'none', problem: 'there is no JSON object in the reply' };
  let from = reply.indexOf('{');
  for (let candidate = 0; from >= 0 && candidate < MOST_CANDIDATES; candidate += 1) {
    const reader = new JsonReader(reply, from);
    const value = reader.readWhole();
    if (value !== undefined && accepts(value)) return { ok: true, value };
    if (value === undefined && failure.kind === 'none') failure = reader.failure();
    // Objects inside of an object that was read are not tried; after a failure those inside may be whole.
    from = reply.indexOf('{', value === undefined ? from + 1 : reader.offset);
  }
  return failure;
}

/** Thrown and caught in this file alone. */
class Unreadable extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

class JsonReader {
  readonly #text: string;
  offset: number;
  #fault: Unreadable | undefined;

  constructor(text: string, offset: number) {
    this.#text = text;
    this.offset = offset;
  }

  readWhole(): Readonly<Record<string, JsonValue>> | undefined {
    try {
      return this.#object(0);
    } catch (fault) {
      if (!(fault instanceof Unreadable)) throw fault;
      this.#fault = fault;
      return undefined;
    }
  }

  failure(): JsonProblem {
    const at = this.#fault?.offset ?? this.offset;
    const before = this.#text.slice(0, at);
    const line = before.split('\n').length;
    const column = at - before.lastIndexOf('\n');
    const isCutOff = at >= this.#text.trimEnd().length;
    const problem = isCutOff
      ? `the JSON is cut off at its end (line ${line}): ${this.#fault?.message ?? ''}`
      : `the JSON is broken at line ${line}, column ${column}: ${this.#fault?.message ?? ''}`;
    return { ok: false, kind: isCutOff ? 'cut-off' : 'broken', problem };
  }

  #object(depth: number): Readonly<Record<string, JsonValue>> {
    this.#tooDeep(depth);
    this.offset += 1;
    const entries: [string, JsonValue][] = [];
    for (;;) {
      this.#skipCommas();
      if (this.#peek() === '}') break;
      const key = this.#key();
      this.#expect(':');
      entries.push([key, this.#value(depth + 1)]);
    }
    this.offset += 1;
    // The first of two equal keys counts less than the last, as everywhere.
    return Object.fromEntries(entries);
  }

  #array(depth: number): readonly JsonValue[] {
    this.#tooDeep(depth);
    this.offset += 1;
    const values: JsonValue[] = [];
    for (;;) {
      this.#skipCommas();
      if (this.#peek() === ']') break;
      values.push(this.#value(depth + 1));
    }
    this.offset += 1;
    return values;
  }

  #value(depth: number): JsonValue {
    this.#skipSpace();
    const first = this.#peek();
    if (first === '{') return this.#object(depth);
    if (first === '[') return this.#array(depth);
    if (first === '"' || first === "'") return this.#string(first);
    for (const [word, value] of LITERALS) {
      if (!this.#text.startsWith(word, this.offset)) continue;
      this.offset += word.length;
      return value;
    }
    return this.#number();
  }

  #number(): number {
    const pattern = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) throw new Unreadable('a value was expected', this.offset);
    this.offset += found.length;
    return Number(found);
  }

  #key(): string {
    const first = this.#peek();
    if (first === '"' || first === "'") return this.#string(first);
    const pattern = /[A-Za-z_$][\w$-]*/y;
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) throw new Unreadable('a name in quotes was expected', this.offset);
    this.offset += found.length;
    return found;
  }

  #string(quote: string): string {
    this.offset += 1;
    let value = '';
    for (;;) {
      const character = this.#text.charAt(this.offset);
      if (character === '') throw new Unreadable('a text is not closed', this.offset);
      this.offset += 1;
      if (character === quote) return value;
      value += character === '\\' ? this.#escape() : character;
    }
  }

  #escape(): string {
    const character = this.#text.charAt(this.offset);
    if (character === '') throw new Unreadable('a text is not closed', this.offset);
    this.offset += 1;
    if (character !== 'u') return ESCAPES[character] ?? character;
    const digits = this.#text.slice(this.offset, this.offset + 4);
    if (!/^[0-9A-Fa-f]{4}$/.test(digits)) return '\\u';
    this.offset += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #expect(symbol: string): void {
    this.#skipSpace();
    if (this.#peek() !== symbol) throw new Unreadable(`"${symbol}" was expected`, this.offset);
    this.offset += 1;
  }

  #skipCommas(): void {
    this.#skipSpace();
    while (this.#peek() === ',') {
      this.offset += 1;
      this.#skipSpace();
    }
    if (this.#peek() === '') throw new Unreadable('"}" or "]" was expected', this.offset);
  }

  #skipSpace(): void {
    const space = /(?:\s+|\/\/[^\n]*|\/\*[^]*?\*\/)+/y;
    space.lastIndex = this.offset;
    this.offset += space.exec(this.#text)?.[0].length ?? 0;
  }

  #peek(): string {
    return this.#text.charAt(this.offset);
  }

  #tooDeep(depth: number): void {
    if (depth > MOST_DEPTH) throw new Unreadable('it is nested too deeply', this.offset);
  }
}
