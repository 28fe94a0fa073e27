/** Text of a file, and what was odd about its bytes. */
export interface DecodedText {
  readonly text: string;
  /** Lower-case name of the encoding that was used: utf-8, utf-16le, utf-16be, or what the file declares. */
  readonly encoding: string;
  /** A sentence when bytes were replaced or a declared encoding is unknown; the text is usable all the same. */
  readonly problem?: string;
}

/** Bytes of the head in which a coding line may stand: two lines, generously. */
const CODING_HEAD_BYTES = 512;
const CODING_LINE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK_OR_COMMENT = /^[ \t\f]*(?:#.*)?$/;

/** Names that Python knows and the Encoding Standard does not. */
const PYTHON_ENCODINGS: ReadonlyMap<string, string> = new Map([
  ['utf-8-sig', 'utf-8'],
  ['utf8-sig', 'utf-8'],
  ['u8', 'utf-8'],
  ['utf', 'utf-8'],
  ['latin', 'iso-8859-1'],
  ['latin-1', 'iso-8859-1'],
  ['l1', 'iso-8859-1'],
  ['iso-latin-1', 'iso-8859-1'],
  ['iso8859-1', 'iso-8859-1'],
  ['8859', 'iso-8859-1'],
  ['cp819', 'iso-8859-1'],
  ['latin-9', 'iso-8859-15'],
  ['iso8859-15', 'iso-8859-15'],
  ['cp1250', 'windows-1250'],
  ['cp1251', 'windows-1251'],
  ['cp1252', 'windows-1252'],
  ['cp1253', 'windows-1253'],
  ['cp1254', 'windows-1254'],
  ['cp932', 'shift_jis'],
  ['ms932', 'shift_jis'],
  ['cp936', 'gbk'],
  ['cp949', 'euc-kr'],
  ['cp950', 'big5'],
  ['cp866', 'ibm866'],
  ['koi8-r', 'koi8-r'],
  ['mac-roman', 'macintosh'],
]);

/**
 * Decodes a source file: a byte order mark wins, then a coding line in a `#` comment (PEP 263; Ruby and others have it too), then
 * UTF-8. Never fails: bytes that do not fit become U+FFFD and the problem is told. The mark itself is removed; line ends stay as they are.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (startsWith(bytes, [0xff, 0xfe])) return decodeWith('utf-16le', bytes.subarray(2));
  if (startsWith(bytes, [0xfe, 0xff])) return decodeWith('utf-16be', bytes.subarray(2));
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return decodeWith('utf-8', bytes.subarray(3));
  const declared = declaredEncoding(bytes);
  if (declared === undefined) return decodeWith('utf-8', bytes);
  const encoding = knownEncoding(declared);
  if (encoding === undefined) {
    return {
      ...decodeWith('utf-8', bytes),
      problem: `the declared encoding '${declared}' is unknown; the file was read as UTF-8`,
    };
  }
  return decodeWith(encoding, bytes);
}

/** Whether the bytes are no text: a NUL byte in the head, unless a byte order mark says UTF-16. */
export function looksBinary(bytes: Uint8Array): boolean {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return false;
  return bytes.includes(0);
}

function decodeWith(encoding: string, bytes: Uint8Array): DecodedText {
  if (encoding === 'iso-8859-1') return { text: latin1(bytes), encoding };
  if (encoding === 'windows-1252') return { text: latin1(bytes).replace(/[\x80-\x9f]/g, windows1252Character), encoding };
  try {
    return { text: new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes), encoding };
  } catch {
    const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
    return { text, encoding, problem: `some bytes are no valid ${encoding.toUpperCase()} and were replaced` };
  }
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, CODING_HEAD_BYTES)).toString('latin1');
  const [first = '', second = ''] = head.split(/\r\n|\r|\n/, 2);
  const inFirst = CODING_LINE.exec(first)?.[1];
  if (inFirst !== undefined) return inFirst;
  return BLANK_OR_COMMENT.test(first) ? CODING_LINE.exec(second)?.[1] : undefined;
}

function knownEncoding(declared: string): string | undefined {
  const name = declared.toLowerCase().replaceAll('_', '-');
  const candidate = PYTHON_ENCODINGS.get(name) ?? name;
  if (candidate === 'iso-8859-1' || candidate === 'ascii' || candidate === 'us-ascii') return 'iso-8859-1';
  try {
    return new TextDecoder(candidate).encoding;
  } catch {
    return undefined;
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** Characters 0x80 to 0x9f of windows-1252, where it differs from Latin-1. The decoder of some Node versions reads them as Latin-1. */
const WINDOWS_1252_HIGH = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function windows1252Character(character: string): string {
  return WINDOWS_1252_HIGH[character.charCodeAt(0) - 0x80] ?? character;
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((value, at) => bytes[at] === value);
}
