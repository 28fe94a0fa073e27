import type { RelationType } from './labels.js';

/** A file of a map, and how much is in it. */
export interface MappedFile {
  readonly path: string;
  /** Id of its MODULE. */
  readonly moduleId: string;
  readonly language?: string;
  readonly lines: number;
  /** Definitions in it, the MODULE itself not counted. */
  readonly symbols: number;
}

/** How many relationships of one type lead from one place to another. */
export interface MappedRelation {
  /** Path of a file, or of a folder once drawn. */
  readonly source: string;
  readonly target: string;
  readonly type: RelationType;
  /** 1.. */
  readonly count: number;
}

/** A folder that stands for everything below it, or a file. */
export interface CodeMapEntry {
  readonly kind: 'folder' | 'file';
  /** Relative to the root of the repository. */
  readonly path: string;
  /** Last segment of the path. */
  readonly name: string;
  /** Files only. */
  readonly moduleId?: string;
  /** Files only. */
  readonly language?: string;
  /** Files below it; 1 for a file. */
  readonly files: number;
  readonly lines: number;
  readonly symbols: number;
  /** Relationships between files that are both below it. */
  readonly inside: number;
}

/** A repository at one level of detail. */
export interface CodeMap {
  /** Sorted by path. */
  readonly entries: readonly CodeMapEntry[];
  /** Between the entries, sorted by (source, target, type). */
  readonly relations: readonly MappedRelation[];
  /** Entries that a bound left out: those with the fewest symbols. */
  readonly omitted: number;
}

/** What to draw of a repository. */
export interface CodeMapRequest {
  /** Folders whose entries are shown one by one; folders inside closed ones don't count. The root is always open. At most 500. */
  readonly open: readonly string[];
  /** 1..2000 entries. */
  readonly maxEntries: number;
}

/** Sums files and what leads from one to another up to the folders that are open. */
export function drawCodeMap(
  files: readonly MappedFile[],
  relations: readonly MappedRelation[],
  { open, maxEntries }: CodeMapRequest,
): CodeMap {
  const opened = new Set(open);
  const entryOfFile = new Map(files.map(({ path }) => [path, shownPath(path, opened)]));
  const entries = new Map<string, CodeMapEntry>();
  for (const file of files) addFile(entries, entryOfFile.get(file.path) ?? file.path, file);

  const sums = new Map<string, MappedRelation>();
  for (const { source, target, type, count } of relations) {
    const from = entryOfFile.get(source);
    const to = entryOfFile.get(target);
    if (from === undefined || to === undefined) continue;
    const entry = entries.get(from);
    if (from === to && entry !== undefined) entries.set(from, { ...entry, inside: entry.inside + count });
    const key = `${from}\0${to}\0${type}`;
    if (from !== to) sums.set(key, { source: from, target: to, type, count: (sums.get(key)?.count ?? 0) + count });
  }
  return bounded(
    [...entries.values()],
    [...sums].sort(([left], [right]) => (left < right ? -1 : 1)),
    maxEntries,
  );
}

/** The file itself, or the outermost closed folder around it. */
function shownPath(path: string, opened: ReadonlySet<string>): string {
  for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
    const folder = path.slice(0, end);
    if (!opened.has(folder)) return folder;
  }
  return path;
}

function addFile(entries: Map<string, CodeMapEntry>, path: string, file: MappedFile): void {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const { moduleId, language, lines, symbols } = file;
  if (path === file.path) {
    const known = language === undefined ? {} : { language };
    entries.set(path, { kind: 'file', path, name, moduleId, ...known, files: 1, lines, symbols, inside: 0 });
    return;
  }
  const sum = entries.get(path) ?? { kind: 'folder', path, name, files: 0, lines: 0, symbols: 0, inside: 0 };
  entries.set(path, { ...sum, files: sum.files + 1, lines: sum.lines + lines, symbols: sum.symbols + symbols });
}

function bounded(
  entries: readonly CodeMapEntry[],
  relations: readonly (readonly [string, MappedRelation])[],
  maxEntries: number,
): CodeMap {
  const byPath = (left: CodeMapEntry, right: CodeMapEntry) => (left.path < right.path ? -1 : 1);
  const largest = [...entries].sort((left, right) => right.symbols - left.symbols || byPath(left, right)).slice(0, maxEntries);
  const kept = new Set(largest.map(({ path }) => path));
  return {
    entries: largest.sort(byPath),
    relations: relations.map(([, relation]) => relation).filter(({ source, target }) => kept.has(source) && kept.has(target)),
    omitted: entries.length - largest.length,
  };
}
