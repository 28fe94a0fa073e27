import { isDecoded } from '../safety/syntax/source-text.js';
import { readQuery } from '../safety/syntax/read-query.js';
import { tokenize } from '../safety/syntax/tokenize.js';
import type { Token } from '../safety/syntax/token.js';

const INDENT = '  ';
const CLAUSES = new Set(
  'MATCH OPTIONAL WHERE RETURN WITH UNWIND ORDER SKIP OFFSET LIMIT UNION CALL LET FILTER FINISH'.split(' '),
);
const KEYWORDS = new Set([
  ...CLAUSES,
  ...'BY DISTINCT AS AND OR XOR NOT IN CONTAINS STARTS ENDS IS NULL CASE WHEN THEN ELSE END YIELD ASC DESC ALL EXISTS COUNT COLLECT'.split(
    ' ',
  ),
]);
/** Keywords only before a brace; functions elsewhere. */
const BRACED = new Set(['EXISTS', 'COUNT', 'COLLECT']);
const COMPARISONS = new Set(['=', '<>', '!=', '<=', '>=', '=~']);
/** No space stands before these, nor after those. */
const CLOSERS = new Set([',', ';', ')', ']']);
const OPENERS = new Set(['(', '[']);
const COMMENT = /\/\/[^\r\n]*|\/\*[^]*?\*\//gu;

/**
 * A query laid out as people read it: a clause a line, keywords in capitals, subqueries indented, comments where they stood. It says the same as
 * before. Undefined when the text cannot be read, so that nothing is guessed.
 */
export function formatText(text: string): string | undefined {
  if (!isDecoded(text)) return undefined;
  const meaning = meaningOf(text);
  if (meaning === undefined) return undefined;
  const tokens = tokenize(text);
  for (const capitals of [true, false]) {
    const formatted = new Layout(text, tokens, capitals).print();
    if (meaningOf(formatted) === meaning) return formatted;
  }
  return text;
}

/** What a text says, whatever its spaces and the case of its keywords. */
function meaningOf(text: string): string | undefined {
  const read = readQuery(text);
  if (!('query' in read)) return undefined;
  return JSON.stringify(read, (key, value: unknown) => (key === 'span' || key.endsWith('Span') ? undefined : value));
}

interface Frame {
  readonly opener: string;
  /** Whether clauses inside begin lines of their own. */
  readonly isSubquery: boolean;
  /** Whether it holds a pattern on the same line: `EXISTS { (a)-->(b) }`. */
  readonly isPadded: boolean;
}

/** Prints tokens with the spaces between them. */
class Layout {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #capitals: boolean;
  readonly #frames: Frame[] = [];
  #out = '';

  constructor(text: string, tokens: readonly Token[], capitals: boolean) {
    this.#text = text;
    this.#tokens = tokens;
    this.#capitals = capitals;
  }

