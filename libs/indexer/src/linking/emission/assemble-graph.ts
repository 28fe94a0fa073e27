import type { CallCounts, EdgeRow, NodeRow } from '@codexgraph/graph-model';
import type { FileLinkResult, LinkedGraph, LinkedNode, LinkedPart } from '../link-outcome.js';
import type { LinkedFile } from '../program/linked-file.js';
import type { Family } from '../program/program.js';
import { definitionNodes } from './definition-nodes.js';
import { definitionId, packageId } from './node-identity.js';

/** The part of one file: nodes of its definitions under the module's name, and edges that start in it. */
export function filePart(file: LinkedFile, moduleName: string, result: FileLinkResult): LinkedPart {
  return { nodes: definitionNodes(file, moduleName, result), edges: result.edges };
}

/** Externals that edges name, packages, and what packages contain. The order of files does not matter. */
export function sharedPart(families: readonly Family[], results: ReadonlyMap<string, FileLinkResult>): LinkedPart {
  const nodes: LinkedNode[] = [];
  const edges: EdgeRow[] = [];
  const externals = new Map<string, string>();
  const modules: { readonly path: string; readonly id: string; readonly family: Family }[] = [];
  for (const family of families) {
    for (const file of family.files.values()) {
      const result = results.get(file.path);
      if (result === undefined) continue;
      modules.push({ path: file.path, id: definitionId(file, 0), family });
      addExternals(externals, result);
    }
  }
  for (const [id, packageName] of externals) nodes.push({ row: externalRow(id, packageName) });
  addPackages(modules, nodes, edges);
  return { nodes: nodes.sort(compareNodes), edges: edges.sort(compareEdges) };
}

/** Of two packages that files tell for one external the smaller counts, whatever the order of files. */
function addExternals(externals: Map<string, string>, result: FileLinkResult): void {
  for (const [id, packageName] of Object.entries(result.externals)) {
    const known = externals.get(id);
    if (known === undefined || packageName < known) externals.set(id, packageName);
  }
}

/** The whole graph from the parts. */
export function assembleGraph(parts: Iterable<LinkedPart>, results: Iterable<FileLinkResult>): LinkedGraph {
  const nodes: LinkedNode[] = [];
  const edges: EdgeRow[] = [];
  for (const part of parts) {
    for (const node of part.nodes) nodes.push(node);
    for (const edge of part.edges) edges.push(edge);
  }
  return { nodes: nodes.sort(compareNodes), edges: edges.sort(compareEdges), calls: callCounts(results) };
}

/** Calls of all files by what came of them. */
export function callCounts(results: Iterable<FileLinkResult>): CallCounts {
  const calls = { total: 0, resolved: 0, external: 0, unresolved: 0 };
  for (const result of results) addCounts(calls, result.calls);
  return calls;
}

function compareNodes(a: LinkedNode, b: LinkedNode): number {
  return compare(a.row.id, b.row.id);
}

function addCounts(sum: { -readonly [K in keyof CallCounts]: number }, more: CallCounts): void {
  sum.total += more.total;
  sum.resolved += more.resolved;
  sum.external += more.external;
  sum.unresolved += more.unresolved;
}

function externalRow(id: string, packageName: string): NodeRow {
  const name = id.slice('EXTERNAL:'.length);
  const short = name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);
  return { id, label: 'EXTERNAL', name: short, qualified_name: name, file_path: '', properties: { package: packageName } };
}

/** A PACKAGE for every folder with modules below it, and what it contains. The root folder is the repository itself and has none. */
function addPackages(
  modules: readonly { path: string; id: string; family: Family }[],
  nodes: LinkedNode[],
  edges: EdgeRow[],
): void {
  const folders = new Map<string, Family>();
  const sorted = [...modules].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, id, family } of sorted) {
    let child = id;
    let folder = parentOf(path);
    while (folder !== '') {
      const known = folders.has(folder);
      if (!known) folders.set(folder, family);
      edges.push(contains(packageId(folder), child));
      if (known) break;
      child = packageId(folder);
      folder = parentOf(folder);
    }
  }
  for (const [folder, family] of folders) {
    const name = folder.slice(folder.lastIndexOf('/') + 1);
    const row: NodeRow = {
      id: packageId(folder),
      label: 'PACKAGE',
      name,
      qualified_name: family.resolver.nameOfFolder(folder),
      file_path: folder,
      properties: {},
    };
    nodes.push({ row });
  }
}

function contains(source: string, target: string): EdgeRow {
  return { type: 'CONTAINS', source, target, lines: [], confidence: 'exact', rule: 'scope', properties: {} };
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

function compareEdges(a: EdgeRow, b: EdgeRow): number {
  return compare(a.type, b.type) || compare(a.source, b.source) || compare(a.target, b.target) || compare(roleOf(a), roleOf(b));
}

function roleOf(edge: EdgeRow): string {
  const role = edge.properties['role'];
  return typeof role === 'string' ? role : '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
