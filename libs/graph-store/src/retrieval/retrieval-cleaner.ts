import type { QueryExecutor } from '../execution/query-executor.js';
import { deleteAllDocuments } from '../generated/search/delete-all-documents.js';
import { deleteBlobHeads } from '../generated/search/delete-blob-heads.js';
import { deleteKeptDescriptions } from '../generated/search/delete-kept-descriptions.js';
import { deleteRecord } from '../generated/search/delete-record.js';
import { orphans } from '../generated/search/orphans.js';
import { stopRefreshes } from '../generated/search/stop-refreshes.js';
import { searchBase } from '../revisions/revision-label.js';
import { dropIndexesOfLabel } from '../revisions/revision-schema.js';
import { RetrievalBlobs } from './retrieval-blobs.js';

const NODES_PER_TRANSACTION = 2000;

/** Deletes search structures of repositories that are gone, in bounded transactions. Each step may be interrupted and done again. */
export class RetrievalCleaner {
  readonly #executor: QueryExecutor;
  readonly #blobs: RetrievalBlobs;

  constructor(executor: QueryExecutor) {
    this.#executor = executor;
    this.#blobs = new RetrievalBlobs(executor, () => '');
  }

  /** Deletes everything of one repository; does nothing where there is nothing. */
  async deleteAll(repository: string): Promise<void> {
    const [row] = await this.#executor.run(stopRefreshes, { repository }, { retry: {} });
    if ((row?.records ?? 0) === 0) return;
    const base = searchBase(repository);
    await dropIndexesOfLabel(this.#executor, `${base}_search`);
    for (;;) {
      const options = { revisionLabel: base, retry: {} };
      const [answer] = await this.#executor.run(deleteAllDocuments, { limit: NODES_PER_TRANSACTION }, options);
      if ((answer?.deleted ?? 0) === 0) break;
    }
    for (;;) {
      const parameters = { repository, limit: NODES_PER_TRANSACTION };
      const [answer] = await this.#executor.run(deleteKeptDescriptions, parameters, { retry: {} });
      if ((answer?.deleted ?? 0) === 0) break;
    }
    await this.#executor.run(deleteBlobHeads, { repository }, { retry: {} });
    await this.#blobs.deleteAll(repository);
    await this.#executor.run(deleteRecord, { repository }, { retry: {} });
  }

  /** Deletes what interrupted deletions left. */
  async deleteOrphans(): Promise<void> {
    for (const { repository } of await this.#executor.run(orphans, {})) await this.deleteAll(repository);
  }
}
