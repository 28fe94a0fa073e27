import type { EdgeRow, GraphCounts, NodeLabel, RelationType, SkippedFile } from '@codexgraph/graph-model';
import type { ExtractedFile, Extraction } from '../extraction/extract-snapshot.js';
import { Linker, type LinkedLanguage } from '../linking/linker.js';
import type { LinkedPart, LinkProgress } from '../linking/link-outcome.js';
import { isWritableEdge, writablePart } from './writable-rows.js';

/** One file's share of the graph, and the file; a file that is not there gives an empty part. */
export interface FileSide {
  readonly part: LinkedPart;
  readonly file: ExtractedFile | undefined;
}

/** What changed since {@link Workspace.markPublished}: everything that is not named here is equal before and after. */
export interface WorkspaceChange {
  /** Files whose part of the graph, bytes, language or marks differ, as they were; new and gone ones too. */
  readonly before: ReadonlyMap<string, FileSide>;
  /** What belongs to no file, as it was; undefined when it did not change. */
  readonly sharedBefore: LinkedPart | undefined;
  /** Whether other files are left out than before, or for other reasons. */
  readonly skippedDiffers: boolean;
}

const EMPTY_PART: LinkedPart = { nodes: [], edges: [] };

interface PartCounts {
  readonly nodes: ReadonlyMap<NodeLabel, number>;
  readonly edges: ReadonlyMap<RelationType, number>;
  readonly leftOut: number;
}

/** The files of one repository and their linked graph, in memory, file by file. Not for two callers at once. */
export class Workspace {
  readonly #linker: Linker;
  #files: ReadonlyMap<string, ExtractedFile> = new Map();
  #projectFiles: ReadonlyMap<string, string> = new Map();
  #skipped: readonly SkippedFile[] = [];
  /** By path; filled when they are asked for, emptied where the part changes. */
  readonly #counts = new Map<string, PartCounts>();
  /** What is published where that is not what is here; a change that could not be published stays until it could. */
  readonly #publishedSides = new Map<string, FileSide>();
  #publishedShared: LinkedPart | undefined;
  #publishedSkipped = '[]';

  /** @param options `isOnce`: {@link refresh} will be called once, so that nothing need be kept for the next time */
  constructor(languages: readonly LinkedLanguage[], options: { readonly isOnce?: boolean } = {}) {
    this.#linker = new Linker({ languages, inputs: new Map(), isOnce: options.isOnce ?? false });
  }

  /** By path, sorted. */
  get files(): ReadonlyMap<string, ExtractedFile> {
    return this.#files;
  }

  get projectFiles(): ReadonlyMap<string, string> {
    return this.#projectFiles;
  }

  /** Files that were left out, as extraction told. */
  get extractionSkipped(): readonly SkippedFile[] {
    return this.#skipped;
  }

