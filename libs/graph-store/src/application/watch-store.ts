import type { WatchRecord, WatchStorePort } from '@codexgraph/graph-model';
import type { QueryExecutor } from '../execution/query-executor.js';
import { watches as readWatches } from '../generated/read/application/watches.js';
import { deleteWatch } from '../generated/write/application/delete-watch.js';
import { putWatch } from '../generated/write/application/put-watch.js';

/** {@link WatchStorePort} on Neo4j. */
export class WatchStore implements WatchStorePort {
  readonly #executor: QueryExecutor;
  readonly #ready: () => Promise<void>;

  /** `ready` makes the constraints before the first write. */
  constructor(executor: QueryExecutor, ready: () => Promise<void>) {
    this.#executor = executor;
    this.#ready = ready;
  }

  async putWatch({ repository, since }: WatchRecord): Promise<WatchRecord> {
    await this.#ready();
    const [row] = await this.#executor.run(putWatch, { repository, since });
    return { repository, since: row?.since ?? since };
  }

  async deleteWatch(repository: string): Promise<boolean> {
    const [row] = await this.#executor.run(deleteWatch, { repository });
    return (row?.deleted ?? 0) > 0;
  }

  async watches(): Promise<readonly WatchRecord[]> {
    return this.#executor.run(readWatches, {});
  }
}
