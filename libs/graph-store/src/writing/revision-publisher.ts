import type { GraphInput, PublishOptions, RepositoryRecord, SkippedFile } from '@codexgraph/graph-model';
import type { QueryExecutor } from '../execution/query-executor.js';
import { labelSlots } from '../generated/read/label-slots.js';
import { repository as readRepository } from '../generated/read/repository.js';
import { closeLanes } from '../generated/write/close-lanes.js';
import { keepSkippedFiles } from '../generated/write/keep-skipped-files.js';
import { openLanes } from '../generated/write/open-lanes.js';
import { publishRepository } from '../generated/write/publish-repository.js';
import { reserveLabel } from '../generated/write/reserve-label.js';
import { switchSlots } from '../generated/write/switch-slots.js';
import { revisionLabel } from '../revisions/revision-label.js';
import { fromRepositoryProperties, publishedLabel, toRepositoryProperties } from '../revisions/repository-properties.js';
import { createRevisionIndexes } from '../revisions/revision-schema.js';
import type { WriterLease, WriteTurn } from '../revisions/writer-lease.js';
import { BulkWriter } from './bulk-writer.js';
import type { RevisionCleaner } from './revision-cleaner.js';

/** How a full write is cut up. */
export interface BulkShape {
  /** Rows of a transaction. */
  readonly batchRows: number;
  /** Sessions side by side. */
  readonly sessions: number;
}

/** Writes whole revisions: reserve a label, write under it, index it, switch the pointer, clean the old one. */
export class RevisionPublisher {
  readonly #executor: QueryExecutor;
  readonly #cleaner: RevisionCleaner;
  readonly #shape: BulkShape;

  constructor(executor: QueryExecutor, cleaner: RevisionCleaner, shape: BulkShape) {
    this.#executor = executor;
    this.#cleaner = cleaner;
    this.#shape = shape;
  }

  /** Publishes `input` as revision `revision`, under the lease of its repository. Until the pointer is switched, readers see nothing of it. */
  async publish(input: GraphInput, options: PublishOptions, turn: WriteTurn): Promise<RepositoryRecord> {
    const { lease, revision } = turn;
    const { signal } = lease;
    const onProgress = options.onProgress ?? (() => undefined);
    await this.#retireLeftovers(options.name, lease);
    await this.#cleaner.cleanRepository(options.name, { signal });
    const lanes = Array.from({ length: this.#shape.sessions }, (_, lane) => `${revision}/${String(lane)}`);
    const label = await this.#reserve(options.name, lease, { revision, lanes });
    const writer = new BulkWriter(this.#executor, {
      revisionLabel: label,
      lanes,
      batchRows: this.#shape.batchRows,
      signal,
      onProgress,
    });
    await writer.writeNodes(input.nodes);
    await writer.writeEdges(input.edges);
    onProgress({ phase: 'publish', done: 0, total: 2 });
    await createRevisionIndexes(this.#executor, label, signal);
    onProgress({ phase: 'publish', done: 1, total: 2 });
    const { name, source, commit } = options;
    const record = { name, source, ...(commit === undefined ? {} : { commit }), revision, label, counts: input.counts() };
    const publishedAt = await this.#switch(record, input.skipped?.() ?? [], lease);
    onProgress({ phase: 'publish', done: 2, total: 2 });
    return { ...record, publishedAt };
  }

  /** Whatever is not published by now was left by a writer that is gone: this one has the lease. */
  async #retireLeftovers(name: string, lease: WriterLease): Promise<void> {
    const options = {
      access: 'WRITE',
      name: 'retire leftovers',
      timeLimitMs: 30_000,
      signal: lease.signal,
      repository: name,
    } as const;
    await this.#executor.transaction(options, async (transaction) => {
      await lease.confirm(transaction);
      const [current] = await transaction.run(readRepository, { name });
      await transaction.run(switchSlots, { repository: name, label: publishedLabel(current) });
    });
  }

  async #reserve(
    name: string,
    lease: WriterLease,
    write: { readonly revision: string; readonly lanes: readonly string[] },
  ): Promise<string> {
    const options = {
      access: 'WRITE',
      name: 'reserve label',
      timeLimitMs: 30_000,
      signal: lease.signal,
      repository: name,
    } as const;
    return this.#executor.transaction(options, async (transaction) => {
      await lease.confirm(transaction);
      const slots = await transaction.run(labelSlots, { repository: name });
      const writing = slots.find((slot) => slot.state === 'writing');
      // Only this writer can have made it, in an attempt whose answer was lost.
      if (writing !== undefined) return writing.label;
      const taken = new Set(slots.map((slot) => slot.number));
      let number = 1;
      while (taken.has(number)) number += 1;
      const label = revisionLabel(name, number);
      await transaction.run(reserveLabel, { repository: name, label, number, revision: write.revision });
      await transaction.run(openLanes, { label, keys: write.lanes });
      return label;
    });
  }

  /** One transaction: from here on readers see the new revision, whole. */
  async #switch(
    record: Omit<RepositoryRecord, 'publishedAt'>,
    skipped: readonly SkippedFile[],
    lease: WriterLease,
  ): Promise<string> {
    const { name, label, revision } = record;
    const options = {
      access: 'WRITE',
      name: 'publish revision',
      timeLimitMs: 60_000,
      signal: lease.signal,
      repository: name,
    } as const;
    return this.#executor.transaction(options, async (transaction) => {
      const [current] = await transaction.run(readRepository, { name });
      // An attempt whose answer was lost was committed after all.
      const known = current && fromRepositoryProperties(current.repository);
      if (known?.revision === revision) return known.publishedAt;
      await lease.confirm(transaction);
      const [published] = await transaction.run(publishRepository, { name, properties: toRepositoryProperties(record) });
      await transaction.run(keepSkippedFiles, skippedColumns(name, skipped));
      await transaction.run(switchSlots, { repository: name, label });
      await transaction.run(closeLanes, { label });
      return published?.publishedAt ?? '';
    });
  }
}

/** The list of files that were left out, as columns. */
export function skippedColumns(
  repository: string,
  skipped: readonly SkippedFile[],
): { repository: string; paths: string[]; reasons: string[] } {
  return { repository, paths: skipped.map((file) => file.path), reasons: skipped.map((file) => file.reason) };
}
