import { CallableFlag, type ParameterFact } from '../../facts/file-facts.js';
import { ConstantKind, TermOp } from '../../facts/term.js';
import { docImport } from './doc-imports.js';
import type { Extraction } from './extraction.js';
import { typeNameTerm } from './references.js';

/** How long a type may be, and how deep. */
const MAX_TOKENS = 400;
const MAX_DEPTH = 20;

const TOKEN = /[\p{ID_Continue}$]+|'[^']*'|"[^"]*"|`[^`]*`|\.\.\.|=>|\[\]|\S/gu;

/** Type term of a JSDoc type expression; 0 where it is not understood, in part or whole. */
export function parseDocType(x: Extraction, text: string): number {
  const tokens = text.replace(/\n\s*\*/g, '\n').match(TOKEN) ?? [];
  return tokens.length > MAX_TOKENS ? 0 : new DocTypeParser(x, tokens).parse();
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
  '?': 'any',
};

/** Recursive descent over the tokens of a type as JSDoc, Closure and TypeScript write it. */
class DocTypeParser {
  #at = 0;
  #depth = 0;
  #failed = false;

  constructor(
    readonly x: Extraction,
    readonly tokens: readonly string[],
  ) {}

  parse(): number {
    const type = this.#type();
    return this.#failed || this.#at < this.tokens.length ? 0 : type;
  }

  #peek(ahead = 0): string {
    return this.tokens[this.#at + ahead] ?? '';
  }

