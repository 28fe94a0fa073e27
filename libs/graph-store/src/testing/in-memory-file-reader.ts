import {
  type CodeMap,
  type CodeMapRequest,
  drawCodeMap,
  type FileReaderPort,
  type FileTreeEntry,
  type FolderQuality,
  type MappedRelation,
  type NodeRow,
  type Page,
  type PageRequest,
  type QualityCounts,
  type SkippedFile,
  type SourceText,
} from '@codexgraph/graph-model';
import { MAP_BOUNDS, MAPPED_TYPES } from '../reading/code-map-reader.js';
import { checkBound, decodeCursor, encodeCursor, pageOf } from '../reading/page-cursor.js';
import { compareCodePoints, type FindGraph } from './stored-graph.js';

const PAGE = { least: 1, most: 1000 };

/** FileReaderPort on graphs in memory. */
export class InMemoryFileReader implements FileReaderPort {
  readonly #find: FindGraph;

  constructor(find: FindGraph) {
    this.#find = find;
  }

  async folderEntries(repository: string, folder: string, request: PageRequest): Promise<Page<FileTreeEntry> | undefined> {
    const prefix = folder === '' ? '' : `${folder}/`;
    const modules = await this.#modules(repository, prefix);
    checkBound('limit', request.limit, PAGE);
    const [afterPlace, afterName] = decodeCursor<readonly [number, string]>('files', request.after, [-1, '']);
    const groups = groupBy(modules, (row) => {
      const segments = row.file_path.slice(prefix.length).split('/');
      return `${segments.length > 1 ? 'folder' : 'file'} ${segments[0] ?? ''}`;
    });
    const entries = [...groups.values()].map((rows): FileTreeEntry => entryOf(rows, prefix));
    const place = (entry: FileTreeEntry): number => (entry.kind === 'folder' ? 0 : 1);
    const sorted = entries
      .sort((left, right) => place(left) - place(right) || compareCodePoints(left.name, right.name))
      .filter(
        (entry) => place(entry) > afterPlace || (place(entry) === afterPlace && compareCodePoints(entry.name, afterName) > 0),
      );
    if (sorted.length === 0 && request.after === undefined) return undefined;
    return pageOf(sorted, request.limit, (entry) => encodeCursor('files', [place(entry), entry.name]));
  }

  async quality(repository: string, folder = ''): Promise<QualityCounts> {
    return qualityOf(await this.#modules(repository, folder === '' ? '' : `${folder}/`));
  }

  async worstFolders(repository: string, limit: number): Promise<readonly FolderQuality[]> {
    const modules = await this.#modules(repository, '');
    checkBound('limit', limit, PAGE);
    const groups = groupBy(modules, (row) => row.file_path.split('/').slice(0, -1).join('/'));
    return [...groups]
      .map(([folder, rows]) => ({ folder, quality: qualityOf(rows) }))
      .filter((entry) => entry.quality.calls.unresolved > 0)
      .sort(
        (left, right) =>
          right.quality.calls.unresolved - left.quality.calls.unresolved || compareCodePoints(left.folder, right.folder),
      )
      .slice(0, limit);
  }

  async codeMap(repository: string, request: CodeMapRequest): Promise<CodeMap> {
    const { nodes, edges } = await Promise.resolve().then(() => this.#find(repository));
    checkBound('open', request.open.length, MAP_BOUNDS.open);
    checkBound('maxEntries', request.maxEntries, MAP_BOUNDS.maxEntries);
    const inFiles = [...nodes.values()].filter(({ label }) => label !== 'PACKAGE' && label !== 'EXTERNAL');
    const files = inFiles
      .filter(({ label }) => label === 'MODULE')
      .map(({ id, file_path: path, properties: { language, lines } }) => ({
        path,
        moduleId: id,
        ...(typeof language === 'string' ? { language } : {}),
        lines: typeof lines === 'number' ? lines : 0,
        symbols: inFiles.filter((row) => row.file_path === path).length - 1,
      }));
    const fileOf = (id: string): string => nodes.get(id)?.file_path ?? '';
    const relations = [...edges.values()]
      .filter(({ type }) => MAPPED_TYPES.includes(type))
      .map(({ source, target, type }): MappedRelation => ({ source: fileOf(source), target: fileOf(target), type, count: 1 }))
      .filter(({ source, target }) => source !== target);
    return drawCodeMap(files, relations, request);
  }

  async skippedFiles(repository: string, request: PageRequest): Promise<Page<SkippedFile>> {
    const { skipped } = await Promise.resolve().then(() => this.#find(repository));
    checkBound('limit', request.limit, PAGE);
    const [after] = decodeCursor<readonly [string]>('skipped', request.after, ['']);
    const rows = skipped.filter((file) => compareCodePoints(file.path, after) > 0);
    return pageOf(
      [...rows].sort((left, right) => compareCodePoints(left.path, right.path)),
      request.limit,
      (file) => encodeCursor('skipped', [file.path]),
    );
  }

  async sourceText(
    repository: string,
    filePath: string,
    range: { readonly startLine: number; readonly endLine: number } = { startLine: 1, endLine: 5000 },
  ): Promise<SourceText | undefined> {
    const module = (await this.#modules(repository, '')).find((row) => row.file_path === filePath);
    checkBound('startLine', range.startLine, { least: 1, most: Number.MAX_SAFE_INTEGER });
    checkBound('endLine', range.endLine, { least: range.startLine, most: Number.MAX_SAFE_INTEGER });
    const code = module?.properties['code'];
    if (typeof code !== 'string') return undefined;
    const every = code.split('\n');
    if (every.at(-1) === '') every.pop();
    const lines = every.slice(range.startLine - 1, Math.min(range.endLine, range.startLine + 4999));
    const language = module?.properties['language'];
    return {
      filePath,
      ...(typeof language === 'string' ? { language } : {}),
      text: lines.join('\n'),
      startLine: range.startLine,
      endLine: range.startLine + lines.length - 1,
      totalLines: every.length,
    };
  }

  async #modules(repository: string, prefix: string): Promise<NodeRow[]> {
    const { nodes } = await Promise.resolve().then(() => this.#find(repository));
    return [...nodes.values()].filter((row) => row.label === 'MODULE' && row.file_path.startsWith(prefix));
  }
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

function entryOf(rows: readonly NodeRow[], prefix: string): FileTreeEntry {
  const [first] = rows;
  const segments = (first?.file_path ?? '').slice(prefix.length).split('/');
  const name = segments[0] ?? '';
  const quality = qualityOf(rows);
  if (segments.length > 1) return { kind: 'folder', name, path: prefix + name, quality };
  const language = first?.properties['language'];
  return {
    kind: 'file',
    name,
    path: prefix + name,
    ...(typeof language === 'string' ? { language } : {}),
    moduleId: first?.id ?? '',
    quality,
  };
}

function qualityOf(rows: readonly NodeRow[]): QualityCounts {
  const sum = (key: string): number =>
    rows.reduce((total, row) => {
      const value = row.properties[key];
      return total + (typeof value === 'number' ? value : 0);
    }, 0);
  const calls = { total: sum('calls_total'), resolved: sum('calls_resolved'), external: sum('calls_external') };
  return {
    files: rows.length,
    lines: sum('lines'),
    calls: { ...calls, unresolved: calls.total - calls.resolved - calls.external },
    importsUnresolved: sum('imports_unresolved'),
    parseErrors: sum('parse_errors'),
  };
}
