import type { EdgeRow, NodeRow, SkippedFile } from './rows.js';
import type { GraphCounts, RepositoryRecord, RepositorySource } from './repository.js';

/** Progress of a write. `done` never decreases; `total` is absent while it is unknown. */
export interface WriteProgress {
  readonly phase: 'nodes' | 'edges' | 'publish' | 'clean';
  readonly done: number;
  readonly total?: number;
}

/** What a publication needs besides the rows. */
export interface PublishOptions {
  readonly name: string;
  readonly source: RepositorySource;
  readonly commit?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: WriteProgress) => void;
  /** How long to wait for another living writer of the same repository before CONFLICT, in milliseconds; default 0. A dead writer is always waited out. */
  readonly waitForWriterMs?: number;
  /** Called once when another writer of the repository is waited for, with its name. */
  readonly onWaitForWriter?: (holder: string) => void;
}

/** A whole graph to publish. Rows are pulled with back-pressure; nodes come before the edges that join them. */
export interface GraphInput {
  readonly nodes: Iterable<NodeRow> | AsyncIterable<NodeRow>;
  readonly edges: Iterable<EdgeRow> | AsyncIterable<EdgeRow>;
  /** Asked once, after both streams ended. */
  readonly counts: () => GraphCounts;
  /** Files that were left out, sorted by path; asked once, after `counts`; kept with the repository for FileReaderPort.skippedFiles. Absent: none. */
  readonly skipped?: () => readonly SkippedFile[];
}

/** Identifies an edge inside a revision. `role` is '' where the type has no roles. */
export interface EdgeKey {
  readonly type: EdgeRow['type'];
  readonly source: string;
  readonly target: string;
  readonly role: string;
}

/** The change from the published revision to the next one. */
export interface GraphDifference {
  /** New nodes, and nodes any property of which changed (whole rows). */
  readonly upsertNodes: readonly NodeRow[];
  readonly deleteNodeIds: readonly string[];
  /** New edges, and edges any property of which changed (whole rows). */
  readonly upsertEdges: readonly EdgeRow[];
  readonly deleteEdges: readonly EdgeKey[];
  readonly counts: GraphCounts;
  /** All files that the new revision leaves out, sorted by path. Absent: as before. */
  readonly skipped?: readonly SkippedFile[];
}

/** Writes code graphs. A failure at any point leaves the last published revision whole and readable. */
export interface GraphWriterPort {
  /** Writes a new revision and publishes it in one transaction. @throws CONFLICT when another writer holds the repository. */
  publish(input: GraphInput, options: PublishOptions): Promise<RepositoryRecord>;
  /** Applies a difference to the published revision in one transaction. @throws CONFLICT when `baseRevision` is no longer the published one. */
  applyDifference(
    difference: GraphDifference,
    options: PublishOptions & { readonly baseRevision: string },
  ): Promise<RepositoryRecord>;
  /** Removes every trace of a repository. Returns false when there is none of that name. */
  deleteRepository(
    name: string,
    options?: { readonly signal?: AbortSignal; readonly onProgress?: (progress: WriteProgress) => void },
  ): Promise<boolean>;
  /** Deletes what crashed runs left behind: unpublished nodes, indexes of freed labels. */
  cleanUp(): Promise<void>;
}

/** Reads published code graphs. */
export interface GraphReaderPort {
  /** All repositories, sorted by name. */
  repositories(): Promise<readonly RepositoryRecord[]>;
  repository(name: string): Promise<RepositoryRecord | undefined>;
  /** Every node of the published revision, sorted by id (code-unit order), streamed; properties without `code`. @throws CONFLICT (retryable) when a new revision is published meanwhile. */
  nodes(name: string): AsyncIterable<NodeRow>;
  /** Every edge of the published revision, sorted by (type, source, target, role), streamed. @throws CONFLICT (retryable) when a new revision is published meanwhile. */
  edges(name: string): AsyncIterable<EdgeRow>;
}
