import {
  RELATION_TYPES,
  SUBGRAPH_BOUNDS,
  type EdgeRow,
  type NeighbourhoodRequest,
  type NodeLabel,
  type NodeRow,
  type Page,
  type PageRequest,
  type RelatedSymbol,
  type RelationCount,
  type RelationDirection,
  type RelationType,
  type Subgraph,
  type SubgraphRequest,
  type SymbolReaderPort,
} from '@codexgraph/graph-model';
import { compareEdges, compareText } from '../reading/graph-rows.js';
import { checkBound, decodeCursor, encodeCursor, pageOf } from '../reading/page-cursor.js';
import { roleOf } from '../writing/relation-columns.js';
import { compareCodePoints, withoutCode, type FindGraph, type StoredGraph } from './stored-graph.js';

const PAGE = { least: 1, most: 1000 };

/** SymbolReaderPort on graphs in memory. */
export class InMemorySymbolReader implements SymbolReaderPort {
  readonly #find: FindGraph;

  constructor(find: FindGraph) {
    this.#find = find;
  }

  async symbolById(repository: string, id: string, options: { readonly withCode?: boolean } = {}): Promise<NodeRow | undefined> {
    const row = (await this.#graph(repository)).nodes.get(id);
    return row === undefined || options.withCode === true ? row : withoutCode(row);
  }

  async symbolsByIds(repository: string, ids: readonly string[]): Promise<readonly NodeRow[]> {
    const { nodes } = await this.#graph(repository);
    checkBound('The number of ids', ids.length, { least: 0, most: 1000 });
    return [...new Set(ids)].flatMap((id) => nodes.get(id) ?? []).map(withoutCode);
  }

  async symbolsByQualifiedName(repository: string, qualifiedName: string): Promise<readonly NodeRow[]> {
    const rows = [...(await this.#graph(repository)).nodes.values()].filter((row) => row.qualified_name === qualifiedName);
    return rows.sort((left, right) => compareCodePoints(left.id, right.id)).map(withoutCode);
  }

  async symbolsByNamePrefix(
    repository: string,
    prefix: string,
    request: PageRequest & { readonly labels?: readonly NodeLabel[] },
  ): Promise<Page<NodeRow>> {
    const graph = await this.#graph(repository);
    checkBound('limit', request.limit, PAGE);
    const [afterName, afterId] = decodeCursor<readonly [string, string]>('names', request.after, ['', '']);
    const after = (row: NodeRow): number => compareCodePoints(row.name, afterName) || compareCodePoints(row.id, afterId);
    const rows = [...graph.nodes.values()]
      .filter((row) => row.name.startsWith(prefix) && (request.labels?.includes(row.label) ?? true) && after(row) > 0)
      .sort((left, right) => compareCodePoints(left.name, right.name) || compareCodePoints(left.id, right.id));
    return pageOf(rows.map(withoutCode), request.limit, (row) => encodeCursor('names', [row.name, row.id]));
  }

  async symbolsAt(repository: string, filePath: string, line: number): Promise<readonly NodeRow[]> {
    const graph = await this.#graph(repository);
    checkBound('line', line, { least: 1, most: Number.MAX_SAFE_INTEGER });
    const size = (row: NodeRow): number => (row.end_line ?? 0) - (row.start_line ?? 0);
    return [...graph.nodes.values()]
      .filter((row) => row.file_path === filePath && (row.start_line ?? Infinity) <= line && (row.end_line ?? 0) >= line)
      .sort(
        (left, right) =>
          Number(left.label === 'MODULE') - Number(right.label === 'MODULE') ||
          size(left) - size(right) ||
          (right.start_line ?? 0) - (left.start_line ?? 0) ||
          compareCodePoints(left.id, right.id),
      )
      .map(withoutCode);
  }

  async relationCounts(repository: string, id: string): Promise<readonly RelationCount[] | undefined> {
    const graph = await this.#graph(repository);
    if (!graph.nodes.has(id)) return undefined;
    const edges = [...graph.edges.values()];
    return RELATION_TYPES.flatMap((type) => {
      const out = edges.filter((edge) => edge.type === type && edge.source === id).length;
      const into = edges.filter((edge) => edge.type === type && edge.target === id).length;
      const counts: RelationCount[] = [
        { type, direction: 'out', count: out },
        { type, direction: 'in', count: into },
      ];
      return counts.filter((entry) => entry.count > 0);
    });
  }

  async relatedSymbols(
    repository: string,
    id: string,
    request: PageRequest & { readonly direction: RelationDirection; readonly types?: readonly RelationType[] },
  ): Promise<Page<RelatedSymbol>> {
    const graph = await this.#graph(repository);
    checkBound('limit', request.limit, PAGE);
    const { direction } = request;
    const list = `related ${direction}`;
    const after = decodeCursor<readonly [string, string, string]>(list, request.after, ['', '', '']);
    const keys = (entry: RelatedSymbol): readonly [string, string, string] => [
      entry.edge.type,
      entry.symbol.id,
      roleOf(entry.edge),
    ];
    const related = edgesOf(graph, id, request)
      .flatMap(({ edge, other }): RelatedSymbol[] => {
        const symbol = graph.nodes.get(other);
        return symbol === undefined ? [] : [{ direction, edge, symbol: withoutCode(symbol) }];
      })
      .filter((entry) => compareKeys(keys(entry), after) > 0)
      .sort((left, right) => compareKeys(keys(left), keys(right)));
    return pageOf(related, request.limit, (entry) => encodeCursor(list, keys(entry)));
  }

  async neighbourhood(repository: string, id: string, request: NeighbourhoodRequest): Promise<Subgraph | undefined> {
    const graph = await this.#graph(repository);
    checkBound('depth', request.depth, { least: 1, most: 5 });
    checkBound('maxNodes', request.maxNodes, { least: 1, most: SUBGRAPH_BOUNDS.nodes });
    if (!graph.nodes.has(id)) return undefined;
    const seen = [id];
    let frontier = [id];
    let truncated = false;
    for (let step = 0; step < request.depth && !truncated; step += 1) {
      const next = new Set(frontier.flatMap((from) => edgesOf(graph, from, request).map((entry) => entry.other)));
      const found = [...next].filter((other) => !seen.includes(other)).sort(compareCodePoints);
      const room = request.maxNodes - seen.length;
      truncated = found.length > room;
      frontier = found.slice(0, room);
      seen.push(...frontier);
    }
    const around = await this.subgraph(repository, seen, request);
    return { ...around, truncated: truncated || around.truncated };
  }

  async subgraph(repository: string, ids: readonly string[], request: SubgraphRequest = {}): Promise<Subgraph> {
    const graph = await this.#graph(repository);
    checkBound('ids', ids.length, { least: 0, most: SUBGRAPH_BOUNDS.nodes });
    const { types = RELATION_TYPES, maxEdges = 5000 } = request;
    const asked = new Set(ids);
    const edges = [...graph.edges.values()]
      .filter((edge) => types.includes(edge.type) && asked.has(edge.source) && asked.has(edge.target))
      .sort(compareEdges);
    const nodes = [...asked].sort(compareText).flatMap((id) => graph.nodes.get(id) ?? []);
    return { nodes: nodes.map(withoutCode), edges: edges.slice(0, maxEdges), truncated: edges.length > maxEdges };
  }

  async shortestPath(
    ...[repository, fromId, toId, request]: Parameters<SymbolReaderPort['shortestPath']>
  ): Promise<Subgraph | undefined> {
    const graph = await this.#graph(repository);
    checkBound('maxLength', request.maxLength, { least: 1, most: 20 });
    if (!graph.nodes.has(fromId) || !graph.nodes.has(toId)) return undefined;
    let paths: { readonly ids: readonly string[]; readonly edges: readonly EdgeRow[] }[] = [{ ids: [fromId], edges: [] }];
    const seen = new Set([fromId]);
    for (let length = 0; length <= request.maxLength; length += 1) {
      const found = paths.find((path) => path.ids.at(-1) === toId);
      if (found !== undefined) {
        return {
          nodes: found.ids.flatMap((id) => graph.nodes.get(id) ?? []).map(withoutCode),
          edges: found.edges,
          truncated: false,
        };
      }
      paths = paths.flatMap((path) =>
        edgesOf(graph, path.ids.at(-1) ?? '', { ...request, direction: request.direction === 'out' ? 'out' : undefined }).flatMap(
          ({ edge, other }) => {
            if (seen.has(other)) return [];
            seen.add(other);
            return [{ ids: [...path.ids, other], edges: [...path.edges, edge] }];
          },
        ),
      );
    }
    return undefined;
  }

  /** A rejection, never a throw, as with the real reader. */
  #graph(repository: string): Promise<StoredGraph> {
    return Promise.resolve().then(() => this.#find(repository));
  }
}

function edgesOf(
  graph: StoredGraph,
  id: string,
  request: { readonly direction?: RelationDirection | undefined; readonly types?: readonly RelationType[] },
): { readonly edge: EdgeRow; readonly other: string }[] {
  const found: { edge: EdgeRow; other: string }[] = [];
  for (const edge of graph.edges.values()) {
    if (request.types?.includes(edge.type) === false) continue;
    if (edge.source === id && request.direction !== 'in') found.push({ edge, other: edge.target });
    if (edge.target === id && request.direction !== 'out') found.push({ edge, other: edge.source });
  }
  return found;
}

function compareKeys(left: readonly string[], right: readonly string[]): number {
  for (const [index, key] of left.entries()) {
    const order = compareCodePoints(key, right[index] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}
