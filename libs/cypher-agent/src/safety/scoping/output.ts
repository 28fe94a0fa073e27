import { isDecoded } from '../syntax/source-text.js';
import type { Span } from '../syntax/token.js';
import type { Expression, Query } from '../syntax/tree.js';
import type { Bindings } from './bindings.js';
import { ScopeRefusal, type ScopeContext, type ScopeRule } from './scope-context.js';

/** Printers that name each other; `scopeQuery` joins them. */
export interface Printers {
  readonly expression: (out: Output, expression: Expression, bindings: Bindings) => void;
  /** Gives what the query's last clause leaves in scope. */
  readonly query: (out: Output, query: Query, bindings: Bindings) => Bindings;
}

/** The text that is printed, with the place in the decoded text from which each piece comes. */
export class Output {
  readonly #context: ScopeContext;
  readonly #pieces: string[] = [];
  readonly #offsets: number[] = [];
  readonly #sources: number[] = [];
  #length = 0;
  #source = 0;
  #invented = 0;
  readonly #prefix: string;
  readonly printers: Printers;
  /** The decoded text of the query. */
  readonly decoded: string;

  /** `prefix` starts no name of the query. */
  constructor(
    context: ScopeContext,
    options: { readonly prefix: string; readonly printers: Printers; readonly decoded: string },
  ) {
    this.#context = context;
    this.#prefix = options.prefix;
    this.printers = options.printers;
    this.decoded = options.decoded;
  }

  expression(expression: Expression, bindings: Bindings): this {
    this.printers.expression(this, expression, bindings);
    return this;
  }

  /** Writes items with commas between them. */
  list<T>(items: readonly T[], print: (item: T) => void): this {
    items.forEach((item, index) => {
      if (index > 0) this.write(',');
      print(item);
    });
    return this;
  }

  get context(): ScopeContext {
    return this.#context;
  }

  applies(rule: ScopeRule): boolean {
    return this.#context.without?.has(rule) !== true;
  }

  /** Writes keywords and symbols, a space before. */
  write(text: string): this {
    const piece = this.#length === 0 ? text : ` ${text}`;
    this.#offsets.push(this.#length);
    this.#sources.push(this.#source);
    this.#pieces.push(piece);
    this.#length += piece.length;
    return this;
  }

  /** What is written from here on comes from that place. */
  at(span: Span): this {
    this.#source = span.start;
    return this;
  }

  name(name: string): this {
    return this.write(this.applies('quote-names') ? quoteName(name) : name);
  }

  string(value: string): this {
    return this.write(this.applies('quote-strings') ? quoteString(value) : `'${value}'`);
  }

  /** The label of the revision. */
  label(): this {
    return this.write(`\`${this.#context.label}\``);
  }

  /** A name that the query does not have. */
  invent(): string {
    this.#invented += 1;
    return `${this.#prefix}${String(this.#invented)}`;
  }

  /** Place in the decoded text from which the character at `offset` of the printed text comes. */
  sourceOf(offset: number): number {
    let low = 0;
    let high = this.#offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#offsets[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return this.#sources[low - 1] ?? 0;
  }

  toString(): string {
    return this.#pieces.join('');
  }
}

/** A name in back quotes. @throws ScopeRefusal for a name that the server would read differently. */
export function quoteName(name: string): string {
  const quoted = `\`${name.replaceAll('`', '``')}\``;
  if (!isDecoded(quoted))
    throw new ScopeRefusal({
      code: 'CHARACTERS',
      span: { start: 0, end: 0 },
      message: 'a name holds a backslash before the letter u',
      hint: 'use another name',
    });
  return quoted;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** A string literal of that value. */
export function quoteString(value: string): string {
  return `'${value.replaceAll(/[\\'\n\r\t\f\u0008]/gu, (character) => ESCAPES[character] ?? character)}'`;
}
