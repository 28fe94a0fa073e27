import type { Parser } from '@lezer/common';
import { classHighlighter, highlightTree } from '@lezer/highlight';
import type { ColouredRange } from './coloured-range.js';
import { cypherRanges } from './cypher-ranges.js';

/** Beyond this, colouring would cost more than it gives; the text is shown plain. */
const MAX_CHARACTERS = 400_000;

const PARSERS: Readonly<Record<string, () => Promise<Parser>>> = {
  python: async () => (await import('@lezer/python')).parser,
  javascript: async () => (await import('@lezer/javascript')).parser.configure({ dialect: 'jsx' }),
  typescript: async () => (await import('@lezer/javascript')).parser.configure({ dialect: 'ts' }),
  tsx: async () => (await import('@lezer/javascript')).parser.configure({ dialect: 'ts jsx' }),
};

/** Languages of code blocks and files under the names that people use. */
const ALIASES: Readonly<Record<string, string>> = {
  py: 'python',
  js: 'javascript',
  jsx: 'javascript',
  mjs: 'javascript',
  ts: 'typescript',
};

/**
 * The coloured parts of a text, in their order. Grammars are loaded when they are first needed; a language without one gives no colours.
 * @param language as the graph names it, or the word of a code block
 */
export async function highlight(text: string, language: string): Promise<readonly ColouredRange[]> {
  if (text.length > MAX_CHARACTERS) return [];
  const name = ALIASES[language.toLowerCase()] ?? language.toLowerCase();
  if (name === 'cypher') return cypherRanges(text);
  const load = PARSERS[name];
  if (load === undefined) return [];
  const tree = (await load()).parse(text);
  const ranges: ColouredRange[] = [];
  highlightTree(tree, classHighlighter, (from, to, className) => {
    ranges.push({ from, to, className });
  });
  return ranges;
}
