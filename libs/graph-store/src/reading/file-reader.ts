import type {
  CodeMap,
  CodeMapRequest,
  FileReaderPort,
  FileTreeEntry,
  FolderQuality,
  Page,
  PageRequest,
  QualityCounts,
  SkippedFile,
  SourceText,
} from '@codexgraph/graph-model';
import { folderEntries } from '../generated/read/folder-entries.js';
import { quality } from '../generated/read/quality.js';
import { skippedFiles } from '../generated/read/skipped-files.js';
import { sourceText } from '../generated/read/source-text.js';
import { worstFolders } from '../generated/read/worst-folders.js';
import { CodeMapReader } from './code-map-reader.js';
import { checkBound, decodeCursor, encodeCursor, pageOf } from './page-cursor.js';
import type { RevisionReads } from './revision-reads.js';

const PAGE = { least: 1, most: 1000 };
const MAX_LINES = 5000;
const LINE = { least: 1, most: Number.MAX_SAFE_INTEGER };

/** {@link FileReaderPort} on Neo4j. */
export class FileReader implements FileReaderPort {
  readonly #reads: RevisionReads;
  readonly #maps: CodeMapReader;

  constructor(reads: RevisionReads) {
    this.#reads = reads;
    this.#maps = new CodeMapReader(reads);
  }

  async folderEntries(repository: string, folder: string, request: PageRequest): Promise<Page<FileTreeEntry> | undefined> {
    checkBound('limit', request.limit, PAGE);
    const [afterPlace, afterName] = decodeCursor<readonly [number, string]>('files', request.after, [-1, '']);
    const prefix = folderPrefix(folder);
    const rows = await this.#reads.read(repository, (run) =>
      run(folderEntries, { prefix, afterPlace, afterName, limit: request.limit + 1 }),
    );
    if (rows.length === 0 && request.after === undefined) return undefined;
    const entries = rows.map((row): FileTreeEntry => ({
      kind: row.place === 0 ? 'folder' : 'file',
      name: row.name,
      path: prefix + row.name,
      ...(row.language === null ? {} : { language: row.language }),
      ...(row.moduleId === null ? {} : { moduleId: row.moduleId }),
      quality: toQuality(row),
    }));
    return pageOf(entries, request.limit, ({ kind, name }) => encodeCursor('files', [kind === 'folder' ? 0 : 1, name]));
  }

  async quality(repository: string, folder = ''): Promise<QualityCounts> {
    const [row] = await this.#reads.read(repository, (run) => run(quality, { prefix: folderPrefix(folder) }));
    return toQuality(row ?? NOTHING);
  }

  async worstFolders(repository: string, limit: number): Promise<readonly FolderQuality[]> {
    checkBound('limit', limit, PAGE);
    const rows = await this.#reads.read(repository, (run) => run(worstFolders, { limit }));
    return rows.map((row) => ({ folder: row.folder, quality: toQuality(row) }));
  }

  codeMap(repository: string, request: CodeMapRequest): Promise<CodeMap> {
    return this.#maps.codeMap(repository, request);
  }

  async skippedFiles(repository: string, request: PageRequest): Promise<Page<SkippedFile>> {
    checkBound('limit', request.limit, PAGE);
    const [after] = decodeCursor<readonly [string]>('skipped', request.after, ['']);
    const parameters = { repository, after, limit: request.limit + 1 };
    const rows = await this.#reads.read(repository, (run) => run(skippedFiles, parameters));
    return pageOf(rows, request.limit, ({ path }) => encodeCursor('skipped', [path]));
  }

  async sourceText(
    repository: string,
    filePath: string,
    range: { readonly startLine: number; readonly endLine: number } = { startLine: 1, endLine: MAX_LINES },
  ): Promise<SourceText | undefined> {
    checkBound('startLine', range.startLine, LINE);
    checkBound('endLine', range.endLine, { ...LINE, least: range.startLine });
    const endLine = Math.min(range.endLine, range.startLine + MAX_LINES - 1);
    const [row] = await this.#reads.read(repository, (run) => run(sourceText, { filePath, startLine: range.startLine, endLine }));
    if (row === undefined) return undefined;
    return {
      filePath,
      ...(row.language === null ? {} : { language: row.language }),
      text: row.lines.join('\n'),
      startLine: range.startLine,
      endLine: range.startLine + row.lines.length - 1,
      totalLines: row.totalLines,
    };
  }
}

type QualityRow = Omit<QualityCounts, 'calls'> & QualityCounts['calls'];

const NOTHING: QualityRow = {
  files: 0,
  lines: 0,
  total: 0,
  resolved: 0,
  external: 0,
  unresolved: 0,
  importsUnresolved: 0,
  parseErrors: 0,
};

function toQuality(row: QualityRow): QualityCounts {
  const { files, lines, total, resolved, external, unresolved, importsUnresolved, parseErrors } = row;
  return { files, lines, calls: { total, resolved, external, unresolved }, importsUnresolved, parseErrors };
}

function folderPrefix(folder: string): string {
  return folder === '' ? '' : `${folder}/`;
}
