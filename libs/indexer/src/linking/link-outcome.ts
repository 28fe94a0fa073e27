import type { CallCounts, EdgeRow, NodeRow, PropertyValue } from '@codexgraph/graph-model';

/** Ranges of a definition's texts in its file, UTF-16 code units, end exclusive; whoever holds the text fills the properties. */
export interface TextRanges {
  readonly start: number;
  readonly end: number;
  /** Header; equal start and end: no signature. */
  readonly signatureStart: number;
  readonly signatureEnd: number;
  /** -1 when there is none. */
  readonly docstringStart: number;
  readonly docstringEnd: number;
}

/** A node without its texts (`code`, `signature`, `docstring`). `ranges` is absent for PACKAGE and EXTERNAL. */
export interface LinkedNode {
  readonly row: NodeRow;
  readonly ranges?: TextRanges;
}

/** The graph of a repository after linking. Nodes are sorted by id, edges by (type, source, target, role), by code units. */
export interface LinkedGraph {
  readonly nodes: readonly LinkedNode[];
  readonly edges: readonly EdgeRow[];
  readonly calls: CallCounts;
}

/** What linking one file gave: serialisable (JSON), independent of every other file's order. */
export interface FileLinkResult {
  readonly path: string;
  /** Edges whose source is in the file. */
  readonly edges: readonly EdgeRow[];
  /** Externals that the edges name: id -> package. */
  readonly externals: Readonly<Record<string, string>>;
  /** Properties of the file's callers that linking found: by node id. */
  readonly callProperties: Readonly<Record<string, Readonly<Record<string, PropertyValue>>>>;
  readonly calls: CallCounts;
  readonly importsUnresolved: number;
}

/**
 * One file's share of the graph, or the share that belongs to no single file (packages, externals, and what packages contain).
 * The parts of all files and the shared part together are the graph: a node or edge is in exactly one of them, so that a change
 * is found by comparing the parts that {@link LinkOutcome} names, each before with after.
 */
export interface LinkedPart {
  /** In source order, the module first; in the shared part sorted by id. */
  readonly nodes: readonly LinkedNode[];
  /** Sorted by (type, role, source, target) in the part of a file; sorted by (type, source, target) in the shared part. */
  readonly edges: readonly EdgeRow[];
}

/** How many of the files that are to be linked are. */
export interface LinkProgress {
  readonly done: number;
  readonly total: number;
}

/** What a call of `link` did. */
export interface LinkOutcome {
  /** Files that were linked in this call, sorted. */
  readonly linked: readonly string[];
  /** Files whose part differs from before (facts, names or edges), or that are new or gone; sorted. The parts of all others are equal. */
  readonly changed: readonly string[];
  /** Parts of the changed files as they were; a new file has none. A file that is gone has one here and none in the linker. */
  readonly before: ReadonlyMap<string, LinkedPart>;
  /** The shared part as it was; undefined when it did not change. */
  readonly sharedBefore: LinkedPart | undefined;
}
