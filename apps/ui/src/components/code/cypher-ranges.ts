import type { ColouredRange } from './coloured-range.js';

const TOKENS =
  /(\/\/[^\n]*|\/\*[\s\S]*?\*\/)|('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(`[^`]*`)|(\$\s*\w+|\$\s*`[^`]*`)|\b(\d+(?:\.\d+)?)\b|(?<=:\s*|\|\s*)([A-Z][A-Z_]+)\b|\b([A-Za-z_]\w*)\b/g;
const KEYWORDS = new Set(
  'ALL AND ANY AS ASC BY CALL CASE CONTAINS COUNT CYPHER DESC DISTINCT ELSE END ENDS EXISTS FALSE IN IS LIMIT MATCH NONE NOT NULL OPTIONAL OR ORDER RETURN SHORTEST SINGLE SKIP STARTS THEN TRUE UNION UNWIND WHEN WHERE WITH XOR YIELD'.split(
    ' ',
  ),
);
const CLASSES = ['tok-comment', 'tok-string', undefined, 'tok-variableName2', 'tok-number', 'tok-typeName'] as const;

/** Colours of Cypher by its words; the playground brings the real grammar. */
export function cypherRanges(text: string): readonly ColouredRange[] {
  const ranges: ColouredRange[] = [];
  for (const match of text.matchAll(TOKENS)) {
    const groups: readonly (string | undefined)[] = match.slice(1);
    const index = groups.findIndex((group) => group !== undefined);
    const word = match[0];
    const className = index < CLASSES.length ? CLASSES[index] : KEYWORDS.has(word.toUpperCase()) ? 'tok-keyword' : undefined;
    if (className !== undefined) ranges.push({ from: match.index, to: match.index + word.length, className });
  }
  return ranges;
}
