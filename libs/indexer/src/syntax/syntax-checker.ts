import { Language, Parser, type Node } from 'web-tree-sitter';
import type { LanguageRegistry } from '../languages/registry.js';
import { startParserRuntime } from './parser-runtime.js';

/** A place where a text is not of its language. Structurally what the agents' port for checking code wants. */
export interface SyntaxFinding {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

const MOST_FINDINGS = 20;
const SHOWN_CHARACTERS = 60;
/** A file that is larger is not checked: parsing would hold up everything else in this thread. */
const LARGEST_TEXT = 500_000;

/** Parses texts by the language of their path, with the grammars of indexing, and says where they do not fit. */
export class SyntaxChecker {
  readonly #languages: LanguageRegistry;
  readonly #grammars = new Map<string, Promise<Language>>();

  constructor(languages: LanguageRegistry) {
    this.#languages = languages;
  }

  /** Sorted by line, at most 20. Undefined for a language without a grammar, and for a text of more than 500,000 characters. */
  async problems(filePath: string, text: string): Promise<readonly SyntaxFinding[] | undefined> {
    const path = this.#languages.byPath(filePath)?.grammarPath();
    if (path === undefined || text.length > LARGEST_TEXT) return undefined;
    await startParserRuntime();
    const grammar = this.#grammars.get(path) ?? Language.load(path);
    this.#grammars.set(path, grammar);
    const parser = new Parser();
    try {
      parser.setLanguage(await grammar);
      const tree = parser.parse(text);
      if (tree === null) return undefined;
      const found = tree.rootNode.hasError ? findings(tree.rootNode) : [];
      tree.delete();
      return found;
    } finally {
      parser.delete();
    }
  }
}

function findings(root: Node): readonly SyntaxFinding[] {
  const found: SyntaxFinding[] = [];
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node !== undefined && found.length < MOST_FINDINGS; node = waiting.pop()) {
    const finding = findingAt(node);
    if (finding !== undefined) found.push(finding);
    // What stands below an error is a guess of the parser.
    else if (node.hasError) waiting.push(...[...node.children].reverse());
  }
  return found;
}

function findingAt(node: Node): SyntaxFinding | undefined {
  const line = node.startPosition.row + 1;
  if (node.isMissing) return { line, message: `"${node.type}" is missing` };
  if (!node.isError) return undefined;
  const [text = ''] = node.text.trim().split('\n');
  return { line, message: `syntax error at "${text.slice(0, SHOWN_CHARACTERS)}"` };
}
