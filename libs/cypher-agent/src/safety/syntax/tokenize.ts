import { SyntaxFault, type Token } from './token.js';

const SPACE =
  /[\t\n\v\f\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|\/\/[^\r\n]*|\/\*[^]*?\*\//uy;
const NAME = /[\p{L}\p{Nl}\p{Pc}][\p{L}\p{Nl}\p{Pc}\p{Nd}\p{Mn}\p{Mc}]*/uy;
const NUMBER = /0x[0-9A-Fa-f_]+|0o[0-7_]+|(?:\d(?:_?\d)*)?\.\d(?:_?\d)*(?:[eE][+-]?\d+)?|\d(?:_?\d)*(?:[eE][+-]?\d+)?/uy;
const SYMBOL = /<>|!=|<=|>=|=~|\+=|\.\.|::|\|\||[()[\]{},:;.|&!%$=<>+*/^?-]/uy;
const QUOTED = /`(?:[^`]|``)*`/uy;
const STRING = /'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"/uy;
const STRING_ESCAPE = /\\([^])/gu;
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
/** Characters that Neo4j takes for `-`, `<` and `>` in arrows. */
const ARROW_PARTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Array.from('\u00ad‐‑‒–—―﹘﹣－', (character) => [character, '-'])),
  ...Object.fromEntries(Array.from('⟨〈﹤＜', (character) => [character, '<'])),
  ...Object.fromEntries(Array.from('⟩〉﹥＞', (character) => [character, '>'])),
};
const KIND_AFTER_NUMBER = /[\p{L}\p{Nl}\p{Pc}\p{Nd}]/uy;

/** All tokens of a decoded text; the last is of kind `end`. @throws SyntaxFault at the first character that starts none. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let offset = skipSpace(text, 0);
  while (offset < text.length) {
    const token = tokenAt(text, offset);
    tokens.push(token);
    offset = skipSpace(text, token.end);
  }
  tokens.push({ kind: 'end', text: '', word: '', start: text.length, end: text.length });
  return tokens;
}

function skipSpace(text: string, from: number): number {
  let offset = from;
  for (let length = matchLength(SPACE, text, offset); length > 0; length = matchLength(SPACE, text, offset)) offset += length;
  return offset;
}

function tokenAt(text: string, start: number): Token {
  const first = text.charAt(start);
  if (first === '`') return quotedAt(text, start);
  if (first === "'" || first === '"') return stringAt(text, start);
  if (/[\d.]/u.test(first)) {
    const number = numberAt(text, start);
    if (number !== undefined) return number;
  }
  const name = matchLength(NAME, text, start);
  if (name > 0) {
    const written = text.slice(start, start + name);
    return { kind: 'name', text: written, word: written.toUpperCase(), start, end: start + name };
  }
  return symbolAt(text, start);
}

function symbolAt(text: string, start: number): Token {
  const arrow = ARROW_PARTS[text.charAt(start)];
  if (arrow !== undefined) return { kind: 'symbol', text: text.charAt(start), word: arrow, start, end: start + 1 };
  if (text.startsWith('/*', start))
    throw new SyntaxFault({ start, end: start + 2 }, 'this comment is not closed', 'end it with */');
  const length = matchLength(SYMBOL, text, start);
  if (length === 0) {
    const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
    throw new SyntaxFault({ start, end: start + character.length }, `the character '${character}' has no meaning here`);
  }
  const symbol = text.slice(start, start + length);
  return { kind: 'symbol', text: symbol, word: symbol, start, end: start + length };
}

function numberAt(text: string, start: number): Token | undefined {
  const length = matchLength(NUMBER, text, start);
  if (length === 0) return undefined;
  const written = text.slice(start, start + length);
  const end = start + length;
  if (matchLength(KIND_AFTER_NUMBER, text, end) > 0)
    throw new SyntaxFault({ start, end: end + 1 }, 'a number is followed by a letter or digit that does not belong to it');
  if (/^0\d/u.test(written))
    throw new SyntaxFault({ start, end }, 'a number may not start with 0', 'write octal numbers as 0o17');
  const isDecimal = !written.startsWith('0x') && !written.startsWith('0o') && /[.eE]/u.test(written);
  return { kind: isDecimal ? 'decimal' : 'integer', text: written, word: '', start, end };
}

function quotedAt(text: string, start: number): Token {
  const length = matchLength(QUOTED, text, start);
  if (length === 0) throw new SyntaxFault({ start, end: start + 1 }, 'this quoted name is not closed', 'end it with `');
  if (length === 2) throw new SyntaxFault({ start, end: start + 2 }, 'a name may not be empty');
  const name = text.slice(start + 1, start + length - 1).replaceAll('``', '`');
  return { kind: 'quoted', text: name, word: '', start, end: start + length };
}

function stringAt(text: string, start: number): Token {
  const length = matchLength(STRING, text, start);
  if (length === 0)
    throw new SyntaxFault({ start, end: start + 1 }, 'this string is not closed', `end it with ${text.charAt(start)}`);
  const body = text.slice(start + 1, start + length - 1);
  const value = body.includes('\\')
    ? body.replace(STRING_ESCAPE, (whole, character: string) => unescape(whole, character))
    : body;
  return { kind: 'string', text: value, word: '', start, end: start + length };
}

/** As Neo4j: an escape that it does not know stays as it is, backslash and all. */
function unescape(whole: string, character: string): string {
  if (character === '\\' || character === "'" || character === '"') return character;
  return ESCAPED[character] ?? whole;
}

function matchLength(expression: RegExp, text: string, offset: number): number {
  expression.lastIndex = offset;
  return expression.exec(text)?.[0].length ?? 0;
}
