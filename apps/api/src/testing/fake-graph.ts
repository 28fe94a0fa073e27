import type {
  CodeMap,
  CodeMapRequest,
  EdgeRow,
  FileReaderPort,
  GraphReaderPort,
  NodeRow,
  Page,
  PageRequest,
  RelatedSymbol,
  RepositoryRecord,
  SymbolReaderPort,
} from '@codexgraph/graph-model';
import { CodexGraphError, drawCodeMap } from '@codexgraph/graph-model';

type PageOf = <T>(items: readonly T[], request: PageRequest) => Page<T>;

const pageOf: PageOf = (items, { limit, after }) => {
  const start = after === undefined ? 0 : Number(after);
  const shown = items.slice(start, start + limit);
  const next = start + limit < items.length ? { next: String(start + limit) } : {};
  return { items: shown, cursors: shown.map((_, index) => String(start + index + 1)), ...next };
};

/** A graph of a few rows in memory: enough to see that each field asks its port and shapes the answer. */
export class FakeGraph implements Pick<GraphReaderPort, 'repositories' | 'repository'>, SymbolReaderPort, FileReaderPort {
  readonly records: RepositoryRecord[] = [];
  rows: NodeRow[] = [];
  relations: EdgeRow[] = [];
  /** Thrown by every read while set. */
  failure: Error | undefined;

  repositories(): Promise<readonly RepositoryRecord[]> {
    return this.answer([...this.records].sort((left, right) => (left.name < right.name ? -1 : 1)));
  }
  async repository(name: string): Promise<RepositoryRecord | undefined> {
    return (await this.repositories()).find((record) => record.name === name);
  }
  symbolById(_repository: string, id: string): Promise<NodeRow | undefined> {
    return this.answer(this.rows.find((row) => row.id === id));
  }
  symbolsByIds(_repository: string, ids: readonly string[]): Promise<readonly NodeRow[]> {
    return this.answer(ids.flatMap((id) => this.rows.filter((row) => row.id === id)));
  }
  symbolsByQualifiedName(_repository: string, name: string): Promise<readonly NodeRow[]> {
    return this.answer(this.rows.filter((row) => row.qualified_name === name));
  }
  symbolsByNamePrefix(
    _repository: string,
    prefix: string,
    request: PageRequest & { labels?: readonly string[] },
  ): Promise<Page<NodeRow>> {
    const found = this.rows.filter((row) => row.name.startsWith(prefix) && (request.labels?.includes(row.label) ?? true));
    return this.answer(pageOf(found, request));
  }
  symbolsAt(_repository: string, file: string, line: number): Promise<readonly NodeRow[]> {
    const encloses = (row: NodeRow) => row.file_path === file && (row.start_line ?? 1) <= line && (row.end_line ?? 0) >= line;
    return this.answer(this.rows.filter(encloses).reverse());
  }
  relationCounts(_repository: string, id: string) {
    const out = this.relations.filter((edge) => edge.source === id);
    return this.answer(out.map(({ type }) => ({ type, direction: 'out' as const, count: 1 })));
  }
  relatedSymbols(
    _repository: string,
    id: string,
    request: PageRequest & { direction: 'in' | 'out' },
  ): Promise<Page<RelatedSymbol>> {
    const isOut = request.direction === 'out';
    const related = this.relations
      .filter((edge) => (isOut ? edge.source : edge.target) === id)
      .flatMap((edge) =>
        this.rows
          .filter((row) => row.id === (isOut ? edge.target : edge.source))
          .map((symbol) => ({ direction: request.direction, edge, symbol })),
      );
    return this.answer(pageOf(related, request));
  }
  neighbourhood() {
    return this.answer({ nodes: this.rows, edges: this.relations, truncated: false });
  }
  subgraph(_repository: string, ids: readonly string[]) {
    const nodes = this.rows.filter(({ id }) => ids.includes(id));
    const edges = this.relations.filter(({ source, target }) => ids.includes(source) && ids.includes(target));
    return this.answer({ nodes, edges, truncated: false });
  }
  shortestPath() {
    return this.answer({ nodes: this.rows, edges: this.relations, truncated: false });
  }
  folderEntries() {
    return this.answer(undefined);
  }
  quality() {
    const calls = { total: 3, resolved: 1, external: 1, unresolved: 1 };
    return this.answer({ files: 1, lines: 10, calls, importsUnresolved: 0, parseErrors: 0 });
  }
  codeMap(_repository: string, request: CodeMapRequest): Promise<CodeMap> {
    const files = this.rows.filter(({ label }) => label === 'MODULE');
    const mapped = files.map(({ id, file_path: path }) => ({ path, moduleId: id, lines: 1, symbols: 1 }));
    return this.answer(drawCodeMap(mapped, [], request));
  }
  worstFolders() {
    return this.answer([]);
  }
  skippedFiles(_repository: string, request: PageRequest) {
    return this.answer(pageOf([{ path: 'big.py', reason: 'larger than the limit' }], request));
  }
  sourceText() {
    return this.answer(undefined);
  }

  private answer<T>(value: T): Promise<T> {
    return this.failure === undefined ? Promise.resolve(value) : Promise.reject(this.failure);
  }
}

/** A repository with one class, its method and a function that calls it. */
export function shopGraph(): FakeGraph {
  const graph = new FakeGraph();
  graph.records.push(recordOf('shop'));
  graph.rows = [
    row('MODULE', 'cart', [1, 40]),
    row('CLASS', 'cart.Cart', [3, 30]),
    row('METHOD', 'cart.Cart.add', [5, 9], {
      class: 'Cart',
      calls_total: 4,
      calls_resolved: 2,
      calls_external: 1,
    }),
    row('FUNCTION', 'cart.main', [32, 40], { is_async: true, decorators: ['entry'] }),
  ];
  graph.relations = [
    {
      type: 'CALLS',
      source: 'FUNCTION:cart.py:main',
      target: 'METHOD:cart.py:Cart.add',
      lines: [34, 36],
      confidence: 'exact',
      rule: 'member',
      properties: { role: 'x', candidates: 2 },
    },
  ];
  return graph;
}

function row(
  label: NodeRow['label'],
  qualifiedName: string,
  [start, end]: [number, number],
  properties: NodeRow['properties'] = {},
): NodeRow {
  const id = label === 'MODULE' ? 'MODULE:cart.py' : `${label}:cart.py:${qualifiedName.slice('cart.'.length)}`;
  const name = label === 'MODULE' ? qualifiedName : (qualifiedName.split('.').at(-1) ?? '');
  return { id, label, name, qualified_name: qualifiedName, file_path: 'cart.py', start_line: start, end_line: end, properties };
}

/** A record of a repository in a folder that nothing reads. */
export function recordOf(name: string): RepositoryRecord {
  return {
    name,
    source: { kind: 'folder', location: `/src/${name}`, subfolder: '' },
    revision: 'r1',
    label: 'R1',
    publishedAt: '2026-01-02T03:04:05.000Z',
    counts: {
      files: 1,
      filesSkipped: 1,
      nodes: { MODULE: 1, CLASS: 1 },
      edges: { CALLS: 1 },
      calls: { total: 4, resolved: 2, external: 1, unresolved: 1 },
    },
  };
}

/** What a reader throws when its database is away. */
export function databaseAway(): CodexGraphError {
  return new CodexGraphError('DATABASE_UNAVAILABLE', 'bolt://user:secret@10.0.0.1 refused', { retryable: true });
}