  #take(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#at++;
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) this.#failed = true;
  }

  #fail(): number {
    this.#failed = true;
    this.#at = this.tokens.length;
    return 0;
  }

  #type(): number {
    if (++this.#depth > MAX_DEPTH) return this.#fail();
    const { facts } = this.x;
    let type = this.#union(true);
    if (this.#take('extends')) {
      const bound = this.#union(false);
      this.#expect('?');
      const whenTrue = this.#type();
      this.#expect(':');
      type = facts.term(TermOp.TYPE_CONDITIONAL, type, facts.list([bound, whenTrue, this.#type()]));
    }
    this.#depth--;
    return type;
  }

  #union(nullable: boolean): number {
    this.#take('|');
    return this.#list('|', TermOp.TYPE_UNION, () => this.#list('&', TermOp.TYPE_INTERSECTION, () => this.#postfix(nullable)));
  }

  #list(separator: string, op: number, item: () => number): number {
    const { facts } = this.x;
    const items: number[] = [];
    do items.push(item());
    while (this.#take(separator));
    return items.length === 1 ? (items[0] as number) : facts.term(op, facts.list(items));
  }

  #postfix(nullable: boolean): number {
    const { facts } = this.x;
    while ((this.#peek() === '?' && !/^[,)>|=}]?$/.test(this.#peek(1))) || this.#peek() === '!' || this.#peek() === '...')
      this.#at++;
    let type = this.#primary();
    for (;;) {
      if (this.#take('[]')) type = facts.term(TermOp.TYPE_ARRAY, type);
      else if (this.#take('[')) {
        type = facts.term(TermOp.TYPE_INDEXED, type, this.#type());
        this.#expect(']');
      } else if (!this.#take('=') && !this.#take('!') && !(nullable && this.#take('?'))) return type;
    }
  }

  #primary(): number {
    const { x } = this;
    const token = this.#peek();
    if (token === '(') return this.#closesBeforeArrow() ? this.#arrow(0) : this.#parenthesized();
    this.#at++;
    const literal = this.#literal(token);
    if (literal !== undefined) return literal;
    switch (token) {
      case '{':
        return this.#object();
      case '[':
        return this.#tuple();
      case '[]':
        return x.facts.term(TermOp.TYPE_TUPLE, x.facts.list([]));
      case 'typeof':
        return x.facts.term(TermOp.TYPE_QUERY, this.#valueName());
      case 'keyof':
        return x.facts.term(TermOp.TYPE_KEYOF, this.#postfix(false));
      case 'readonly':
      case 'unique':
        return this.#postfix(false);
      case 'new':
        return this.#peek() === '(' && this.#closesBeforeArrow() ? this.#arrow(1) : this.#fail();
      case 'function':
        return this.#peek() === '(' ? this.#closureFunction() : this.#keyword('any');
      case 'import':
        return this.#imported();
      case 'this':
        return x.facts.term(TermOp.TYPE_THIS, x.scope.thisScope.index);
      default:
        return this.#named(token);
    }
  }

  #literal(token: string): number | undefined {
    const { x } = this;
    const first = token[0] ?? '';
    if (first === "'" || first === '"')
      return x.facts.term(TermOp.TYPE_LITERAL, x.constant(ConstantKind.STRING, token.slice(1, -1)));
    if (first === '`') return this.#keyword('string');
    if (/^\d/.test(token)) {
      if (this.#take('.')) this.#at++;
      return this.#keyword('number');
    }
    return token === 'true' || token === 'false'
      ? x.facts.term(TermOp.TYPE_LITERAL, x.constant(ConstantKind.BOOLEAN, token))
      : undefined;
  }

  #keyword(name: string): number {
    return this.x.facts.term(TermOp.TYPE_KEYWORD, this.x.string(name));
  }

  #parenthesized(): number {
    this.#expect('(');
    const inner = this.#type();
    this.#expect(')');
    return inner;
  }

  /** Does the parenthesis here close right before `=>`? */
  #closesBeforeArrow(): boolean {
    let depth = 0;
    for (let at = this.#at; at < this.tokens.length; at++) {
      const token = this.tokens[at];
      if (token === '(') depth++;
      else if (token === ')' && --depth === 0) return this.tokens[at + 1] === '=>';
    }
    return false;
  }

  /** `(a: A, ...b: B[]) => R`. */
  #arrow(constructs: 0 | 1): number {
    const parameters = this.#parameters();
    this.#expect('=>');
    return this.#signature(parameters, this.#result(), constructs);
  }

  /** What is behind `=>`: a type, or `x is T`. */
  #result(): number {
    const { facts } = this.x;
    const asserts = this.#peek() === 'asserts' && this.#peek(2) === 'is';
    if (asserts) this.#at++;
    if (this.#peek(1) !== 'is') return this.#type();
    const name = this.x.string(this.#peek());
    this.#at += 2;
    return facts.term(TermOp.TYPE_PREDICATE, name, this.#type(), asserts ? 1 : 0);
  }

  #parameters(): ParameterFact[] {
    const parameters: ParameterFact[] = [];
    this.#expect('(');
    while (!this.#failed && this.#peek() !== '' && !this.#take(')')) {
      const rest = this.#take('...');
      const name = this.#peek();
      this.#at++;
      const optional = this.#take('?');
      const type = this.#take(':') ? this.#type() : -1;
      parameters.push(parameter(name, { type, rest, optional }));
      if (this.#peek() !== ')') this.#expect(',');
    }
    return parameters;
  }

  /** Closure's `function(A, B=): R`. */
  #closureFunction(): number {
    const parameters: ParameterFact[] = [];
    this.#expect('(');
    let constructs = false;
    while (!this.#failed && this.#peek() !== '' && !this.#take(')')) {
      const marked = /^(this|new)$/.test(this.#peek()) && this.#peek(1) === ':';
      constructs ||= marked && this.#peek() === 'new';
      this.#at += marked ? 2 : 0;
      const rest = this.#peek() === '...';
      const type = this.#type();
      if (!marked) parameters.push(parameter('', { type, rest, optional: false }));
      if (this.#peek() !== ')') this.#expect(',');
    }
    const result = this.#take(':') ? this.#postfix(true) : -1;
    return this.#signature(parameters, result, constructs ? 1 : 0);
  }

  #signature(parameters: ParameterFact[], returnType: number, constructs: 0 | 1): number {
    return this.x.facts.term(TermOp.TYPE_FUNCTION, docSignature(this.x, parameters, returnType), constructs);
  }

  #valueName(): number {
    const { x } = this;
    const name = this.#peek();
    this.#at++;
    let term: number;
    if (name === 'import') term = x.facts.term(TermOp.IMPORT, this.#specifier());
    else {
      const local = x.scope.resolve(name);
      term = x.facts.term(TermOp.NAME, x.string(name), (local?.scope ?? x.scope).index, 0);
    }
    while (this.#take('.')) {
      term = x.attribute(term, this.#peek());
      this.#at++;
    }
    return term;
  }

  #specifier(): number {
    this.#expect('(');
    const text = this.#peek();
    this.#at++;
    this.#expect(')');
    return docImport(this.x, text.slice(1, -1));
  }

  /** `import('x').A<T>`; without a name, what the module is assigned to. */
  #imported(): number {
    const { x } = this;
    const index = this.#specifier();
    const names: number[] = [];
    while (this.#take('.')) {
      names.push(x.string(this.#peek()));
      this.#at++;
    }
    if (names.length === 0) names.push(x.string('='));
    return this.#applied(x.facts.term(TermOp.TYPE_IMPORT, index, x.facts.list(names)));
  }

  #named(first: string): number {
    const { x } = this;
    if (!/^[\p{ID_Start}$_*?]/u.test(first)) return this.#fail();
    const keyword = SPELLINGS[first] ?? first;
    const applied = this.#peek() === '<' || (this.#peek() === '.' && this.#peek(1) === '<');
    if (KEYWORDS.has(keyword) && !applied) return this.#keyword(keyword);
    let term = typeNameTerm(x, first, this.#peek() === '.' && !applied ? 2 : 1);
    while (this.#peek() === '.' && this.#peek(1) !== '<') {
      term = x.attribute(term, this.#peek(1));
      this.#at += 2;
    }
    return this.#applied(term, first);
  }

  #applied(term: number, head = ''): number {
    const { facts } = this.x;
    if (this.#peek(1) === '<') this.#take('.');
    if (!this.#take('<')) return term;
    const args: number[] = [];
    do args.push(this.#type());
    while (this.#take(','));
    this.#expect('>');
    const last = args[args.length - 1] as number;
    if (head === 'Array' && args.length === 1) return facts.term(TermOp.TYPE_ARRAY, last);
    if (SPELLINGS[head] === 'object') return facts.term(TermOp.TYPE_OBJECT, facts.list([-2, last]));
    return facts.term(TermOp.TYPE_APPLY, term, facts.list(args));
  }

  #tuple(): number {
    const { facts } = this.x;
    const items: number[] = [];
    while (!this.#failed && this.#peek() !== '' && !this.#take(']')) {
      const rest = this.#take('...');
      const label = this.#peek(1) === ':' ? 1 : this.#peek(1) === '?' && this.#peek(2) === ':' ? 2 : 0;
      if (label > 0) this.#at += label + 1;
      const item = this.#type();
      items.push(rest ? facts.term(TermOp.SPREAD, facts.term(TermOp.TYPE_INDEXED, item, this.#keyword('number'))) : item);
      if (this.#peek() !== ']') this.#expect(',');
    }
    return facts.term(TermOp.TYPE_TUPLE, facts.list(items));
  }

  /** `{a: A, b?: B; m(x: X): R; [key: string]: V}`. */
  #object(): number {
    const { facts } = this.x;
    const pairs: number[] = [];
    while (!this.#failed && this.#peek() !== '' && !this.#take('}')) {
      if (this.#peek() === 'readonly' && this.#peek(1) !== ':' && this.#peek(1) !== '?') this.#at++;
      pairs.push(...this.#member());
      if (!this.#take(',')) this.#take(';');
    }
    return facts.term(TermOp.TYPE_OBJECT, facts.list(pairs));
  }

  #member(): [number, number] {
    const { x } = this;
    if (this.#take('[')) {
      this.#at++;
      if (!this.#take(':') && !this.#take('in')) this.#failed = true;
      this.#type();
      this.#expect(']');
      this.#take('?');
      this.#expect(':');
      return [-2, this.#type()];
    }
    const written = this.#peek();
    const name = /^['"]/.test(written) ? written.slice(1, -1) : written;
    if (written !== '(') this.#at++;
    this.#take('?');
    if (this.#peek() === '(') {
      const parameters = this.#parameters();
      const type = this.#signature(parameters, this.#take(':') ? this.#result() : -1, 0);
      return [written === '(' ? -1 : x.string(name), type];
    }
    return [x.string(name), this.#take(':') ? this.#type() : 0];
  }
}

function parameter(name: string, input: { type: number; rest: boolean; optional: boolean }): ParameterFact {
  return {
    name,
    kind: name === 'this' ? 'this' : input.rest ? 'star' : 'positional',
    declaredType: input.type,
    defaultValue: 0,
    optional: input.optional,
    binding: -1,
    field: -1,
  };
}

/** Adds the callable of a signature that stands in a comment. */
export function docSignature(x: Extraction, parameters: readonly ParameterFact[], returnType: number): number {
  const { facts } = x;
  return (
    facts.callables.push({
      definition: -1,
      owner: x.owner,
      scope: -1,
      receiverClass: -1,
      parameters: [...parameters],
      typeParameters: [],
      returnType,
      returns: [],
      yields: [],
      flags: CallableFlag.SIGNATURE,
    }) - 1
  );
}

/** A parameter that a tag declares. */
export function docParameter(name: string, type: number): ParameterFact {
  return parameter(name, { type, rest: false, optional: false });
}
