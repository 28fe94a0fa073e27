import {
  NODE_LABELS,
  RELATION_ENDS,
  RELATION_TYPES,
  type EdgeRow,
  type GraphDifference,
  type NodeRow,
} from '@codexgraph/graph-model';
import { compareEdges, compareText } from '../reading/graph-rows.js';
import { roleOf } from '../writing/relation-columns.js';
import { countsOf, type GraphRows } from './sample-graph.js';

/** Texts that break what is put together from texts. */
export const HOSTILE_TEXTS = [
  "a'} DETACH DELETE",
  '`) MATCH (n) DETACH DELETE n //',
  '"}) RETURN 1; DROP',
  'back\\slash\\',
  'line\nbreak\r\n\ttab',
  '\u0000nul',
  'emoji \u{1F600}\u{10FFFF}',
  '\uFFFD\uFF5E full width \uE000',
  'right \u202E to left',
  '$revision REVISION :Symbol',
  '',
];

/** Numbers from 0 (inclusive) to `below` (exclusive) that look random and repeat for the same seed (mulberry32). */
export function seededNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A graph of the schema with about `size` nodes out of a small world of ids, so that two graphs of different seeds share many. */
export function randomGraph(seed: number, size: number): GraphRows {
  const random = seededNumbers(seed);
  const nodes = new Map<string, NodeRow>();
  for (let count = 0; count < size; count += 1) {
    const row = randomNode(random, random(size * 2));
    nodes.set(row.id, row);
  }
  const rows = [...nodes.values()];
  const edges = new Map<string, EdgeRow>();
  for (let count = 0; count < size * 3; count += 1) {
    const row = randomEdge(random, rows);
    if (row !== undefined) edges.set(JSON.stringify([row.type, row.source, row.target, roleOf(row)]), row);
  }
  return { nodes: rows, edges: [...edges.values()] };
}

/** What leads from one graph to another. */
export function differenceBetween(before: GraphRows, after: GraphRows): GraphDifference {
  const edgeKey = (row: EdgeRow): string => JSON.stringify([row.type, row.source, row.target, roleOf(row)]);
  const nodesBefore = new Map(before.nodes.map((row) => [row.id, JSON.stringify(row)]));
  const nodesAfter = new Set(after.nodes.map((row) => row.id));
  const edgesBefore = new Map(before.edges.map((row) => [edgeKey(row), JSON.stringify(row)]));
  const edgesAfter = new Set(after.edges.map(edgeKey));
  return {
    upsertNodes: after.nodes.filter((row) => nodesBefore.get(row.id) !== JSON.stringify(row)),
    deleteNodeIds: [...nodesBefore.keys()].filter((id) => !nodesAfter.has(id)),
    upsertEdges: after.edges.filter((row) => edgesBefore.get(edgeKey(row)) !== JSON.stringify(row)),
    deleteEdges: before.edges
      .filter((row) => !edgesAfter.has(edgeKey(row)))
      .map((row) => ({ type: row.type, source: row.source, target: row.target, role: roleOf(row) })),
    counts: countsOf(after),
  };
}

/** The rows as a reader gives them, one JSON text a row: nodes by id, then edges by key, without code. */
export function exportText(rows: GraphRows): string[] {
  const sorted = (properties: object): object =>
    Object.fromEntries(Object.entries(properties).sort(([left], [right]) => compareText(left, right)));
  const nodes = [...rows.nodes]
    .sort((left, right) => compareText(left.id, right.id))
    .map((row) => {
      const { code: _code, ...properties } = row.properties;
      return { ...row, properties: sorted(properties) };
    });
  const edges = [...rows.edges].sort(compareEdges).map((row) => ({ ...row, properties: sorted(row.properties) }));
  return [...nodes, ...edges].map((row) => JSON.stringify(row));
}

function randomNode(random: (below: number) => number, index: number): NodeRow {
  const label = NODE_LABELS[index % NODE_LABELS.length] ?? 'MODULE';
  const hostile = HOSTILE_TEXTS[index % HOSTILE_TEXTS.length] ?? '';
  const values = [
    random(100),
    random(100) / 8,
    hostile,
    random(2) === 0,
    [hostile, 'x'],
    [random(9), random(9)],
    [random(9) / 2, 1],
    [],
  ] as const;
  const chosen = values.filter(() => random(2) === 0).map((value, place) => [`p${place}`, value] as const);
  return {
    id: `${label}:${hostile}/f${index}.py`,
    label,
    name: `${hostile}${index}`,
    qualified_name: `q.${hostile}${index}`,
    file_path: `${hostile}/f${index}.py`,
    ...(random(4) > 0 ? { start_line: random(50) + 1, end_line: random(50) + 51 } : {}),
    properties: { ...Object.fromEntries(chosen), ...(random(2) === 0 ? { code: hostile.repeat(3), signature: hostile } : {}) },
  };
}

function randomEdge(random: (below: number) => number, nodes: readonly NodeRow[]): EdgeRow | undefined {
  const type = RELATION_TYPES[random(RELATION_TYPES.length)] ?? 'CALLS';
  const { from, to } = RELATION_ENDS[type];
  const source = nodes[random(nodes.length)];
  const target = nodes[random(nodes.length)];
  if (source === undefined || target === undefined || !from.includes(source.label) || !to.includes(target.label))
    return undefined;
  const role = type === 'REFERENCES' ? { role: ['type', 'value', 'decorator'][random(3)] ?? 'type' } : {};
  const lines = Array.from({ length: random(3) }, (_, place) => place * 10 + random(9) + 1);
  return {
    type,
    source: source.id,
    target: target.id,
    lines,
    confidence: 'inferred',
    rule: `rule-${random(4)}`,
    properties: { ...role, candidates: random(5) },
  };
}
