import type { GraphCounts, RepositorySource } from './repository.js';
import type { SkippedFile } from './rows.js';

/**
 * Phases of indexing one repository, in the order they run. A phase that does not apply (no download for a folder) is left out.
 * `fetch`: the source is brought to a local folder; `scan`: files are found and hashed; `parse`: facts are read from each file;
 * `link`: facts become relations; `write`: rows go to the database; `publish`: readers switch to the new revision; `clean`: the old one is deleted; `describe`: what search reads of symbols is
 * written; `embed`: their vectors are made and the indexes of the search are filled.
 */
export const INDEX_PHASES = ['fetch', 'scan', 'parse', 'link', 'write', 'publish', 'clean', 'describe', 'embed'] as const;

/** See {@link INDEX_PHASES}. */
export type IndexPhase = (typeof INDEX_PHASES)[number];

/** How far one phase is. `done` never decreases within a phase; `total` is absent while it is unknown. */
export interface IndexProgress {
  readonly phase: IndexPhase;
  readonly done: number;
  readonly total?: number;
  /** What `done` and `total` count. */
  readonly unit: 'bytes' | 'files' | 'rows' | 'steps';
}

/** What to index and under which name. */
export interface IndexRequest {
  /** Name of the repository to create or to replace; see RepositoryRecord.name. */
  readonly name: string;
  readonly source: RepositorySource;
}

/** What a caller may pass to a long indexing call. */
export interface IndexOptions {
  /** Aborting it ends the call with CANCELLED; the last published revision stays. */
  readonly signal?: AbortSignal;
  /** Called on the caller's thread, possibly many times a second: callers throttle what they forward. */
  readonly onProgress?: (progress: IndexProgress) => void;
}

/** What one run of the indexer did. */
export interface IndexReport {
  readonly repository: string;
  readonly revision: string;
  /** Full commit hash when the source is under git. */
  readonly commit?: string;
  readonly counts: GraphCounts;
  /** Files that were left out, sorted by path. */
  readonly skipped: readonly SkippedFile[];
  /** Wall seconds by phase. */
  readonly seconds: Readonly<Partial<Record<IndexPhase, number>>>;
  readonly cpuSeconds: number;
  /** Peak resident memory of the process in MiB. */
  readonly peakRssMb: number;
}

/**
 * Turns a source tree into a published revision of its graph. Heavy work runs off the caller's event loop, so that timers
 * (job locks) keep running. A failure at any point leaves the last published revision whole.
 *
 * @example await indexer.index({ name: 'shop', source: { kind: 'folder', location: '/src/shop', subfolder: '' } }, { signal })
 */
export interface RepositoryIndexer {
  /**
   * Indexes the whole source and publishes it under `request.name`, replacing the revision before it.
   * @throws SOURCE_UNREADABLE, NOTHING_TO_INDEX, GIT_FAILED, CONFLICT (another writer holds the repository), CANCELLED, DATABASE_*
   */
  index(request: IndexRequest, options?: IndexOptions): Promise<IndexReport>;
  /**
   * Brings the published revision up to date with its source, reading only what changed.
   * @throws NOT_FOUND when no repository has that name, else as {@link index}.
   */
  update(name: string, options?: IndexOptions): Promise<IndexReport>;
}
