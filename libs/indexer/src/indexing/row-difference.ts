import type { EdgeKey, EdgeRow, NodeRow, PropertyValue } from '@codexgraph/graph-model';

/** Rows of one part of a graph: a file, or what belongs to no single file. Ids and edge keys are unique inside a part. */
export interface RowPart {
  readonly nodes: readonly NodeRow[];
  readonly edges: readonly EdgeRow[];
}

/** The change between two states of a graph, gathered part by part. */
export interface RowDifference {
  readonly upsertNodes: NodeRow[];
  readonly deleteNodeIds: string[];
  readonly upsertEdges: EdgeRow[];
  readonly deleteEdges: EdgeKey[];
}

/** An empty difference. */
export function noDifference(): RowDifference {
  return { upsertNodes: [], deleteNodeIds: [], upsertEdges: [], deleteEdges: [] };
}

/** Adds to `difference` what turns `before` into `after`. Rows that are equal in every property are left alone. */
export function addDifference(difference: RowDifference, before: RowPart, after: RowPart): void {
  const oldNodes = new Map(before.nodes.map((node) => [node.id, node]));
  for (const node of after.nodes) {
    const old = oldNodes.get(node.id);
    oldNodes.delete(node.id);
    if (old === undefined || !sameNode(old, node)) difference.upsertNodes.push(node);
  }
  for (const id of oldNodes.keys()) difference.deleteNodeIds.push(id);

  const oldEdges = new Map(before.edges.map((edge) => [edgeKeyText(edge), edge]));
  for (const edge of after.edges) {
    const key = edgeKeyText(edge);
    const old = oldEdges.get(key);
    oldEdges.delete(key);
    if (old === undefined || !sameEdge(old, edge)) difference.upsertEdges.push(edge);
  }
  for (const edge of oldEdges.values()) difference.deleteEdges.push(edgeKey(edge));
}

/** True when nothing would change. */
export function isEmptyDifference(difference: RowDifference): boolean {
  const { upsertNodes, deleteNodeIds, upsertEdges, deleteEdges } = difference;
  return upsertNodes.length + deleteNodeIds.length + upsertEdges.length + deleteEdges.length === 0;
}

/** The key of an edge inside a revision. */
export function edgeKey(edge: EdgeRow): EdgeKey {
  const role = edge.properties['role'];
  return { type: edge.type, source: edge.source, target: edge.target, role: typeof role === 'string' ? role : '' };
}

function edgeKeyText(edge: EdgeRow): string {
  const { type, source, target, role } = edgeKey(edge);
  return `${type}\0${source}\0${target}\0${role}`;
}

function sameNode(left: NodeRow, right: NodeRow): boolean {
  return (
    left.label === right.label &&
    left.name === right.name &&
    left.qualified_name === right.qualified_name &&
    left.file_path === right.file_path &&
    left.start_line === right.start_line &&
    left.end_line === right.end_line &&
    sameProperties(left.properties, right.properties)
  );
}

function sameEdge(left: EdgeRow, right: EdgeRow): boolean {
  return (
    left.confidence === right.confidence &&
    left.rule === right.rule &&
    sameValue(left.lines, right.lines) &&
    sameProperties(left.properties, right.properties)
  );
}

type Properties = Readonly<Record<string, PropertyValue>>;

function sameProperties(left: Properties, right: Properties): boolean {
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => {
    const other = right[name];
    return other !== undefined && sameValue(left[name] as PropertyValue, other);
  });
}

function sameValue(left: PropertyValue, right: PropertyValue): boolean {
  if (!Array.isArray(left) || !Array.isArray(right)) return left === right;
  return left.length === right.length && left.every((item, index) => item === right[index]);
}
