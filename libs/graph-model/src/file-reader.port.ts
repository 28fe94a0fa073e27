import type { CodeMap, CodeMapRequest } from './code-map.js';
import type { CallCounts, SkippedFile } from './rows.js';
import type { Page, PageRequest } from './symbol-reader.port.js';

/** How complete the graph of some files is. */
export interface QualityCounts {
  readonly files: number;
  /** Sum of the files' lines. */
  readonly lines: number;
  readonly calls: CallCounts;
  /** Import specifiers that could not be resolved. */
  readonly importsUnresolved: number;
  /** Ranges that did not parse. */
  readonly parseErrors: number;
}

/** A file, or a folder with everything below it. */
export interface FileTreeEntry {
  readonly kind: 'folder' | 'file';
  /** Last segment of the path. */
  readonly name: string;
  /** Relative to the repository root, with `/`, without a leading or trailing slash. */
  readonly path: string;
  /** Files only. */
  readonly language?: string;
  /** Files only: id of the MODULE. */
  readonly moduleId?: string;
  readonly quality: QualityCounts;
}

/** Quality of the files that lie directly in one folder. */
export interface FolderQuality {
  /** '' for the root. */
  readonly folder: string;
  readonly quality: QualityCounts;
}

/** Lines of one indexed file. */
export interface SourceText {
  readonly filePath: string;
  readonly language?: string;
  /** Lines joined by '\n'; a '\r' before it stays. */
  readonly text: string;
  /** 1-based, inclusive: what `text` really holds (the request cut to the file). */
  readonly startLine: number;
  readonly endLine: number;
  /** Lines of the whole file; a final line break does not begin a further line. */
  readonly totalLines: number;
}

/**
 * Reads files and folders of the published revision of a repository, as they were when it was indexed.
 * Every method throws NOT_FOUND when there is no such repository, and BAD_INPUT when a bound is not kept.
 */
export interface FileReaderPort {
  /** What lies directly in `folder` ('' for the root): folders first, then files, each sorted by name in code-point order. Undefined when no indexed file lies there. */
  folderEntries(repository: string, folder: string, request: PageRequest): Promise<Page<FileTreeEntry> | undefined>;
  /** Sums over a whole repository, or over everything below `folder`. */
  quality(repository: string, folder?: string): Promise<QualityCounts>;
  /** Folders with the most unresolved calls, worst first, then by name; folders without any are left out. `limit` 1..1000. */
  worstFolders(repository: string, limit: number): Promise<readonly FolderQuality[]>;
  /** The repository at one level of detail: see drawCodeMap. CONTAINS, HAS_METHOD and HAS_FIELD are not relations of a map, nor is what leads out of the repository. */
  codeMap(repository: string, request: CodeMapRequest): Promise<CodeMap>;
  /** Files that the last run left out, with the reason, sorted by path in code-point order. */
  skippedFiles(repository: string, request: PageRequest): Promise<Page<SkippedFile>>;
  /** A range of a file's source, at most 5000 lines; without a range from line 1. Undefined when the file is unknown or its source is not kept. */
  sourceText(
    repository: string,
    filePath: string,
    range?: { readonly startLine: number; readonly endLine: number },
  ): Promise<SourceText | undefined>;
}
