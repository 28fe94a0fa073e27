import type { EdgeRow } from '@codexgraph/graph-model';
import type { LinkedNode, LinkedPart } from '../linking/link-outcome.js';

/**
 * Longest id of a symbol in UTF-16 code units: ids are keys of an index of the database, whose entries are bounded. An id holds the file's path and the
 * names of everything around the symbol, so what lies inside a symbol that is left out is left out too.
 */
export const MAX_ID_LENGTH = 1500;
/** A qualified name is longer than the id only where a project file gives modules a long name. */
const MAX_NAME_LENGTH = 1900;

/** A part without the symbols and edges that no database could index, and how many symbols that were. */
export function writablePart(part: LinkedPart): { readonly part: LinkedPart; readonly leftOut: number } {
  if (part.nodes.every(isWritableNode) && part.edges.every(isWritableEdge)) return { part, leftOut: 0 };
  const nodes = part.nodes.filter(({ row }) => row.id.length <= MAX_ID_LENGTH).map(withShortNames);
  return {
    part: { nodes, edges: part.edges.filter(isWritableEdge) },
    leftOut: part.nodes.length - nodes.length,
  };
}

/** Whether both ends of an edge are among what {@link writablePart} leaves. */
export function isWritableEdge(edge: EdgeRow): boolean {
  return edge.source.length <= MAX_ID_LENGTH && edge.target.length <= MAX_ID_LENGTH;
}

function isWritableNode({ row }: LinkedNode): boolean {
  return row.id.length <= MAX_ID_LENGTH && row.name.length <= MAX_NAME_LENGTH && row.qualified_name.length <= MAX_NAME_LENGTH;
}

/** The head of a name that is too long: a module's dotted name, or a qualified name that begins with one. */
function withShortNames(node: LinkedNode): LinkedNode {
  if (isWritableNode(node)) return node;
  const { row } = node;
  return { ...node, row: { ...row, name: shorten(row.name), qualified_name: shorten(row.qualified_name) } };
}

function shorten(name: string): string {
  return name.length <= MAX_NAME_LENGTH ? name : `${name.slice(0, MAX_NAME_LENGTH - 1)}…`;
}
