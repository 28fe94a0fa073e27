import type { RelationType } from '@codexgraph/graph-model';
import type { SymbolNeighbours } from '../descriptions/search-fields.js';
import type { SymbolGraph } from '../expansion/symbol-graph.js';

/** Names of a symbol, as its neighbours are told of it. */
export interface SymbolNames {
  readonly name: string;
  readonly qualifiedName: string;
}

type Side = keyof SymbolNeighbours;

const OUTWARD: Readonly<Partial<Record<RelationType, Side>>> = {
  CALLS: 'uses',
  INSTANTIATES: 'uses',
  USES: 'uses',
  REFERENCES: 'uses',
  HAS_METHOD: 'members',
  HAS_FIELD: 'members',
  CONTAINS: 'members',
  INHERITS: 'parents',
  OVERRIDES: 'parents',
};
const INWARD: Readonly<Partial<Record<RelationType, Side>>> = {
  CALLS: 'usedBy',
  INSTANTIATES: 'usedBy',
  USES: 'usedBy',
  REFERENCES: 'usedBy',
};
/** Of a hub with thousands of callers this many tell enough. */
const MOST_NAMES = 100;

/** Ids of the symbols whose names {@link symbolNeighbours} asks for. */
export function neighbourIds(graph: SymbolGraph, id: string): string[] {
  const ids = new Set<string>();
  eachSide(graph, id, (_, neighbour) => ids.add(neighbour));
  return [...ids];
}

/** Names around a symbol, in the order of the graph. Neighbours whose names are not known are left out. */
export function symbolNeighbours(
  graph: SymbolGraph,
  id: string,
  namesOf: (id: string) => SymbolNames | undefined,
): SymbolNeighbours {
  const found: Record<Side, Set<string>> = { usedBy: new Set(), uses: new Set(), members: new Set(), parents: new Set() };
  eachSide(graph, id, (side, neighbour) => {
    const names = namesOf(neighbour);
    if (names !== undefined) found[side].add(side === 'usedBy' ? names.qualifiedName : names.name);
  });
  return { usedBy: [...found.usedBy], uses: [...found.uses], members: [...found.members], parents: [...found.parents] };
}

function eachSide(graph: SymbolGraph, id: string, visit: (side: Side, neighbour: string) => void): void {
  const number = graph.numberOf(id);
  if (number === undefined) return;
  const counts: Record<Side, number> = { usedBy: 0, uses: 0, members: 0, parents: 0 };
  graph.forEachStep(number, (step) => {
    const side = (step.direction === 'out' ? OUTWARD : INWARD)[step.type];
    if (side === undefined || step.to === number || counts[side] >= MOST_NAMES) return;
    counts[side] += 1;
    visit(side, graph.ids[step.to] ?? '');
  });
}