  /** Files that were left out, and files with symbols that were left out; sorted by path. */
  get skipped(): readonly SkippedFile[] {
    const partly: SkippedFile[] = [];
    for (const path of this.#files.keys()) {
      const { leftOut } = this.#countsOf(path);
      if (leftOut > 0) partly.push({ path, reason: leftOutReason(leftOut) });
    }
    return partly.length === 0 ? this.#skipped : [...this.#skipped, ...partly].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** What belongs to no single file: packages, externals, and what packages contain. */
  get shared(): LinkedPart {
    return writablePart(this.#linker.sharedPart).part;
  }

  /** The part of the graph that a file gives; empty for unknown paths. Nodes are composed anew at each call. */
  part(path: string): LinkedPart {
    const { part, leftOut } = writablePart(this.#linker.part(path) ?? EMPTY_PART);
    this.#counts.set(path, countPart(part, leftOut));
    return part;
  }

  /** Edges that start in a file; does not compose its nodes. */
  edges(path: string): readonly EdgeRow[] {
    return (this.#linker.result(path)?.edges ?? []).filter(isWritableEdge);
  }

  /** Takes over the files of an extraction and links what that changes. */
  refresh(extraction: Extraction, projectFiles: ReadonlyMap<string, string>): void {
    const files = this.refreshByFile(extraction, projectFiles);
    while (files.next().done !== true);
  }

  /** {@link refresh} with a pause after each file that is linked. Given up half-way, the workspace is of no more use. */
  *refreshByFile(extraction: Extraction, projectFiles: ReadonlyMap<string, string>): Generator<LinkProgress, void, undefined> {
    const filesBefore = this.#files;
    const changedFiles = this.#takeFiles(extraction);
    this.#takeProjectFiles(projectFiles);
    this.#skipped = extraction.skipped;
    const { changed, before, sharedBefore } = yield* this.#linker.linkByFile();
    for (const path of new Set([...changedFiles, ...changed])) {
      this.#counts.delete(path);
      if (this.#publishedSides.has(path)) continue;
      const file = filesBefore.get(path);
      // A part that linking does not name is as before.
      const part = before.get(path) ?? (file === undefined ? undefined : this.#linker.part(path));
      this.#publishedSides.set(path, { file, part: part === undefined ? EMPTY_PART : writablePart(part).part });
    }
    if (sharedBefore !== undefined) this.#publishedShared ??= writablePart(sharedBefore).part;
  }

  /** What differs from the published graph. */
  get change(): WorkspaceChange {
    return {
      before: new Map([...this.#publishedSides].sort(([left], [right]) => (left < right ? -1 : 1))),
      sharedBefore: this.#publishedShared,
      skippedDiffers: JSON.stringify(this.skipped) !== this.#publishedSkipped,
    };
  }

  /** The graph as it is now has been published. */
  markPublished(): void {
    this.#publishedSides.clear();
    this.#publishedShared = undefined;
    this.#publishedSkipped = JSON.stringify(this.skipped);
  }

  /** Rows that a whole write gives at most; tells progress, and composes nothing. */
  get rowsAtMost(): number {
    let rows = this.shared.nodes.length + this.shared.edges.length;
    for (const [path, { facts }] of this.#files)
      rows += facts.definitions.length + (this.#linker.result(path)?.edges.length ?? 0);
    return rows;
  }

  /** Counts of the graph as it is now. */
  counts(): GraphCounts {
    const nodes: Partial<Record<NodeLabel, number>> = {};
    const edges: Partial<Record<RelationType, number>> = {};
    for (const part of [countPart(this.shared, 0), ...[...this.#files.keys()].map((path) => this.#countsOf(path))]) {
      for (const [label, count] of part.nodes) nodes[label] = (nodes[label] ?? 0) + count;
      for (const [type, count] of part.edges) edges[type] = (edges[type] ?? 0) + count;
    }
    return { files: this.#files.size, filesSkipped: this.#skipped.length, nodes, edges, calls: this.#linker.calls };
  }

  #countsOf(path: string): PartCounts {
    if (!this.#counts.has(path)) this.part(path);
    return this.#counts.get(path) as PartCounts;
  }

  /** Paths whose bytes or language differ from before; new and gone ones too. */
  #takeFiles(extraction: Extraction): readonly string[] {
    const files = new Map(extraction.files.map((file) => [file.path, file]));
    const changed: string[] = [];
    for (const file of files.values()) {
      const before = this.#files.get(file.path);
      if (before?.hash === file.hash && before.language === file.language) {
        // The mark of vendored code stands on the nodes, and may change with a project file alone.
        if (before.vendored !== file.vendored || before.generated !== file.generated) changed.push(file.path);
        continue;
      }
      this.#linker.setFile(file.path, file.facts);
      changed.push(file.path);
    }
    for (const path of this.#files.keys()) {
      if (files.has(path)) continue;
      this.#linker.removeFile(path);
      changed.push(path);
    }
    this.#files = files;
    return changed;
  }

  #takeProjectFiles(projectFiles: ReadonlyMap<string, string>): void {
    for (const [path, text] of projectFiles) this.#linker.setInput(path, text);
    for (const path of this.#projectFiles.keys()) if (!projectFiles.has(path)) this.#linker.setInput(path, undefined);
    this.#projectFiles = projectFiles;
  }
}

function countPart(part: LinkedPart, leftOut: number): PartCounts {
  const nodes = new Map<NodeLabel, number>();
  const edges = new Map<RelationType, number>();
  for (const { row } of part.nodes) nodes.set(row.label, (nodes.get(row.label) ?? 0) + 1);
  for (const { type } of part.edges) edges.set(type, (edges.get(type) ?? 0) + 1);
  return { nodes, edges, leftOut };
}

function leftOutReason(count: number): string {
  return `${String(count)} of its symbols have names that are too long to be indexed, and are left out; the rest is indexed`;
}
