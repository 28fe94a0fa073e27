/** A wish that the graph of a repository follow its folder. */
export interface WatchRecord {
  readonly repository: string;
  /** When it was wished, ISO 8601. */
  readonly since: string;
}

/** Keeps which repositories are to be watched; whoever watches looks here, so that a wish outlives every process. */
export interface WatchStorePort {
  /** Wishes it; a wish that is there stays, with its time. */
  putWatch(watch: WatchRecord): Promise<WatchRecord>;
  /** False when there was none. */
  deleteWatch(repository: string): Promise<boolean>;
  /** By repository. */
  watches(): Promise<readonly WatchRecord[]>;
}
