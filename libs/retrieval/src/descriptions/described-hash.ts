import type { SymbolSource } from '@codexgraph/graph-model';
import { contentHash } from '../text/content-hash.js';

/** What a description rests on. */
export type DescribedContent = Pick<SymbolSource, 'signature' | 'code' | 'name' | 'class'>;

/** Hash of what a description of a symbol is made from, wherever the symbol stands: another one makes a description of a model stale. */
export function describedHash(symbol: DescribedContent): string {
  return contentHash(symbol.name, symbol.class ?? '', symbol.signature ?? '', symbol.code);
}
