import type { ResultOf } from '../../../graphql/graphql.js';
import type { Step } from '../steps/step.js';
import type { subgraphDocument } from './graph.documents.js';

/** Symbols and relations as the service gives them. */
export type Subgraph = NonNullable<ResultOf<typeof subgraphDocument>['repository']>['subgraph'];
/** A symbol that is drawn. */
export type GraphSymbol = Subgraph['symbols'][number];
/** A relation between two symbols that are drawn. */
export type GraphRelation = Subgraph['relations'][number];

/** All relations that lead from one symbol to another: they are drawn as one line. */
export interface GraphEdge {
  /** Unique in its graph. */
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly relations: readonly GraphRelation[];
}

/** What is drawn. */
export interface ExplorerGraph {
  readonly symbols: readonly GraphSymbol[];
  readonly edges: readonly GraphEdge[];
  /** Symbols and relations that filters keep out of sight. */
  readonly filtered: { readonly symbols: number; readonly relations: number };
}

/** What is kept out of sight. */
export interface Filters {
  readonly labels: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
  readonly confidences: ReadonlySet<string>;
  readonly tests: boolean;
}

/** Nothing is. */
export const NO_FILTERS: Filters = { labels: new Set(), types: new Set(), confidences: new Set(), tests: false };

/** Symbols that may be drawn at once; the service gives no more in one answer. */
export const MAX_SYMBOLS = 10_000;

/**
 * What is drawn after some steps, in the order in which it came.
 *
 * @param found symbols that the service found for each step, by its place; what `focus` keeps for a focus
 */
export function symbolsAfter(steps: readonly Step[], found: readonly (readonly string[])[]): readonly string[] {
  const shown = new Set<string>();
  steps.forEach((step, place) => {
    if (step.kind === 'hide') shown.delete(step.id);
    else if (step.kind === 'focus') {
      const kept = new Set([step.id, ...(found[place] ?? [])]);
      for (const id of [...shown]) if (!kept.has(id)) shown.delete(id);
    } else for (const id of [step.id, ...(found[place] ?? [])]) if (shown.size < MAX_SYMBOLS) shown.add(id);
  });
  return [...shown];
}

/** What is left of a graph by filters, with one edge for each pair of symbols and way. */
export function filterGraph({ symbols, relations }: Subgraph, filters: Filters): ExplorerGraph {
  const kept = symbols.filter(({ label, isTest }) => !filters.labels.has(label) && !(filters.tests && isTest));
  const ids = new Set(kept.map(({ id }) => id));
  const edges = new Map<string, GraphRelation[]>();
  let shown = 0;
  for (const relation of relations) {
    if (!ids.has(relation.sourceId) || !ids.has(relation.targetId)) continue;
    if (filters.types.has(relation.type) || filters.confidences.has(relation.confidence)) continue;
    const key = `${relation.sourceId}\0${relation.targetId}`;
    edges.set(key, [...(edges.get(key) ?? []), relation]);
    shown += 1;
  }
  return {
    symbols: kept,
    edges: [...edges].map(([id, all]) => edgeOf(id, all)),
    filtered: { symbols: symbols.length - kept.length, relations: relations.length - shown },
  };
}

function edgeOf(id: string, relations: readonly GraphRelation[]): GraphEdge {
  return { id, source: relations[0]?.sourceId ?? '', target: relations[0]?.targetId ?? '', relations };
}
