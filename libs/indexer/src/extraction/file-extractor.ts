import { CodexGraphError } from '@codexgraph/graph-model';
import { Language as Grammar, Parser } from 'web-tree-sitter';
import type { FileFacts } from '../facts/file-facts.js';
import type { Extractor, SourceLanguage } from '../languages/language.js';
import { FlatTree } from '../syntax/flat-tree.js';
import { startParserRuntime } from '../syntax/parser-runtime.js';

/** Bounds of the work on one file. */
export interface ExtractionLimits {
  /** Parsing longer than this is given up. */
  readonly parseTimeoutMs: number;
  /** Milliseconds from any fixed point; only differences count. */
  readonly now: () => number;
}

/** Facts, or why there are none. */
export type ExtractionOutcome =
  { readonly ok: true; readonly facts: FileFacts } | { readonly ok: false; readonly reason: string };

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

  /** Facts of one text. Without limits it always has facts. */
  extract(text: string, limits?: ExtractionLimits): ExtractionOutcome {
    const tree = this.#parse(text, limits);
    if (tree === null) {
      this.#parser.reset();
      return { ok: false, reason: `parsing took longer than ${limits?.parseTimeoutMs ?? 0} ms` };
    }
    let flat: FlatTree;
    try {
      flat = new FlatTree(tree, text);
    } finally {
      tree.delete();
    }
    return { ok: true, facts: this.#extract(flat) };
  }

  #parse(text: string, limits: ExtractionLimits | undefined): ReturnType<Parser['parse']> {
    if (limits === undefined) return this.#parser.parse(text);
    const deadline = limits.now() + limits.parseTimeoutMs;
    return this.#parser.parse(text, null, { progressCallback: () => limits.now() > deadline });
  }
}

/**
 * Facts of one text, in this thread, with no limits.
 * @throws INTERNAL when parsing gave no tree
 */
export async function extractFile(language: SourceLanguage, text: string): Promise<FileFacts> {
  const extractor = await FileExtractor.for(language);
  const outcome = extractor.extract(text);
  if (outcome.ok) return outcome.facts;
  throw new CodexGraphError('INTERNAL', `A ${language.id} text could not be parsed: ${outcome.reason}.`);
}
