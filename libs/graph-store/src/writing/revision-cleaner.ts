import { CodexGraphError, type WriteProgress } from '@codexgraph/graph-model';
import { throwIfAborted, type QueryExecutor } from '../execution/query-executor.js';
import { labelSlots } from '../generated/read/label-slots.js';
import { closeLanes } from '../generated/write/close-lanes.js';
import { deleteRetiredSymbols } from '../generated/write/delete-retired-symbols.js';
import { freeLabel } from '../generated/write/free-label.js';
import { dropIndexesOfLabel } from '../revisions/revision-schema.js';

const NODES_PER_TRANSACTION = 5000;

/** What cleaning may take. */
export interface CleanOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: WriteProgress) => void) | undefined;
}

/** Deletes retired revisions in bounded transactions and gives their labels back to the pool. Each step may be interrupted and done again. */
export class RevisionCleaner {
  readonly #executor: QueryExecutor;

  constructor(executor: QueryExecutor) {
    this.#executor = executor;
  }

  /** Deletes all retired revisions of one repository. The caller holds its lease. */
  async cleanRepository(repository: string, options: CleanOptions = {}): Promise<void> {
    let done = 0;
    for (const slot of await this.#executor.run(labelSlots, { repository }, { signal: options.signal })) {
      if (slot.state !== 'retired') continue;
      await this.#cleanLabel(slot.label, options, (deleted) => {
        done += deleted;
        options.onProgress?.({ phase: 'clean', done });
      });
    }
  }

  async #cleanLabel(label: string, options: CleanOptions, onDeleted: (nodes: number) => void): Promise<void> {
    const retry = { retry: {} };
    // First the lanes: a writer that was taken for dead cannot add nodes behind our back.
    await this.#executor.run(closeLanes, { label }, retry);
    // Then the indexes: nodes go faster without.
    await dropIndexesOfLabel(this.#executor, label);
    let limit = NODES_PER_TRANSACTION;
    for (;;) {
      throwIfAborted(options.signal);
      const deleted = await this.#delete(label, limit);
      if (deleted === 0) break;
      if (deleted === undefined) limit = Math.floor(limit / 5);
      else onDeleted(deleted);
    }
    await this.#executor.run(freeLabel, { label }, retry);
  }

  /** Number of nodes deleted; undefined when that many did not fit into one transaction. */
  async #delete(label: string, limit: number): Promise<number | undefined> {
    try {
      const [row] = await this.#executor.run(deleteRetiredSymbols, { label, limit }, { revisionLabel: label, retry: {} });
      return row?.deleted ?? 0;
    } catch (error) {
      if (CodexGraphError.isInstance(error) && error.code === 'DATABASE_OUT_OF_MEMORY' && limit > 10) return undefined;
      throw error;
    }
  }
}
