import { CodexGraphError, type EdgeRow, type NodeRow } from '@codexgraph/graph-model';
import type { ExtractedFile } from '../extraction/extract-snapshot.js';
import type { LinkedNode, LinkedPart } from '../linking/link-outcome.js';
import { composeRow } from '../passes/compose-rows.js';
import { addDifference, noDifference, type RowDifference, type RowPart } from './row-difference.js';
import type { FileSide, Workspace, WorkspaceChange } from './workspace.js';

/** Text of a file as it was extracted; undefined when nobody has it any more. */
export type TextReader = (file: ExtractedFile) => Promise<string | undefined>;

/** Nodes of the graph with their texts, file by file, so that one text is held at a time. The order is that of paths. */
export async function* nodeRows(workspace: Workspace, readText: TextReader): AsyncGenerator<NodeRow> {
  for (const { row } of workspace.shared.nodes) yield row;
  for (const [path, file] of workspace.files) yield* await rowsOfFile(workspace.part(path).nodes, file, readText);
}

/** Edges of the graph, file by file in the order of paths: neighbours are written together. */
export function* edgeRows(workspace: Workspace): Generator<EdgeRow> {
  yield* workspace.shared.edges;
  for (const path of workspace.files.keys()) yield* workspace.edges(path);
}

/**
 * What a change of the workspace means in rows. Looks at the parts that changed alone; texts are read for files whose bytes changed, and for nodes
 * that changed otherwise.
 */
export async function graphDifference(
  change: WorkspaceChange,
  workspace: Workspace,
  readText: TextReader,
): Promise<RowDifference> {
  const difference = noDifference();
  if (change.sharedBefore !== undefined) addDifference(difference, plainPart(change.sharedBefore), plainPart(workspace.shared));
  for (const [path, before] of change.before) {
    const after = { part: workspace.part(path), file: workspace.files.get(path) };
    await addFileDifference(difference, { before, after }, readText);
  }
  return difference;
}

async function addFileDifference(
  difference: RowDifference,
  { before, after }: { readonly before: FileSide; readonly after: FileSide },
  readText: TextReader,
): Promise<void> {
  if (!hasSameTexts(before.file, after.file)) {
    addDifference(
      difference,
      { nodes: await rowsOfFile(before.part.nodes, before.file, readText), edges: before.part.edges },
      { nodes: await rowsOfFile(after.part.nodes, after.file, readText), edges: after.part.edges },
    );
    return;
  }
  const plain = noDifference();
  addDifference(plain, plainPart(before.part), plainPart(after.part));
  const ids = new Set(plain.upsertNodes.map((row) => row.id));
  const touched = after.part.nodes.filter((node) => ids.has(node.row.id));
  append(difference.upsertNodes, await rowsOfFile(touched, after.file, readText));
  append(difference.deleteNodeIds, plain.deleteNodeIds);
  append(difference.upsertEdges, plain.upsertEdges);
  append(difference.deleteEdges, plain.deleteEdges);
}

/** Arguments of a call are bounded, lists are not. */
function append<T>(list: T[], more: readonly T[]): void {
  for (const item of more) list.push(item);
}

/** Whether what rows take from the file itself is equal: texts by its bytes and language, and its marks. */
function hasSameTexts(before: ExtractedFile | undefined, after: ExtractedFile | undefined): boolean {
  return (
    before?.hash === after?.hash &&
    before?.language === after?.language &&
    before?.vendored === after?.vendored &&
    before?.generated === after?.generated
  );
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

function plainPart(part: LinkedPart): RowPart {
  return { nodes: part.nodes.map((node) => node.row), edges: part.edges };
}
