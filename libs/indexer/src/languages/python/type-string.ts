/** A type written in a string, as a small tree. Offsets are relative to the string's content. */
export type TypeSyntax =
  | {
      readonly form: 'name';
      readonly parts: readonly { readonly text: string; readonly offset: number }[];
      readonly args?: readonly TypeSyntax[];
    }
  | { readonly form: 'union'; readonly members: readonly TypeSyntax[] }
  | { readonly form: 'list'; readonly items: readonly TypeSyntax[] }
  | { readonly form: 'literal'; readonly text: string }
  | { readonly form: 'unpack'; readonly inner: TypeSyntax }
  | { readonly form: 'ellipsis' }
  | { readonly form: 'none' };

const TOKEN = /\s*(?:([\p{L}_][\p{L}\p{N}_]*)|(\.\.\.)|([[\](),.|*])|([bBuUrR]?(?:"[^"]*"|'[^']*'))|(-?\d+))/uy;
const MAX_DEPTH = 40;

/** Parses the content of a string annotation. @returns undefined when it is no type expression. */
export function parseTypeString(content: string): TypeSyntax | undefined {
  return new TypeStringParser(content).parse();
}

type Token = {
  readonly kind: 'name' | 'sign' | 'string' | 'number' | 'ellipsis' | 'end';
  readonly text: string;
  readonly offset: number;
};

class TypeStringParser {
  readonly #tokens: Token[] = [];
  #at = 0;
  #depth = 0;
  #failed = false;

  constructor(content: string) {
    TOKEN.lastIndex = 0;
    let end = 0;
    for (let match = TOKEN.exec(content); match !== null; match = TOKEN.exec(content)) {
      end = TOKEN.lastIndex;
      const text = match[0].trimStart();
      const kind =
        match[1] !== undefined
          ? 'name'
          : match[2] !== undefined
            ? 'ellipsis'
            : match[3] !== undefined
              ? 'sign'
              : match[4] !== undefined
                ? 'string'
                : 'number';
      this.#tokens.push({ kind, text, offset: end - text.length });
    }
    this.#failed = content.slice(end).trim() !== '';
  }

  parse(): TypeSyntax | undefined {
    if (this.#hasFailed() || this.#tokens.length === 0) return undefined;
    const type = this.#union();
    return this.#hasFailed() || this.#peek().kind !== 'end' ? undefined : type;
  }

  #hasFailed(): boolean {
    return this.#failed;
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', offset: 0 };
  }

  #take(text: string): boolean {
    if (this.#peek().kind !== 'sign' || this.#peek().text !== text) return false;
    this.#at++;
    return true;
  }

  #fail(): TypeSyntax {
    this.#failed = true;
    return { form: 'none' };
  }

  #union(): TypeSyntax {
    if (++this.#depth > MAX_DEPTH) return this.#fail();
    const members = [this.#primary()];
    while (!this.#failed && this.#take('|')) members.push(this.#primary());
    this.#depth--;
    return members.length === 1 ? (members[0] as TypeSyntax) : { form: 'union', members };
  }

  #primary(): TypeSyntax {
    const token = this.#peek();
    this.#at++;
    switch (token.kind) {
      case 'name':
        return token.text === 'None' ? { form: 'none' } : this.#name(token);
      case 'ellipsis':
        return { form: 'ellipsis' };
      case 'string':
      case 'number':
        return { form: 'literal', text: token.text };
      case 'sign':
        return this.#bracketed(token.text);
      default:
        return this.#fail();
    }
  }

  #bracketed(sign: string): TypeSyntax {
    if (sign === '*') return { form: 'unpack', inner: this.#primary() };
    if (sign === '[') return { form: 'list', items: this.#items(']') };
    if (sign !== '(') return this.#fail();
    const items = this.#items(')');
    return items.length === 1 ? (items[0] as TypeSyntax) : { form: 'list', items };
  }

  #name(first: Token): TypeSyntax {
    const parts = [{ text: first.text, offset: first.offset }];
    while (this.#take('.')) {
      const part = this.#peek();
      if (part.kind !== 'name') return this.#fail();
      this.#at++;
      parts.push({ text: part.text, offset: part.offset });
    }
    return this.#take('[') ? { form: 'name', parts, args: this.#items(']') } : { form: 'name', parts };
  }

  #items(close: string): TypeSyntax[] {
    const items: TypeSyntax[] = [];
    while (!this.#failed && !this.#take(close)) {
      items.push(this.#union());
      if (!this.#take(',') && !(this.#peek().kind === 'sign' && this.#peek().text === close)) this.#fail();
    }
    return items;
  }
}

/** One type parameter as written; offsets count from the start of the list. */
export interface TypeParameterText {
  readonly name: string;
  readonly bound?: { readonly text: string; readonly offset: number };
  readonly fallback?: { readonly text: string; readonly offset: number };
}

/** Splits `[T: bound = default, *Ts, **P]`. */
export function splitTypeParameters(list: string): TypeParameterText[] {
  const result: TypeParameterText[] = [];
  let depth = 0;
  let start = 1;
  for (let at = 1; at < list.length; at++) {
    const char = list[at] as string;
    const isEnd = at === list.length - 1;
    if ('([{'.includes(char)) depth++;
    if (')]}'.includes(char) && !isEnd) depth--;
    if (!isEnd && (char !== ',' || depth > 0)) continue;
    const match = /^(\s*\*{0,2}\s*([\p{L}_][\p{L}\p{N}_]*)\s*)(?:(:\s*)([^=]*))?(?:(=\s*)([^]*))?$/u.exec(list.slice(start, at));
    if (match !== null) result.push(typeParameterText(match, start));
    start = at + 1;
  }
  return result;
}

function typeParameterText(match: RegExpExecArray, start: number): TypeParameterText {
  const [, head = '', name = '', colon = '', bound, equals = '', fallback] = match;
  const boundAt = start + head.length + colon.length;
  const fallbackAt = boundAt + (bound ?? '').length + equals.length;
  return {
    name,
    ...(bound === undefined ? {} : { bound: { text: bound, offset: boundAt } }),
    ...(fallback === undefined ? {} : { fallback: { text: fallback, offset: fallbackAt } }),
  };
}