  print(): string {
    this.#tokens.forEach((token, place) => {
      this.#comments(place);
      if (token.kind === 'end') return;
      this.#separate(place);
      this.#out += this.#written(place);
      this.#follow(token, place);
    });
    return `${this.#out.trimEnd()}\n`;
  }

  #written(place: number): string {
    const token = this.#at(place);
    const written = this.#text.slice(token.start, token.end);
    return this.#capitals && this.#isKeyword(place) ? token.word : written;
  }

  #at(place: number): Token {
    return this.#tokens[place] ?? NOTHING;
  }

  #isKeyword(place: number): boolean {
    const { kind, word } = this.#at(place);
    if (kind !== 'name' || !KEYWORDS.has(word) || word === 'NULL') return false;
    const next = this.#at(place + 1).word;
    if (BRACED.has(word)) return next === '{';
    const before = this.#at(place - 1).word;
    if (['.', ':', '|', '&', '!', '$'].includes(before)) return false;
    // No clause begins there: it is a name.
    if (CLAUSES.has(word) && ['(', '[', ',', 'AS'].includes(before)) return false;
    return next !== '.' && next !== ':' && !(word === 'ALL' && next === '(');
  }

  /** Whether a clause begins here: on a line of its own. */
  #beginsClause(place: number): boolean {
    const { word } = this.#at(place);
    const frame = this.#frames.at(-1);
    if (!this.#isKeyword(place) || !CLAUSES.has(word) || (frame !== undefined && !frame.isSubquery)) return false;
    const before = this.#at(place - 1).word;
    if (word === 'WITH') return before !== 'STARTS' && before !== 'ENDS';
    if (word === 'MATCH' || word === 'CALL') return before !== 'OPTIONAL';
    return true;
  }

  #separate(place: number): void {
    if (this.#out === '' || this.#out.endsWith('\n')) {
      this.#out += this.#out === '' ? '' : this.#indent();
      return;
    }
    const { word } = this.#at(place);
    if (word === '}' && this.#frames.at(-1)?.isSubquery === true) this.#out = `${this.#out.trimEnd()}\n${this.#indent(1)}`;
    else if (this.#beginsClause(place)) this.#out = `${this.#out.trimEnd()}\n${this.#indent()}`;
    else if (this.#needsSpace(place)) this.#out += ' ';
  }

  #needsSpace(place: number): boolean {
    const [before, token] = [this.#at(place - 1), this.#at(place)];
    const byMarks = this.#spaceByMarks(before, token);
    if (byMarks !== undefined) return byMarks;
    return this.#isKeyword(place) || this.#isKeyword(place - 1) || before.end < token.start;
  }

  /** What brackets, commas, comparisons and colons of maps decide; undefined: nothing. */
  #spaceByMarks(before: Token, token: Token): boolean | undefined {
    const frame = this.#frames.at(-1);
    if (token.word === '}' || before.word === '{') return frame?.isPadded === true;
    if (CLOSERS.has(token.word) || OPENERS.has(before.word)) return false;
    if (before.word === ',' || COMPARISONS.has(token.word) || COMPARISONS.has(before.word)) return true;
    return frame?.opener === '{' ? spaceByColon(before, token) : undefined;
  }

  #follow(token: Token, place: number): void {
    if (token.word === '{' || OPENERS.has(token.word)) {
      const isSubquery = token.word === '{' && this.#opensSubquery(place);
      const isPadded = token.word === '{' && !isSubquery && BRACED.has(this.#at(place - 1).word);
      this.#frames.push({ opener: token.word, isSubquery, isPadded });
      if (isSubquery) this.#out += '\n';
    } else if ([')', ']', '}'].includes(token.word)) this.#frames.pop();
  }

  /** A brace before a clause; before a pattern alone (`EXISTS { (a)-->(b) }`) it stays on its line. */
  #opensSubquery(place: number): boolean {
    return (
      ['MATCH', 'OPTIONAL', 'RETURN', 'WITH', 'UNWIND', 'CALL'].includes(this.#at(place + 1).word) && this.#isKeyword(place + 1)
    );
  }

  #comments(place: number): void {
    const from = this.#at(place - 1).end;
    const { start } = this.#at(place);
    let end = from;
    for (const match of this.#text.slice(from, start).matchAll(COMMENT)) {
      const at = from + match.index;
      const isOnItsLine = /[\r\n]/u.test(this.#text.slice(end, at)) || end === 0;
      if (isOnItsLine && this.#out !== '') this.#out = `${this.#out.trimEnd()}\n${this.#indent()}`;
      else if (this.#out !== '' && !/\s$/u.test(this.#out)) this.#out += ' ';
      this.#out += match[0];
      end = at + match[0].length;
      if (match[0].startsWith('//') || /^\s*[\r\n]/u.test(this.#text.slice(end))) this.#out += '\n';
    }
  }

  #indent(less = 0): string {
    return INDENT.repeat(Math.max(0, this.#frames.filter(({ isSubquery }) => isSubquery).length - less));
  }
}

const NOTHING: Token = { kind: 'end', text: '', word: '', start: 0, end: 0 };

/** In a map: none before a colon, one after it. */
function spaceByColon(before: Token, token: Token): boolean | undefined {
  if (token.word === ':') return false;
  return before.word === ':' ? true : undefined;
}
