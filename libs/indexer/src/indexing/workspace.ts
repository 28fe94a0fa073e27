import type { GraphCounts, NodeLabel, RelationType, SkippedFile } from '@codexgraph/graph-model';
import type { ExtractedFile, Extraction } from '../extraction/extract-snapshot.js';
import { Linker, type LinkedLanguage } from '../linking/linker.js';
import type { LinkedGraph } from '../linking/link-outcome.js';

/** What {@link Workspace.refresh} changed. */
export interface WorkspaceChange {
  /** Paths whose bytes differ from before, sorted; new and gone ones too. */
  readonly changedPaths: readonly string[];
  /** Files as they were before the change. */
  readonly filesBefore: ReadonlyMap<string, ExtractedFile>;
  /** Graph before the change; absent for the first one. */
  readonly graphBefore?: LinkedGraph;
}

/** The files of one repository and their linked graph, in memory. Not for two callers at once. */
export class Workspace {
  readonly #linker: Linker;
  #files: ReadonlyMap<string, ExtractedFile> = new Map();
  #projectFiles: ReadonlyMap<string, string> = new Map();
  #skipped: readonly SkippedFile[] = [];
  #graph: LinkedGraph | undefined;

  constructor(languages: readonly LinkedLanguage[]) {
    this.#linker = new Linker({ languages, inputs: new Map() });
  }

  /** By path, sorted. */
  get files(): ReadonlyMap<string, ExtractedFile> {
    return this.#files;
  }

  get projectFiles(): ReadonlyMap<string, string> {
    return this.#projectFiles;
  }

  get skipped(): readonly SkippedFile[] {
    return this.#skipped;
  }

  /** The linked graph. Empty before the first {@link refresh}. */
  get graph(): LinkedGraph {
    return this.#graph ?? { nodes: [], edges: [], calls: { total: 0, resolved: 0, external: 0, unresolved: 0 } };
  }

  /** Takes over the files of an extraction and links what that changes. */
  refresh(extraction: Extraction, projectFiles: ReadonlyMap<string, string>): WorkspaceChange {
    const filesBefore = this.#files;
    const graphBefore = this.#graph;
    const changedPaths = this.#takeFiles(extraction);
    this.#takeProjectFiles(projectFiles);
    this.#skipped = extraction.skipped;
    const outcome = this.#linker.link();
    if (graphBefore === undefined || outcome.linked.length > 0 || changedPaths.length > 0) {
      this.#graph = this.#linker.assembleGraph();
    }
    return { changedPaths, filesBefore, ...(graphBefore === undefined ? {} : { graphBefore }) };
  }

  /** Counts of the graph as it is now. */
  counts(): GraphCounts {
    const nodes: Partial<Record<NodeLabel, number>> = {};
    const edges: Partial<Record<RelationType, number>> = {};
    for (const { row } of this.graph.nodes) nodes[row.label] = (nodes[row.label] ?? 0) + 1;
    for (const { type } of this.graph.edges) edges[type] = (edges[type] ?? 0) + 1;
    return {
      files: this.#files.size,
      filesSkipped: this.#skipped.length,
      nodes,
      edges,
      calls: this.graph.calls,
    };
  }

  #takeFiles(extraction: Extraction): readonly string[] {
    const files = new Map(extraction.files.map((file) => [file.path, file]));
    const changed: string[] = [];
    for (const file of files.values()) {
      const before = this.#files.get(file.path);
      if (before?.hash === file.hash && before.language === file.language) continue;
      this.#linker.setFile(file.path, file.facts);
      changed.push(file.path);
    }
    for (const path of this.#files.keys()) {
      if (files.has(path)) continue;
      this.#linker.removeFile(path);
      changed.push(path);
    }
    this.#files = files;
    return changed.sort();
  }

  #takeProjectFiles(projectFiles: ReadonlyMap<string, string>): void {
    for (const [path, text] of projectFiles) this.#linker.setInput(path, text);
    for (const path of this.#projectFiles.keys()) if (!projectFiles.has(path)) this.#linker.setInput(path, undefined);
    this.#projectFiles = projectFiles;
  }
}
