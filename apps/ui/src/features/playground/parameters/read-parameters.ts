/** What a text of parameters says. */
export type ReadParameters =
  | { readonly values: Readonly<Record<string, unknown>> }
  /** `detail` of a syntax fault is its line and column, `2:7`. */
  | { readonly problem: 'syntax' | 'not-an-object'; readonly detail: string };

/** Reads values of parameters: an object of JSON; an empty text has none. */
export function readParameters(text: string): ReadParameters {
  if (text.trim() === '') return { values: {} };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'syntax', detail: placeOf(text, faultOf(text)) };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { problem: 'not-an-object', detail: '' };
  return { values: value as Readonly<Record<string, unknown>> };
}

function placeOf(text: string, offset: number): string {
  const lines = text.slice(0, offset).split('\n');
  return `${String(lines.length)}:${String((lines.at(-1)?.length ?? 0) + 1)}`;
}

const TOKEN =
  /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)\b|[{}[\],:]/uy;

/** What may come next; `end` is the end of a value. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | 'end';

/** Where a text stops being JSON. Browsers tell that each in its own way, or not at all. */
function faultOf(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  for (let offset = skipSpace(text, 0); offset < text.length; offset = skipSpace(text, TOKEN.lastIndex)) {
    TOKEN.lastIndex = offset;
    const token: string | undefined = TOKEN.exec(text)?.[0];
    const next: Expected | undefined = token === undefined ? undefined : after(token, expected, open);
    if (next === undefined) return offset;
    expected = next;
  }
  return text.length;
}

function skipSpace(text: string, from: number): number {
  return from + (/^[ \t\r\n]*/.exec(text.slice(from))?.[0].length ?? 0);
}

/** What may come after a token; undefined when it does not belong there. */
function after(token: string, expected: Expected, open: string[]): Expected | undefined {
  if (token === '}' || token === ']') return closes(token, expected, open) ? 'end' : undefined;
  if (expected === 'end') return token === ',' ? afterComma(open) : undefined;
  if (expected === ':') return token === ':' ? 'value' : undefined;
  if (expected === 'key' || expected === 'key or }') return token.startsWith('"') ? ':' : undefined;
  return begins(token, open);
}

function afterComma(open: readonly string[]): Expected | undefined {
  if (open.length === 0) return undefined;
  return open.at(-1) === '{' ? 'key' : 'value';
}

/** Where a value is to begin. */
function begins(token: string, open: string[]): Expected | undefined {
  if (token === ',' || token === ':') return undefined;
  if (token !== '{' && token !== '[') return 'end';
  open.push(token);
  return token === '{' ? 'key or }' : 'value or ]';
}

function closes(token: '}' | ']', expected: Expected, open: string[]): boolean {
  const fits = token === '}' ? ['end', 'key or }'] : ['end', 'value or ]'];
  return fits.includes(expected) && open.pop() === (token === '}' ? '{' : '[');
}
