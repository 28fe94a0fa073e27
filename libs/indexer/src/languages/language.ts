import type { FileFacts } from '../facts/file-facts.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import type { Language as Grammar } from 'web-tree-sitter';

/** Reads one file. Pure: same tree, same facts; never throws on any input text. */
export type Extractor = (tree: FlatTree) => FileFacts;

/**
 * One programming language: how its files are recognised, parsed and extracted. Each folder of `languages/` that has a
 * `language.js` exporting `languages: readonly SourceLanguage[]` is found at start; no list names them.
 */
export interface SourceLanguage {
  /** Lower-case name that MODULE.language carries: 'python', 'typescript', 'javascript'. */
  readonly id: string;
  /** Languages of one family may import and call each other (TypeScript and JavaScript). */
  readonly family: string;
  /** File extensions with the dot, lower case; the longest match wins. */
  readonly extensions: readonly string[];
  /** First-line interpreters that mark a file without extension, e.g. 'python3'. */
  readonly interpreters: readonly string[];
  /**
   * Files that module resolution reads beside the source: base names, where `*` stands for any characters (`tsconfig*.json`).
   * Linking gets the text of all of them, wherever they lie in the tree.
   */
  readonly projectFiles: readonly string[];
  /** Absolute path of the grammar's .wasm. */
  readonly grammarPath: () => string;
  /** Prepares an extractor for a loaded grammar; called once per thread. */
  readonly createExtractor: (grammar: Grammar) => Extractor;
  /** The text of a docstring or doc comment as written, without its marks and common indentation. */
  readonly cleanDocstring: (raw: string) => string;
}
