import type { NodeLabel, RelationType } from './labels.js';
import type { EdgeRow, NodeRow } from './rows.js';

/** A bounded part of a longer list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** One for each item: hand it back as `after` to go on behind that item. Opaque, printable, at most 16 KiB; stays usable when a new revision is published. */
  readonly cursors: readonly string[];
  /** The cursor of the last item when more items follow it; absent on the last page. */
  readonly next?: string;
}

/** Where a page starts and how long it is. */
export interface PageRequest {
  /** 1..1000 items. */
  readonly limit: number;
  /** `next` of the page before; absent for the first page. @throws BAD_INPUT when it was not made by the same method. */
  readonly after?: string;
}

/** Seen from the symbol that was asked about: 'out' leaves it, 'in' points at it. */
export type RelationDirection = 'out' | 'in';

/** How many relations of one type a symbol has in one direction; never 0. */
export interface RelationCount {
  readonly type: RelationType;
  readonly direction: RelationDirection;
  readonly count: number;
}

/** One relation of a symbol with the symbol at its other end. */
export interface RelatedSymbol {
  readonly direction: RelationDirection;
  readonly edge: EdgeRow;
  /** The other end (the symbol itself for a recursion). */
  readonly symbol: NodeRow;
}

/** A part of a graph: every end of every edge is among the nodes. */
export interface Subgraph {
  /** Sorted by id; see the method for exceptions. */
  readonly nodes: readonly NodeRow[];
  /** Sorted by (type, source, target, role). */
  readonly edges: readonly EdgeRow[];
  /** True when a bound left something out. */
  readonly truncated: boolean;
}

/** Bounds of what one answer of {@link SymbolReaderPort} about several symbols may hold. */
export const SUBGRAPH_BOUNDS = { nodes: 10_000, edges: 20_000 } as const;

/** What to look for around a symbol. */
export interface NeighbourhoodRequest {
  /** Relation types to follow; absent: all. */
  readonly types?: readonly RelationType[];
  /** Absent: both. */
  readonly direction?: RelationDirection;
  /** 1..5 steps. */
  readonly depth: number;
  /** 1 to {@link SUBGRAPH_BOUNDS}, the symbol itself included. */
  readonly maxNodes: number;
  /** 1 to {@link SUBGRAPH_BOUNDS}; default 5000. */
  readonly maxEdges?: number;
}

/** Which relations between given symbols to give. */
export interface SubgraphRequest {
  /** Absent: all. */
  readonly types?: readonly RelationType[];
  /** 1 to {@link SUBGRAPH_BOUNDS}; default 5000. */
  readonly maxEdges?: number;
}

/** Which paths count. */
export interface PathRequest {
  /** Relation types a path may use; absent: all. */
  readonly types?: readonly RelationType[];
  /** 'out' follows relations forwards only; 'any' both ways. */
  readonly direction: 'out' | 'any';
  /** 1..20 relations. */
  readonly maxLength: number;
}

/**
 * Reads single symbols and what is around them in the published revision of a repository.
 * Nodes never carry `code` unless a method says so. Each call reads one revision as a whole.
 * Every method throws NOT_FOUND when there is no such repository, and BAD_INPUT when a bound is not kept.
 */
export interface SymbolReaderPort {
  /** The symbol of that id; `withCode` adds the property `code`. Undefined when there is none. */
  symbolById(repository: string, id: string, options?: { readonly withCode?: boolean }): Promise<NodeRow | undefined>;
  /** Symbols of those ids, in the order asked; unknown ids are left out. At most 1000 ids. */
  symbolsByIds(repository: string, ids: readonly string[]): Promise<readonly NodeRow[]>;
  /** Every symbol of that exact dotted name (overloads, redefinitions), sorted by id; at most 1000. */
  symbolsByQualifiedName(repository: string, qualifiedName: string): Promise<readonly NodeRow[]>;
  /** Symbols whose short name starts with `prefix` (case-sensitive, '' for all), sorted by (name, id) in code-point order. `labels` absent: all kinds. */
  symbolsByNamePrefix(
    repository: string,
    prefix: string,
    request: PageRequest & { readonly labels?: readonly NodeLabel[] },
  ): Promise<Page<NodeRow>>;
  /** Symbols whose lines enclose the 1-based `line` of a file, innermost first; the MODULE is last. Empty when the file is unknown. */
  symbolsAt(repository: string, filePath: string, line: number): Promise<readonly NodeRow[]>;
  /** Relations of a symbol by type and direction, in the order of RELATION_TYPES, 'out' before 'in'. Undefined when there is no such symbol. */
  relationCounts(repository: string, id: string): Promise<readonly RelationCount[] | undefined>;
  /** Relations of a symbol in one direction, sorted by (type, id of the other end, role) in code-point order. `types` absent: all. Empty when there is no such symbol. */
  relatedSymbols(
    repository: string,
    id: string,
    request: PageRequest & { readonly direction: RelationDirection; readonly types?: readonly RelationType[] },
  ): Promise<Page<RelatedSymbol>>;
  /** The symbol, the nodes nearest to it (by steps, then by id) and all edges of the asked types between them. Undefined when there is no such symbol. */
  neighbourhood(repository: string, id: string, request: NeighbourhoodRequest): Promise<Subgraph | undefined>;
  /** The symbols of those ids (at most {@link SUBGRAPH_BOUNDS}; unknown ids are left out) and the relations between them. */
  subgraph(repository: string, ids: readonly string[], request?: SubgraphRequest): Promise<Subgraph>;
  /** One shortest path between two symbols; its `nodes` and `edges` come in the order of the path. Undefined when there is none within the bounds, or no such symbol. */
  shortestPath(repository: string, fromId: string, toId: string, request: PathRequest): Promise<Subgraph | undefined>;
}
