import { TermOp, ConstantKind } from '../../facts/term.js';
import { docRange } from './declarations.js';
import type { Extraction } from './extraction.js';
import { typeNameTerm } from './references.js';
import { Node } from './syntax-kinds.js';

/** The doc comment before the statement that a node belongs to, as written; '' for none. */
export function docOf(x: Extraction, node: number): string {
  const { tree } = x;
  for (let at = node; at > 0; at = tree.parent(at)) {
    const [start, end] = docRange(tree.text, tree.start(at));
    if (start >= 0) return tree.text.slice(start, end);
    const kind = tree.kindOf(at);
    if (
      kind === Node.expression_statement ||
      kind === Node.export_statement ||
      kind === Node.method_definition ||
      kind === Node.statement_block
    )
      return '';
    if (kind === Node.variable_declaration || kind === Node.lexical_declaration) continue;
    if (kind === Node.arguments || kind === Node.formal_parameters || kind === Node.class_body) return '';
  }
  return '';
}

/** Type term of `@type {T}` before the node; -1 for none. */
export function docType(x: Extraction, node: number): number {
  return tagType(x, docOf(x, node), /@type\s*(?=\{)/);
}

/** Type term of `@param {T} name`. */
export function parameterDocType(x: Extraction, doc: string, name: string): number {
  if (!doc.includes('@param')) return -1;
  for (const match of doc.matchAll(/@param\s*(?=\{)/g)) {
    const [text, end] = braced(doc, match.index + match[0].length);
    const rest = doc.slice(end).replace(/^[\s*]+/, '');
    const named = /^\[?\s*([\w$]+)\s*[\]=\s]?/.exec(rest);
    if (named?.[1] === name) return parseDocType(x, text);
  }
  return -1;
}

/** Type term of `@returns {T}`. */
export function returnDocType(x: Extraction, doc: string): number {
  return tagType(x, doc, /@returns?\s*(?=\{)/);
}

function tagType(x: Extraction, doc: string, tag: RegExp): number {
  const match = tag.exec(doc);
  if (match === null) return -1;
  return parseDocType(x, braced(doc, match.index + match[0].length)[0]);
}

/** The text between balanced braces at the offset, and the offset after them. */
function braced(text: string, start: number): readonly [string, number] {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return [text.slice(start + 1, at), at + 1];
  }
  return ['', text.length];
}

/** Type term of a JSDoc type expression; 0 where it is not understood. */
export function parseDocType(x: Extraction, text: string): number {
  const tokens = text.replace(/\n\s*\*/g, '\n').match(/[\w$]+|'[^']*'|"[^"]*"|\.\.\.|=>|\[\]|\S/g) ?? [];
  const parser = new DocTypeParser(x, tokens.slice(0, 200));
  return parser.union(0);
}

const KEYWORDS = new Set([
  'string',
  'number',
  'boolean',
  'any',
  'unknown',
  'void',
  'null',
  'undefined',
  'never',
  'object',
  'symbol',
  'bigint',
]);
const SPELLINGS: Readonly<Record<string, string>> = {
  String: 'string',
  Number: 'number',
  Boolean: 'boolean',
  Object: 'object',
  function: 'any',
  mixed: 'any',
  '*': 'any',
};

/** Recursive descent over the tokens of a JSDoc type. */
class DocTypeParser {
  #at = 0;

  constructor(
    readonly x: Extraction,
    readonly tokens: readonly string[],
  ) {}

  union(depth: number): number {
    const { facts } = this.x;
    const items: number[] = [];
    do items.push(this.#postfix(depth));
    while (this.#take('|'));
    return items.length === 1 ? (items[0] as number) : facts.term(TermOp.TYPE_UNION, facts.list(items));
  }

  #peek(): string {
    return this.tokens[this.#at] ?? '';
  }

  #take(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#at++;
    return true;
  }

  #postfix(depth: number): number {
    const { facts } = this.x;
    while (this.#take('?') || this.#take('!') || this.#take('...')) continue;
    let type = this.#primary(depth);
    for (;;) {
      if (this.#take('[]')) type = facts.term(TermOp.TYPE_ARRAY, type);
      else if (!this.#take('=') && !this.#take('?') && !this.#take('!')) return type;
    }
  }

  #primary(depth: number): number {
    const { x } = this;
    const token = this.#peek();
    if (token === '' || depth > 20) return 0;
    this.#at++;
    if (token === '(') {
      const inner = this.union(depth + 1);
      this.#take(')');
      return inner;
    }
    if (token === '{') return this.#object(depth);
    const quote = token[0];
    if (quote === "'" || quote === '"')
      return x.facts.term(TermOp.TYPE_LITERAL, x.constant(ConstantKind.STRING, token.slice(1, -1)));
    if (token === 'typeof') return x.facts.term(TermOp.TYPE_QUERY, this.#valueName());
    const keyword = SPELLINGS[token] ?? token;
    if (KEYWORDS.has(keyword) && this.#peek() !== '<') return x.facts.term(TermOp.TYPE_KEYWORD, x.string(keyword));
    return /^[\w$]/.test(token) ? this.#named(token, depth) : 0;
  }

  #valueName(): number {
    const { x } = this;
    const name = this.#peek();
    this.#at++;
    const local = x.scope.resolve(name);
    let term = x.facts.term(TermOp.NAME, x.string(name), (local?.scope ?? x.scope).index, 0);
    while (this.#take('.')) {
      term = x.attribute(term, this.#peek());
      this.#at++;
    }
    return term;
  }

  #named(first: string, depth: number): number {
    const { x } = this;
    let term = typeNameTerm(x, first, this.#peek() === '.' && this.tokens[this.#at + 1] !== '<' ? 2 : 1);
    while (this.#take('.')) {
      if (this.#peek() === '<') break;
      term = x.attribute(term, this.#peek());
      this.#at++;
    }
    if (!this.#take('<')) return term;
    const args: number[] = [];
    do args.push(this.union(depth + 1));
    while (this.#take(','));
    this.#take('>');
    if (first === 'Array' && args.length === 1) return x.facts.term(TermOp.TYPE_ARRAY, args[0]);
    return x.facts.term(TermOp.TYPE_APPLY, term, x.facts.list(args));
  }

  #object(depth: number): number {
    const { x } = this;
    const pairs: number[] = [];
    while (this.#peek() !== '' && !this.#take('}')) {
      const name = this.#peek();
      this.#at++;
      this.#take('?');
      if (this.#take(':')) pairs.push(x.string(name), this.union(depth + 1));
      if (!this.#take(',')) this.#take(';');
    }
    return x.facts.term(TermOp.TYPE_OBJECT, x.facts.list(pairs));
  }
}
