/** A query text after decoding its escapes, with the way back to the text as it was written. */
export interface SourceText {
  /** What the user wrote. */
  readonly written: string;
  /** The text with every `\uXXXX` decoded: what is read. */
  readonly decoded: string;
  /** Offset in `written` of an offset in `decoded`; both in UTF-16 units, both may be the length. */
  writtenOffset(decodedOffset: number): number;
}

/** A place of a text that makes it unreadable. */
export interface TextFault {
  /** Offset in the written text. */
  readonly offset: number;
  readonly length: number;
  readonly message: string;
}

const ESCAPE = /\\(?:u[0-9A-Fa-f]{4}|[^])/gu;
const HEX_DIGITS = 16;

/**
 * Decodes `\uXXXX` in the whole text, as Neo4j does before it reads a query: also inside names, strings and comments. A backslash before a backslash
 * shields what follows it.
 */
export function readSourceText(written: string): SourceText | TextFault {
  const nul = written.indexOf('\u0000');
  if (nul >= 0) return { offset: nul, length: 1, message: 'the text holds a NUL character' };
  if (!written.includes('\\')) return loneSurrogate(plain(written)) ?? plain(written);
  const starts: number[] = [];
  const growth: number[] = [];
  let decoded = '';
  let last = 0;
  for (const match of written.matchAll(ESCAPE)) {
    if (match[0].startsWith('\\u') && match[0].length === 2)
      return { offset: match.index, length: 2, message: 'four hexadecimal digits must follow \\u' };
    if (match[0].length !== 6) continue;
    const character = String.fromCharCode(parseInt(match[0].slice(2), HEX_DIGITS));
    if (character === '\u0000') return { offset: match.index, length: 6, message: 'the text holds a NUL character' };
    decoded += written.slice(last, match.index) + character;
    last = match.index + match[0].length;
    starts.push(decoded.length);
    growth.push(last - decoded.length);
  }
  decoded += written.slice(last);
  const text: SourceText = { written, decoded, writtenOffset: (offset) => offset + growthBefore(offset, starts, growth) };
  return loneSurrogate(text) ?? text;
}

/** True when Neo4j reads the text as it stands: no escape would be decoded. */
export function isDecoded(text: string): boolean {
  const read = readSourceText(text);
  return 'decoded' in read && read.decoded === text;
}

function plain(written: string): SourceText {
  return { written, decoded: written, writtenOffset: (offset) => offset };
}

function growthBefore(offset: number, starts: readonly number[], growth: readonly number[]): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return growth[low - 1] ?? 0;
}

function loneSurrogate(text: SourceText): TextFault | undefined {
  const offset = /\p{Surrogate}/u.exec(text.decoded)?.index;
  if (offset === undefined) return undefined;
  return { offset: text.writtenOffset(offset), length: 1, message: 'the text holds half of a surrogate pair' };
}
