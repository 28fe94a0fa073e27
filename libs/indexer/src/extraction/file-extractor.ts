import { CodexGraphError } from '@codexgraph/graph-model';
import { Language as Grammar, Parser } from 'web-tree-sitter';
import type { FileFacts } from '../facts/file-facts.js';
import type { Extractor, SourceLanguage } from '../languages/language.js';
import type { FlatTreeParts } from '../syntax/flat-tree-parts.js';
import { FlatTree, readFlatTree } from '../syntax/flat-tree.js';
import { startParserRuntime } from '../syntax/parser-runtime.js';

/** Bounds of the work on one file. */
export interface ExtractionLimits {
  /** Parsing longer than this is given up. */
  readonly parseTimeoutMs: number;
  /** Milliseconds from any fixed point; only differences count. */
  readonly now: () => number;
}

/** A tree, or why there is none. */
export type ParseOutcome = { readonly ok: true; readonly tree: FlatTreeParts } | { readonly ok: false; readonly reason: string };

/** Depths to read a tree to when reading it whole takes more stack than there is. */
const SHALLOWER_DEPTHS = [100, 25, 0];

const extractors = new Map<SourceLanguage, Promise<FileExtractor>>();

/** Parses and extracts files of one language in this thread. Holds one parser; not re-entrant. */
export class FileExtractor {
  readonly #parser: Parser;
  readonly #extract: Extractor;

  private constructor(parser: Parser, extract: Extractor) {
    this.#parser = parser;
    this.#extract = extract;
  }

  /** The extractor of a language; its grammar is loaded once per thread. */
  static for(language: SourceLanguage): Promise<FileExtractor> {
    let extractor = extractors.get(language);
    if (extractor === undefined) {
      extractor = FileExtractor.#create(language);
      extractors.set(language, extractor);
    }
    return extractor;
  }

  static async #create(language: SourceLanguage): Promise<FileExtractor> {
    await startParserRuntime();
    const grammar = await Grammar.load(language.grammarPath());
    const parser = new Parser();
    parser.setLanguage(grammar);
    return new FileExtractor(parser, language.createExtractor(grammar));
  }

  /** The tree of one text. Without limits there always is one. */
  parse(text: string, limits?: ExtractionLimits): ParseOutcome {
    const tree = this.#parse(text, limits);
    if (tree === null) {
      this.#parser.reset();
      return { ok: false, reason: `parsing took longer than ${limits?.parseTimeoutMs ?? 0} ms` };
    }
    try {
      return { ok: true, tree: readFlatTree(tree) };
    } finally {
      tree.delete();
    }
  }

  /** Facts of a text whose tree is known. What is nested too deeply for the stack of this thread is left out, as the facts then say. */
  extract(text: string, parts: FlatTreeParts): FileFacts {
    return extractWithin(this.#extract, new FlatTree(text, parts));
  }

  #parse(text: string, limits: ExtractionLimits | undefined): ReturnType<Parser['parse']> {
    if (limits === undefined) return this.#parser.parse(text);
    const deadline = limits.now() + limits.parseTimeoutMs;
    return this.#parser.parse(text, null, { progressCallback: () => limits.now() > deadline });
  }
}

/** The facts of a tree, read less deeply where the stack is too small for it. */
export function extractWithin(extract: Extractor, tree: FlatTree): FileFacts {
  let readable = tree;
  for (const depth of SHALLOWER_DEPTHS) {
    try {
      return extract(readable);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      readable = tree.cutAt(depth);
    }
  }
  return extract(readable);
}

/**
 * Facts of one text, in this thread, with no limits.
 * @throws INTERNAL when parsing gave no tree
 */
export async function extractFile(language: SourceLanguage, text: string): Promise<FileFacts> {
  const extractor = await FileExtractor.for(language);
  const outcome = extractor.parse(text);
  if (outcome.ok) return extractor.extract(text, outcome.tree);
  throw new CodexGraphError('INTERNAL', `A ${language.id} text could not be parsed: ${outcome.reason}.`);
}
