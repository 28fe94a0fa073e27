import { Parser, type Language } from 'web-tree-sitter';
import { FlatTree, readFlatTree } from './flat-tree.js';

/**
 * The tree of a text that was mended so that the grammar can read it; offsets must be the original's, and so is the text of the tree.
 * @returns undefined when more is unreadable than `most` characters
 */
export function readAgain(
  tree: FlatTree,
  mended: string,
  { grammar, most }: { grammar: Language; most: number },
): FlatTree | undefined {
  const parser = new Parser();
  parser.setLanguage(grammar);
  const parsed = parser.parse(mended);
  const result = parsed === null ? undefined : new FlatTree(tree.text, readFlatTree(parsed));
  parsed?.delete();
  parser.delete();
  return result !== undefined && unreadable(result) <= most ? result : undefined;
}

/** How much of a text its tree does not understand: characters inside errors, and tokens that the parser invented. */
export function unreadable(tree: FlatTree): number {
  let length = tree.missing.length;
  for (let node = 0; node < tree.count;) {
    const isError = tree.isError(node);
    if (isError) length += (tree.end[node] as number) - (tree.start[node] as number);
    node = isError ? (tree.after[node] as number) : node + 1;
  }
  return length;
}
