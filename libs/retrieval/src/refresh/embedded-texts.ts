import type { SymbolSource } from '@codexgraph/graph-model';

/** Parts of one symbol at most: its beginning, and what follows of a large body. */
const MOST_PARTS = 4;
/** Where the model does not say how much it takes. */
const DEFAULT_TOKENS = 512;
/** Share of a text that name, signature and description may take. */
const HEAD_SHARE = 0.5;

/** How texts for a model are cut. */
export interface TextLimits {
  readonly maxTokens?: number;
  readonly countTokens: (text: string) => number;
}

/**
 * Texts that an embedding model reads of a symbol, at least one: kind, name, signature, what it does, then its code by whole lines; a large body continues in
 * further texts with the same head. The same symbol gives the same texts.
 */
export function embeddedTexts(symbol: SymbolSource, { maxTokens = DEFAULT_TOKENS, countTokens }: TextLimits): string[] {
  const head = headOf(symbol, Math.floor(maxTokens * HEAD_SHARE), countTokens);
  const room = Math.max(1, maxTokens - countTokens(head) - 1);
  const parts: string[][] = [[]];
  let used = 0;
  for (const line of symbol.code.split('\n')) {
    const cost = countTokens(line) + 1;
    if (used + cost > room && used > 0) {
      if (parts.length === MOST_PARTS) break;
      parts.push([]);
      used = 0;
    }
    parts.at(-1)?.push(line);
    used += cost;
  }
  return parts.map((lines) => `${head}\n${lines.join('\n')}`.trim());
}

function headOf(symbol: SymbolSource, maxTokens: number, countTokens: (text: string) => number): string {
  const { label, qualifiedName, signature = '', docstring, description = '' } = symbol;
  const lines = [
    `${label.toLowerCase().replaceAll('_', ' ')} ${qualifiedName}`,
    signature,
    ...(docstring ?? description).split('\n'),
  ];
  const kept: string[] = [];
  let used = 0;
  for (const line of lines) {
    if (line.trim() === '') continue;
    used += countTokens(line) + 1;
    if (used > maxTokens && kept.length > 0) break;
    kept.push(line);
  }
  return kept.join('\n');
}
