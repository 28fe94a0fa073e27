import { SyntaxFault, type Span, type Token } from './token.js';
import type { Expression, Name, Query } from './tree.js';

/** Nesting of a query: two for a pair of brackets, one for any other construct inside another. */
const MAX_NESTING = 120;

/** Thrown when a text is nested too deeply; it never leaves `readQuery`. */
export class NestingFault extends Error {
  override readonly name = 'NestingFault';
  readonly span: Span;
  readonly limit = MAX_NESTING;

  constructor(span: Span) {
    super('The query is nested too deeply.');
    this.span = span;
  }
}

/** Parts of the grammar that name each other; `readQuery` joins them. */
export interface Grammar {
  readonly expression: (reader: TokenReader) => Expression;
  readonly query: (reader: TokenReader) => Query;
  /** One alternative of a simple CASE. */
  readonly whenOperand: (reader: TokenReader) => Expression;
}

/** A cursor over the tokens of a query. */
export class TokenReader {
  readonly grammar: Grammar;
  /** Places where a construct was tried and is known not to stand; keeps trying twice from growing with nesting. */
  readonly refuted = new Map<string, Set<number>>();
  /** How many `|` may still join labels here; a further one ends the expression. */
  barBudget = Number.MAX_SAFE_INTEGER;
  /** The furthest place at which an attempt failed: what the writer most likely meant. */
  furthest: SyntaxFault | undefined;
  /** How many `|` joined labels here. */
  barsJoined = 0;
  readonly #tokens: readonly Token[];
  #index = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], grammar: Grammar) {
    this.#tokens = tokens;
    this.grammar = grammar;
  }

  get index(): number {
    return this.#index;
  }

  get token(): Token {
    return this.ahead(0);
  }

  ahead(count: number): Token {
    const token = this.#tokens[Math.min(this.#index + count, this.#tokens.length - 1)];
    if (token === undefined) throw new SyntaxFault({ start: 0, end: 0 }, 'the query is empty');
    return token;
  }

  /** The place where what was read last ends. */
  get lastEnd(): number {
    return this.#tokens[this.#index - 1]?.end ?? 0;
  }

  next(): Token {
    const { token } = this;
    if (token.kind !== 'end') this.#index += 1;
    return token;
  }

  reset(index: number): void {
    this.#index = index;
  }

  is(word: string, count = 0): boolean {
    return this.ahead(count).word === word;
  }

  isAnyOf(words: readonly string[], count = 0): boolean {
    return words.includes(this.ahead(count).word);
  }

  /** Reads the words when they all stand here. */
  accept(...words: readonly string[]): boolean {
    if (!words.every((word, count) => this.is(word, count))) return false;
    this.#index += words.length;
    return true;
  }

  expect(word: string, purpose = ''): Token {
    if (!this.is(word)) throw this.unexpected(`'${word}'${purpose === '' ? '' : ` ${purpose}`}`);
    return this.next();
  }

  /** A name, quoted or not. */
  name(what: string): Name {
    const { kind, text, start, end } = this.token;
    if (kind !== 'name' && kind !== 'quoted') throw this.unexpected(what);
    this.#index += 1;
    return { text, span: { start, end } };
  }

  get atName(): boolean {
    return this.token.kind === 'name' || this.token.kind === 'quoted';
  }

  spanFrom(start: number): Span {
    return { start, end: Math.max(start, this.lastEnd) };
  }

  unexpected(expected: string): SyntaxFault {
    const { kind, start, end, text } = this.token;
    const found = kind === 'end' ? 'the end of the query' : kind === 'string' ? 'a string' : `'${text.slice(0, 40)}'`;
    return new SyntaxFault({ start, end }, `expected ${expected}, found ${found}`);
  }

  /** Reads something nested. @throws NestingFault */
  nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > MAX_NESTING) throw new NestingFault({ start: this.token.start, end: this.token.end });
    try {
      return read();
    } finally {
      this.#depth -= 1;
    }
  }

  /** Reads something in brackets, where a `|` belongs to what stands inside. */
  bracketed<T>(read: () => T): T {
    const before = [this.barBudget, this.barsJoined] as const;
    this.barBudget = Number.MAX_SAFE_INTEGER;
    try {
      return read();
    } finally {
      [this.barBudget, this.barsJoined] = before;
    }
  }

  /** Keeps the furthest fault. */
  noteFault(fault: SyntaxFault): void {
    if (this.furthest === undefined || fault.span.start > this.furthest.span.start) this.furthest = fault;
  }

  /** What `read` gives, or undefined (and the cursor where it was) when the text does not fit. `construct` names what is tried. */
  attempt<T>(construct: string, read: () => T | undefined): T | undefined {
    const start = this.#index;
    const refuted = this.refuted.get(construct) ?? new Set<number>();
    if (refuted.has(start)) return undefined;
    this.refuted.set(construct, refuted);
    const depth = this.#depth;
    try {
      const value = read();
      if (value !== undefined) return value;
    } catch (fault) {
      if (!(fault instanceof SyntaxFault)) throw fault;
      this.noteFault(fault);
    }
    this.#depth = depth;
    this.#index = start;
    refuted.add(start);
    return undefined;
  }
}
