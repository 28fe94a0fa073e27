import {
  CodexGraphError,
  NODE_LABELS,
  RELATION_TYPES,
  SUBGRAPH_BOUNDS,
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
import { relatedSymbolsIn } from '../generated/read/related-symbols-in.js';
import { relatedSymbolsOut } from '../generated/read/related-symbols-out.js';
import { relationCounts } from '../generated/read/relation-counts.js';
import { symbolById } from '../generated/read/symbol-by-id.js';
import { symbolsAt } from '../generated/read/symbols-at.js';
import { symbolsByIds } from '../generated/read/symbols-by-ids.js';
import { symbolsByNamePrefix } from '../generated/read/symbols-by-name-prefix.js';
import { symbolsByQualifiedName } from '../generated/read/symbols-by-qualified-name.js';
import { toEdgeRow, toNodeRow } from './graph-rows.js';
import { checkBound, decodeCursor, encodeCursor, pageOf } from './page-cursor.js';
import type { RevisionReads } from './revision-reads.js';
import { readNeighbourhood, readShortestPath, readSubgraph } from './surroundings.js';

const PAGE = { least: 1, most: 1000 };

/** {@link SymbolReaderPort} on Neo4j. */
export class SymbolReader implements SymbolReaderPort {
  readonly #reads: RevisionReads;

  constructor(reads: RevisionReads) {
    this.#reads = reads;
  }

  async symbolById(repository: string, id: string, options: { readonly withCode?: boolean } = {}): Promise<NodeRow | undefined> {
    const [row] = await this.#reads.read(repository, (run) => run(symbolById, { id, withCode: options.withCode ?? false }));
    return row === undefined ? undefined : toNodeRow(row.node, row.labels);
  }

  async symbolsByIds(repository: string, ids: readonly string[]): Promise<readonly NodeRow[]> {
    checkBound('The number of ids', ids.length, { least: 0, most: 1000 });
    return this.#nodes(await this.#reads.read(repository, (run) => run(symbolsByIds, { ids: [...new Set(ids)] })));
  }

  async symbolsByQualifiedName(repository: string, qualifiedName: string): Promise<readonly NodeRow[]> {
    return this.#nodes(await this.#reads.read(repository, (run) => run(symbolsByQualifiedName, { qualifiedName })));
  }

  async symbolsByNamePrefix(
    repository: string,
    prefix: string,
    request: PageRequest & { readonly labels?: readonly NodeLabel[] },
  ): Promise<Page<NodeRow>> {
    checkBound('limit', request.limit, PAGE);
    const [afterName, afterId] = decodeCursor<readonly [string, string]>('names', request.after, ['', '']);
    const parameters = { prefix, labels: request.labels ?? NODE_LABELS, afterName, afterId, limit: request.limit + 1 };
    const rows = this.#nodes(await this.#reads.read(repository, (run) => run(symbolsByNamePrefix, parameters)));
    return pageOf(rows, request.limit, (row) => encodeCursor('names', [row.name, row.id]));
  }

  async symbolsAt(repository: string, filePath: string, line: number): Promise<readonly NodeRow[]> {
    checkBound('line', line, { least: 1, most: Number.MAX_SAFE_INTEGER });
    return this.#nodes(await this.#reads.read(repository, (run) => run(symbolsAt, { filePath, line })));
  }

  async relationCounts(repository: string, id: string): Promise<readonly RelationCount[] | undefined> {
    const rows = await this.#reads.read(repository, (run) => run(relationCounts, { id }));
    if (rows.length === 0) return undefined;
    const directions: readonly RelationDirection[] = ['out', 'in'];
    return RELATION_TYPES.flatMap((type) =>
      directions.flatMap((direction) => {
        const row = rows.find((candidate) => candidate.type === type && candidate.direction === direction);
        return row === undefined ? [] : [{ type, direction, count: row.count }];
      }),
    );
  }

  async relatedSymbols(
    repository: string,
    id: string,
    request: PageRequest & { readonly direction: RelationDirection; readonly types?: readonly RelationType[] },
  ): Promise<Page<RelatedSymbol>> {
    checkBound('limit', request.limit, PAGE);
    const list = `related ${request.direction}`;
    const [afterType, afterId, afterRole] = decodeCursor<readonly [string, string, string]>(list, request.after, ['', '', '']);
    const parameters = { id, types: request.types ?? RELATION_TYPES, afterType, afterId, afterRole, limit: request.limit + 1 };
    const query = request.direction === 'out' ? relatedSymbolsOut : relatedSymbolsIn;
    const rows = await this.#reads.read(repository, (run) => run(query, parameters));
    const related = rows.map((row): RelatedSymbol => {
      const symbol = toNodeRow(row.node, row.labels);
      const ends = request.direction === 'out' ? { source: id, target: symbol.id } : { source: symbol.id, target: id };
      return { direction: request.direction, edge: toEdgeRow({ type: row.type, ...ends, properties: row.properties }), symbol };
    });
    return pageOf(related, request.limit, ({ edge, symbol }) =>
      encodeCursor(list, [edge.type, symbol.id, String(edge.properties['role'] ?? '')]),
    );
  }

  async neighbourhood(repository: string, id: string, request: NeighbourhoodRequest): Promise<Subgraph | undefined> {
    checkBound('depth', request.depth, { least: 1, most: 5 });
    checkBound('maxNodes', request.maxNodes, { least: 1, most: SUBGRAPH_BOUNDS.nodes });
    checkBound('maxEdges', request.maxEdges ?? 1, { least: 1, most: SUBGRAPH_BOUNDS.edges });
    return this.#reads.read(repository, (run) => readNeighbourhood(run, id, request));
  }

  async subgraph(repository: string, ids: readonly string[], request: SubgraphRequest = {}): Promise<Subgraph> {
    checkBound('ids', ids.length, { least: 0, most: SUBGRAPH_BOUNDS.nodes });
    checkBound('maxEdges', request.maxEdges ?? 1, { least: 1, most: SUBGRAPH_BOUNDS.edges });
    return this.#reads.read(repository, (run) => readSubgraph(run, [...new Set(ids)], request));
  }

  async shortestPath(
    ...[repository, fromId, toId, request]: Parameters<SymbolReaderPort['shortestPath']>
  ): Promise<Subgraph | undefined> {
    checkBound('maxLength', request.maxLength, { least: 1, most: 20 });
    if (request.types?.length === 0)
      throw new CodexGraphError('BAD_INPUT', 'No relation type is given; leave types out for all of them.');
    return this.#reads.read(repository, (run) => readShortestPath(run, { fromId, toId }, request));
  }

  #nodes(rows: readonly { readonly node: Readonly<Record<string, unknown>>; readonly labels: readonly string[] }[]): NodeRow[] {
    return rows.map((row) => toNodeRow(row.node, row.labels));
  }
}
