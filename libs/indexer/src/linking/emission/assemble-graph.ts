import type { CallCounts, EdgeRow, NodeRow } from '@codexgraph/graph-model';
import type { FileLinkResult, LinkedGraph, LinkedNode } from '../link-outcome.js';
import type { Family } from '../program/program.js';
import { definitionNodes } from './definition-nodes.js';
import { packageId } from './node-identity.js';

/** The whole graph from the results of all files. Pure; the order of files does not matter. */
export function assembleGraph(families: readonly Family[], results: ReadonlyMap<string, FileLinkResult>): LinkedGraph {
  const nodes: LinkedNode[] = [];
  const edges: EdgeRow[] = [];
  const externals = new Map<string, string>();
  const calls = { total: 0, resolved: 0, external: 0, unresolved: 0 };
  const modules: { readonly path: string; readonly id: string; readonly family: Family }[] = [];
  for (const family of families) {
    for (const file of family.files.values()) {
      const result = results.get(file.path);
      if (result === undefined) continue;
      const own = definitionNodes(file, family.resolver.nameOf(file.path), result);
      nodes.push(...own);
      edges.push(...result.edges);
      modules.push({ path: file.path, id: own[0]?.row.id ?? '', family });
      for (const [id, packageName] of Object.entries(result.externals)) externals.set(id, packageName);
      addCounts(calls, result.calls);
    }
  }
  for (const [id, packageName] of externals) nodes.push({ row: externalRow(id, packageName) });
  addPackages(modules, nodes, edges);
  return {
    nodes: nodes.sort((a, b) => (a.row.id < b.row.id ? -1 : a.row.id > b.row.id ? 1 : 0)),
    edges: edges.sort(compareEdges),
    calls,
  };
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
