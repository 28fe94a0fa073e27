import { CodexGraphError, type SkippedFile } from '@codexgraph/graph-model';
import type { FileFacts } from '../facts/file-facts.js';
import type { SourceLanguage } from '../languages/language.js';
import type { LanguageRegistry } from '../languages/registry.js';
import { decodeText } from '../source/decode-text.js';
import type { SourceFile } from '../source/select-files.js';
import type { ReadableContent, SourceSnapshot } from '../source/source-snapshot.js';
import type { FactsExtractor } from './extraction-job.js';
import type { FactsCache } from './facts-cache.js';
import { decodeFacts, type StringPool } from './facts-codec.js';

/** One indexed file: what linking and writing need of it. */
export interface ExtractedFile {
  readonly path: string;
  readonly language: SourceLanguage;
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  /** Bytes. */
  readonly size: number;
  /** See SourceFile.stamp. */
  readonly stamp: string;
  readonly vendored: boolean;
  readonly generated: boolean;
  readonly facts: FileFacts;
}

/** The files of a snapshot as facts. */
export interface Extraction {
  /** Sorted by path in code-unit order. */
  readonly files: readonly ExtractedFile[];
  /** What the walk left out and what could not be read, sorted by path. */
  readonly skipped: readonly SkippedFile[];
  /** Files that were neither known by their stamp nor found in the cache. */
  readonly parsed: number;
}

/** What extraction works with. */
export interface ExtractionServices {
  readonly registry: LanguageRegistry;
  readonly extractor: FactsExtractor;
  readonly cache?: FactsCache;
}

/** Bounds and companions of one extraction. */
export interface ExtractSnapshotOptions {
  /** Files of an earlier extraction by path: where the stamp is the same, they are taken without reading anything. */
  readonly previous?: ReadonlyMap<string, ExtractedFile>;
  /** Files read and parsed at once; bounds memory. Default 8. */
  readonly filesAtOnce?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

const DEFAULT_FILES_AT_ONCE = 8;

/** What an extractor could not read: a file that takes all its time is not tried again with each edit of another one. */
const rejections = new WeakMap<FactsExtractor, Map<string, string>>();

/**
 * Facts of all files of a snapshot, from the earlier extraction, the cache, or the file itself. The result depends on the bytes of the
 * files alone, not on threads or timing.
 * @throws CANCELLED when the signal is aborted
 */
export async function extractSnapshot(
  snapshot: SourceSnapshot,
  services: ExtractionServices,
  options: ExtractSnapshotOptions = {},
): Promise<Extraction> {
  const run = new SnapshotExtraction(snapshot, services, options);
  return run.result();
}

/**
 * Text of an indexed file as it was when it was extracted: from the cache, or read again where the bytes are still the same.
 * Undefined when the file has changed since and no cache holds the old bytes.
 */
export async function extractedText(
  file: Pick<ExtractedFile, 'path' | 'hash'>,
  snapshot: SourceSnapshot,
  cache: FactsCache | undefined,
): Promise<string | undefined> {
  const cached = await cache?.source(file.hash);
  if (cached !== undefined) return decodeText(cached).text;
  const content = await snapshot.read(file.path);
  return content.ok && content.hash === file.hash ? decodeText(content.bytes).text : undefined;
}

class SnapshotExtraction {
  readonly #files: ExtractedFile[] = [];
  readonly #skipped: SkippedFile[];
  /** Reasons by content and language. */
  readonly #rejected: Map<string, string>;
  readonly #strings: StringPool = new Map();
  #parsed = 0;
  #done = 0;

  constructor(
    private readonly snapshot: SourceSnapshot,
    private readonly services: ExtractionServices,
    private readonly options: ExtractSnapshotOptions,
  ) {
    this.#skipped = [...snapshot.skipped];
    this.#rejected = rejections.get(services.extractor) ?? new Map<string, string>();
    rejections.set(services.extractor, this.#rejected);
  }

  async result(): Promise<Extraction> {
    // Large files first: the last worker to finish then has little left to do.
    const waiting = [...this.snapshot.files].sort((a, b) => a.size - b.size || (a.path < b.path ? 1 : -1));
    const lanes = Math.max(1, this.options.filesAtOnce ?? DEFAULT_FILES_AT_ONCE);
    await Promise.all(Array.from({ length: lanes }, () => this.#work(waiting)));
    return {
      files: this.#files.sort((a, b) => (a.path < b.path ? -1 : 1)),
      skipped: this.#skipped.sort((a, b) => (a.path < b.path ? -1 : 1)),
      parsed: this.#parsed,
    };
  }

  async #work(waiting: SourceFile[]): Promise<void> {
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      if (this.options.signal?.aborted === true)
        throw new CodexGraphError('CANCELLED', 'Indexing was cancelled while files were read.');
      await this.#take(file);
      this.#done++;
      this.options.onProgress?.({ done: this.#done, total: this.snapshot.files.length });
    }
  }

  async #take(file: SourceFile): Promise<void> {
    const before = this.options.previous?.get(file.path);
    if (before?.stamp === file.stamp && before.language === file.language) {
      this.#files.push(before.vendored === file.vendored ? before : { ...before, vendored: file.vendored });
      return;
    }
    const content = await this.snapshot.read(file.path);
    if (!content.ok) {
      this.#skip(file, content.reason);
      return;
    }
    const facts =
      unchangedFacts(before, file, content.hash) ?? (await this.#cached(file, content)) ?? (await this.#extracted(file, content));
    if (typeof facts === 'string') {
      this.#skip(file, facts);
      return;
    }
    await this.services.cache?.keepSource(content.hash, content.bytes);
    this.#files.push({
      path: file.path,
      language: file.language,
      hash: content.hash,
      size: content.bytes.length,
      stamp: content.stamp,
      vendored: file.vendored,
      generated: content.generated,
      facts,
    });
  }

  async #cached(file: SourceFile, content: ReadableContent): Promise<FileFacts | undefined> {
    const bytes = await this.services.cache?.facts(content.hash, factsKey(file.language));
    return bytes === undefined ? undefined : decodeFacts(bytes, this.#strings);
  }

  /** The facts, or the reason why there are none. */
  async #extracted(file: SourceFile, content: ReadableContent): Promise<FileFacts | string> {
    const key = `${content.hash} ${factsKey(file.language)}`;
    const known = this.#rejected.get(key);
    if (known !== undefined) return known;
    const language = this.services.registry.languages.indexOf(file.language);
    const reply = await this.services.extractor.extract({ path: file.path, language, bytes: content.bytes });
    if (!reply.ok) {
      this.#rejected.set(key, reply.reason);
      return reply.reason;
    }
    this.#parsed++;
    const facts = decodeFacts(reply.facts, this.#strings);
    if (facts === undefined) return 'the extractor of its language gave facts of another version';
    await this.services.cache?.keepFacts(content.hash, factsKey(file.language), reply.facts);
    return facts;
  }

  #skip(file: SourceFile, reason: string): void {
    this.#skipped.push({ path: file.path, reason });
  }
}

/** Facts of the same bytes in the same language: the file was touched, or changed back. */
function unchangedFacts(before: ExtractedFile | undefined, file: SourceFile, hash: string): FileFacts | undefined {
  return before?.hash === hash && before.language === file.language ? before.facts : undefined;
}

/** Key of a language in the facts cache: languages of one id may have several grammars. */
export function factsKey(language: SourceLanguage): string {
  return `${language.id}${language.extensions[0] ?? ''}`;
}
