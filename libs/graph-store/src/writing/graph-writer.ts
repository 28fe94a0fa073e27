import {
  CodexGraphError,
  type GraphDifference,
  type GraphInput,
  type GraphWriterPort,
  type PublishOptions,
  type RepositoryRecord,
  type WriteProgress,
} from '@codexgraph/graph-model';
import type { QueryExecutor, QueryTransaction } from '../execution/query-executor.js';
import { repository as readRepository } from '../generated/read/repository.js';
import { uncleanRepositories } from '../generated/read/unclean-repositories.js';
import { deleteRepository } from '../generated/write/delete-repository.js';
import { deleteSkippedFiles } from '../generated/write/delete-skipped-files.js';
import { switchSlots } from '../generated/write/switch-slots.js';
import { publishedLabel } from '../revisions/repository-properties.js';
import { checkRepositoryName } from '../revisions/revision-label.js';
import { applySchema } from '../revisions/revision-schema.js';
import { WriterLeases, type LeaseTimes, type WriterIdentity, type WriterLease } from '../revisions/writer-lease.js';
import { DifferenceWriter, type DifferenceOptions } from './difference-writer.js';
import { RetrievalCleaner } from '../retrieval/retrieval-cleaner.js';
import { RevisionCleaner, type CleanOptions } from './revision-cleaner.js';
import { RevisionPublisher, type BulkShape } from './revision-publisher.js';

/** What a writer needs besides the database. */
export interface GraphWriterOptions {
  /** Makes ids that never repeat, such as `randomUUID`. */
  readonly newId: () => string;
  readonly identity: WriterIdentity;
  readonly leaseTimes?: LeaseTimes;
  readonly shape: BulkShape;
}

/** {@link GraphWriterPort} on Neo4j. */
export class GraphWriter implements GraphWriterPort {
  readonly #executor: QueryExecutor;
  readonly #newId: () => string;
  readonly #leases: WriterLeases;
  readonly #cleaner: RevisionCleaner;
  readonly #retrieval: RetrievalCleaner;
  readonly #publisher: RevisionPublisher;
  readonly #differences: DifferenceWriter;
  #schema: Promise<void> | undefined;

  constructor(executor: QueryExecutor, options: GraphWriterOptions) {
    this.#executor = executor;
    this.#newId = options.newId;
    this.#leases = new WriterLeases(executor, options.identity, options.leaseTimes);
    this.#cleaner = new RevisionCleaner(executor);
    this.#retrieval = new RetrievalCleaner(executor);
    this.#publisher = new RevisionPublisher(executor, this.#cleaner, options.shape);
    this.#differences = new DifferenceWriter(executor);
  }

  async publish(input: GraphInput, options: PublishOptions): Promise<RepositoryRecord> {
    const clean = { signal: options.signal, onProgress: options.onProgress };
    return this.#underLease(options.name, options, async (lease) => {
      try {
        const record = await this.#publisher.publish(input, options, { lease, revision: this.#newId() });
        await this.#cleaner.cleanRepository(options.name, { ...clean, signal: undefined }).catch(() => undefined);
        return record;
      } catch (error) {
        await this.#discard(options.name, lease).catch(() => undefined);
        throw error;
      }
    });
  }

  async applyDifference(difference: GraphDifference, options: DifferenceOptions): Promise<RepositoryRecord> {
    return this.#underLease(options.name, options, (lease) =>
      this.#differences.apply(difference, options, { lease, revision: this.#newId() }),
    );
  }

  async deleteRepository(
    name: string,
    options: { readonly signal?: AbortSignal; readonly onProgress?: (progress: WriteProgress) => void } = {},
  ): Promise<boolean> {
    return this.#underLease(name, options, async (lease) => {
      const [known] = await this.#executor.run(readRepository, { name });
      await this.#transaction(name, lease, async (transaction) => {
        await transaction.run(deleteRepository, { name });
        await transaction.run(deleteSkippedFiles, { repository: name });
        await transaction.run(switchSlots, { repository: name, label: '' });
      });
      await this.#cleaner.cleanRepository(name, options);
      await this.#retrieval.deleteAll(name);
      return known !== undefined;
    });
  }

  async cleanUp(): Promise<void> {
    await this.#applySchema();
    await this.#retrieval.deleteOrphans();
    for (const { repository } of await this.#executor.run(uncleanRepositories, {})) {
      try {
        await this.#underLease(repository, {}, (lease) => this.#discard(repository, lease));
      } catch (error) {
        // A living writer tidies up behind itself.
        if (!CodexGraphError.isInstance(error) || error.code !== 'CONFLICT') throw error;
      }
    }
  }

  /** Retires and deletes everything of a repository that is not published. */
  async #discard(name: string, lease: WriterLease): Promise<void> {
    await this.#transaction(name, lease, async (transaction) => {
      const [current] = await transaction.run(readRepository, { name });
      await transaction.run(switchSlots, { repository: name, label: publishedLabel(current) });
    });
    await this.#cleaner.cleanRepository(name);
  }

  async #transaction<T>(name: string, lease: WriterLease, work: (transaction: QueryTransaction) => Promise<T>): Promise<T> {
    return this.#executor.transaction(
      { access: 'WRITE', name: 'retire revisions', timeLimitMs: 60_000, repository: name },
      async (transaction) => {
        await lease.confirm(transaction);
        return work(transaction);
      },
    );
  }

  async #underLease<T>(
    name: string,
    options: CleanOptions & Pick<PublishOptions, 'waitForWriterMs' | 'onWaitForWriter'>,
    work: (lease: WriterLease) => Promise<T>,
  ): Promise<T> {
    checkRepositoryName(name);
    await this.#applySchema();
    const { waitForWriterMs: waitMs = 0, onWaitForWriter: onWait, signal } = options;
    const lease = await this.#leases.take(name, this.#newId(), { waitMs, onWait, signal });
    try {
      return await work(lease);
    } finally {
      await lease.release().catch(() => undefined);
    }
  }

  async #applySchema(): Promise<void> {
    this.#schema ??= applySchema(this.#executor);
    try {
      await this.#schema;
    } catch (error) {
      this.#schema = undefined;
      throw error;
    }
  }
}
