/** Syntax newer than the grammar: what stands before it, then what is left out for reading. The rest means the same without it. */
const LEFT_OUT: readonly { readonly pattern: RegExp; readonly instead?: string }[] = [
  // export type * from './a'
  { pattern: /(\bexport\s+)(type)(?=\s*\*)/g },
  // import defer * as a from './a', import source a from './a'
  { pattern: /(\bimport\s+)(defer)(?=\s*\*)/g },
  { pattern: /(\bimport\s+)(source)(?=\s+[\w$]+\s+from\b)/g },
  // export * from './a' with { type: 'json' }
  { pattern: /(\bfrom\s*(?:'[^'\n]*'|"[^"\n]*")\s*)((?:with|assert)\s*\{[^{}]*\})/g },
  // import('./a', { with: { 'resolution-mode': 'import' } }) as a type
  { pattern: /(\bimport\s*\(\s*(?:'[^'\n]*'|"[^"\n]*")\s*)(,\s*\{\s*(?:with|assert)\s*:\s*\{[^{}]*\}\s*,?\s*\})(?=\s*,?\s*\))/g },
  // import('./a').Box<T> as a type
  { pattern: /(\bimport\s*\([^()]*\)(?:\s*\.\s*[\w$]+)+\s*)(<[^<>()=;]*(?:<[^<>()=;]*>[^<>()=;]*)*>)/g },
  // interface Box<in out T>
  { pattern: /([<,]\s*(?:const\s+)?)((?:in\s+out|in|out)\s)(?=\s*[\w$]+\s*(?:extends\b|[=,>]))/g },
  // static accessor name = 1
  {
    pattern: /(\b(?:static|readonly|override|abstract|declare|public|protected|private)\s+)(accessor)(?=\s+[\w$#['"])/g,
  },
  // class A { static [key: string]: number }
  { pattern: /(^|[{;}\s])(static)(?=\s+(?:readonly\s+)?\[\s*[\w$]+\s*:)/g },
  // using a = b, await using a = b
  { pattern: /((?:^|[\n;{}:)])[ \t]*)(await\s+using|using)(?=\s+[\w$]+\s*(?::|=[^=>]))/g, instead: 'const' },
  // for (using a of b), for (await using a of b)
  { pattern: /(\bfor\s*(?:await\s*)?\(\s*)(await\s+using)(?=\s+[\w$]+\s+of\b)/g, instead: 'const' },
  { pattern: /(\bfor\s*(?:await\s*)?\(\s*)(using)(?=\s+(?!of\b)[\w$]+\s+of\b)/g, instead: 'const' },
];

/** Declarations that the TypeScript grammar reads as assignments, without an error. */
const UNDECLARED = /\busing\s+[\w$]+\s*(?::|=[^=>])/;

/** Something in the text is read wrongly although it shows no error. */
export function hasUnknownDeclarations(text: string): boolean {
  return text.includes('using') && UNDECLARED.test(text);
}

/**
 * The text without syntax that the grammar does not know yet: spaces stand in its place, so offsets stay. Only for texts that the
 * grammar cannot read. @returns undefined when there is nothing to leave out
 */
export function withoutNewSyntax(text: string): string | undefined {
  let result = text;
  for (const { pattern, instead = '' } of LEFT_OUT) {
    result = result.replace(pattern, (_found, before: string, unread: string) => before + blank(unread, instead));
  }
  return result === text ? undefined : result;
}

/** Spaces for all but line breaks, and a word at the end. */
function blank(unread: string, instead: string): string {
  return unread.slice(0, unread.length - instead.length).replace(/[^\n]/g, ' ') + instead;
}
