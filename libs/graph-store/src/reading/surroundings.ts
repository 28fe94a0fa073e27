import {
  RELATION_TYPES,
  type NeighbourhoodRequest,
  type PathRequest,
  type Subgraph,
  type SubgraphRequest,
} from '@codexgraph/graph-model';
import { neighbourIds } from '../generated/read/neighbour-ids.js';
import { relationsAmong } from '../generated/read/relations-among.js';
import { shortestPathAny } from '../generated/read/shortest-path-any.js';
import { shortestPathOut } from '../generated/read/shortest-path-out.js';
import { symbolById } from '../generated/read/symbol-by-id.js';
import { symbolsByIds } from '../generated/read/symbols-by-ids.js';
import { compareEdges, compareText, toEdgeRow, toNodeRow } from './graph-rows.js';
import type { RunOnRevision } from './revision-reads.js';

/** Symbols around one, step by step until a bound is reached; see SymbolReaderPort.neighbourhood. */
export async function readNeighbourhood(
  run: RunOnRevision,
  id: string,
  request: NeighbourhoodRequest,
): Promise<Subgraph | undefined> {
  const { depth, maxNodes, direction, types = RELATION_TYPES, maxEdges = 5000 } = request;
  const [start] = await run(symbolById, { id, withCode: false });
  if (start === undefined) return undefined;
  const sides = { outwards: direction !== 'in', inwards: direction !== 'out' };
  const ids = [id];
  let frontier = [id];
  let truncated = false;
  for (let step = 0; step < depth && frontier.length > 0 && !truncated; step += 1) {
    const room = maxNodes - ids.length;
    const found = await run(neighbourIds, { ids: frontier, seen: ids, types, ...sides, limit: room + 1 });
    truncated = found.length > room;
    frontier = found.slice(0, room).map((row) => row.id);
    ids.push(...frontier);
  }
  const graph = await readSubgraph(run, ids, { types, maxEdges });
  return { ...graph, truncated: truncated || graph.truncated };
}

/** See SymbolReaderPort.subgraph. */
export async function readSubgraph(
  run: RunOnRevision,
  ids: readonly string[],
  { types = RELATION_TYPES, maxEdges = 5000 }: SubgraphRequest = {},
): Promise<Subgraph> {
  const relations = await run(relationsAmong, { ids, types, limit: maxEdges + 1 });
  const nodes = await run(symbolsByIds, { ids });
  return {
    nodes: nodes.map((row) => toNodeRow(row.node, row.labels)).sort((left, right) => compareText(left.id, right.id)),
    edges: relations.slice(0, maxEdges).map(toEdgeRow).sort(compareEdges),
    truncated: relations.length > maxEdges,
  };
}

/** See SymbolReaderPort.shortestPath. */
export async function readShortestPath(
  run: RunOnRevision,
  ends: { readonly fromId: string; readonly toId: string },
  request: PathRequest,
): Promise<Subgraph | undefined> {
  const { types = RELATION_TYPES, direction, maxLength } = request;
  if (ends.fromId === ends.toId) {
    const [row] = await run(symbolById, { id: ends.fromId, withCode: false });
    return row === undefined ? undefined : { nodes: [toNodeRow(row.node, row.labels)], edges: [], truncated: false };
  }
  const query = direction === 'out' ? shortestPathOut : shortestPathAny;
  const [path] = await run(query, { ...ends, types, maxLength });
  if (path === undefined) return undefined;
  return {
    nodes: path.nodes.map((node, index) => toNodeRow(node, path.labels[index] ?? [])),
    edges: path.relations.map((relation) => toEdgeRow(relation as unknown as Parameters<typeof toEdgeRow>[0])),
    truncated: false,
  };
}
