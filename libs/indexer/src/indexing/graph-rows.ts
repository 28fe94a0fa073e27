import { CodexGraphError, type EdgeRow, type NodeRow } from '@codexgraph/graph-model';
import type { ExtractedFile } from '../extraction/extract-snapshot.js';
import type { LinkedGraph, LinkedNode } from '../linking/link-outcome.js';
import { composeRow } from '../passes/compose-rows.js';
import { addDifference, noDifference, type RowDifference } from './row-difference.js';

/** Text of a file as it was extracted; undefined when nobody has it any more. */
export type TextReader = (file: ExtractedFile) => Promise<string | undefined>;

/** Nodes of a graph with their texts, file by file, so that one text is held at a time. The order is that of paths. */
export async function* nodeRows(
  graph: LinkedGraph,
  files: ReadonlyMap<string, ExtractedFile>,
  readText: TextReader,
): AsyncGenerator<NodeRow> {
  const { shared, byPath } = nodesByFile(graph);
  yield* shared.map((node) => node.row);
  for (const [path, nodes] of byPath) yield* await rowsOfFile(nodes, files.get(path), readText);
}

/** A graph and how to read the texts of its files. */
export interface GraphSide {
  readonly graph: LinkedGraph;
  readonly files: ReadonlyMap<string, ExtractedFile>;
}

/** What turns one graph into the next. Texts are read for files whose bytes changed, and for nodes that changed otherwise. */
export async function graphDifference(before: GraphSide, after: GraphSide, readText: TextReader): Promise<RowDifference> {
  const difference = noDifference();
  const edges = changedEdges(before.graph, after.graph);
  addDifference(difference, { nodes: [], edges: edges.before }, { nodes: [], edges: edges.after });
  const old = nodesByFile(before.graph);
  const next = nodesByFile(after.graph);
  addDifference(difference, plainPart(old.shared), plainPart(next.shared));
  const paths = [...new Set([...old.byPath.keys(), ...next.byPath.keys()])].sort();
  for (const path of paths) {
    const [oldFile, nextFile] = [before.files.get(path), after.files.get(path)];
    const [oldNodes, nextNodes] = [old.byPath.get(path) ?? [], next.byPath.get(path) ?? []];
    if (oldFile?.hash === nextFile?.hash && oldFile?.language === nextFile?.language) {
      const plain = noDifference();
      addDifference(plain, plainPart(oldNodes), plainPart(nextNodes));
      const ids = new Set(plain.upsertNodes.map((row) => row.id));
      const touched = nextNodes.filter((node) => ids.has(node.row.id));
      if (touched.length > 0) difference.upsertNodes.push(...(await rowsOfFile(touched, nextFile, readText)));
      difference.deleteNodeIds.push(...plain.deleteNodeIds);
    } else {
      addDifference(
        difference,
        { nodes: await rowsOfFile(oldNodes, oldFile, readText), edges: [] },
        { nodes: await rowsOfFile(nextNodes, nextFile, readText), edges: [] },
      );
    }
  }
  return difference;
}

/** Edges that are not the very same object on both sides: linking hands on the rows of files that it did not link again. */
function changedEdges(
  before: LinkedGraph,
  after: LinkedGraph,
): { readonly before: readonly EdgeRow[]; readonly after: readonly EdgeRow[] } {
  const old = new Set(before.edges);
  const next = new Set(after.edges);
  return {
    before: before.edges.filter((edge) => !next.has(edge)),
    after: after.edges.filter((edge) => !old.has(edge)),
  };
}

async function rowsOfFile(
  nodes: readonly LinkedNode[],
  file: ExtractedFile | undefined,
  readText: TextReader,
): Promise<readonly NodeRow[]> {
  if (nodes.length === 0) return [];
  const text = file === undefined ? undefined : await readText(file);
  if (file === undefined || text === undefined) {
    const path = nodes[0]?.row.file_path ?? '';
    throw new CodexGraphError('SOURCE_UNREADABLE', `${path} changed while it was indexed. Run the command again.`, {
      retryable: true,
      details: { path },
    });
  }
  return nodes.map((node) => withFileFlags(composeRow(node, text, file.language), file));
}

/** A module tells its content's hash; copies of other people's code and generated code carry a mark, so that search can rank them lower. */
function withFileFlags(row: NodeRow, file: ExtractedFile): NodeRow {
  if (row.label !== 'MODULE' && !file.vendored && !file.generated) return row;
  const marks = {
    ...(row.label === 'MODULE' ? { hash: file.hash } : {}),
    ...(file.vendored ? { is_vendored: true } : {}),
    ...(file.generated ? { is_generated: true } : {}),
  };
  return { ...row, properties: { ...row.properties, ...marks } };
}

function plainPart(nodes: readonly LinkedNode[]): { readonly nodes: readonly NodeRow[]; readonly edges: [] } {
  return { nodes: nodes.map((node) => node.row), edges: [] };
}

function nodesByFile(graph: LinkedGraph): {
  readonly shared: readonly LinkedNode[];
  readonly byPath: ReadonlyMap<string, readonly LinkedNode[]>;
} {
  const shared: LinkedNode[] = [];
  const byPath = new Map<string, LinkedNode[]>();
  for (const node of graph.nodes) {
    if (node.ranges === undefined) {
      shared.push(node);
      continue;
    }
    const nodes = byPath.get(node.row.file_path);
    if (nodes === undefined) byPath.set(node.row.file_path, [node]);
    else nodes.push(node);
  }
  return { shared, byPath: new Map([...byPath].sort(([left], [right]) => (left < right ? -1 : 1))) };
}
