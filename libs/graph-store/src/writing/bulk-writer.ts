import { CodexGraphError, NODE_LABELS, type EdgeRow, type NodeRow, type WriteProgress } from '@codexgraph/graph-model';
import type { QueryExecutor, QueryTransaction } from '../execution/query-executor.js';
import { symbolKeys } from '../generated/read/symbol-keys.js';
import { createRelations } from '../generated/write/create-relations.js';
import { createSymbols } from '../generated/write/create-symbols.js';
import { markBatch } from '../generated/write/mark-batch.js';
import { inBatches } from './batches.js';
import { relationColumns } from './relation-columns.js';
import { checkJoin } from './relation-ends.js';
import { runLanes } from './lanes.js';
import { symbolColumns, symbolSize } from './symbol-columns.js';

/** Where and how a full write goes. */
export interface BulkWriteOptions {
  readonly revisionLabel: string;
  /** Keys of the lanes that were opened for this write; one session each. */
  readonly lanes: readonly string[];
  readonly batchRows: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: WriteProgress) => void;
}

/** Characters of a batch at most, so that a few large files do not make a huge transaction. */
const BATCH_CHARACTERS = 4_000_000;
const BATCH_TIME_LIMIT_MS = 120_000;
/** An internal node id and the number of the node's kind label are kept as one number: the one times this, plus the other. */
const LABELS_AT_MOST = 16;
const LABEL_NUMBERS: ReadonlyMap<string, number> = new Map(NODE_LABELS.map((label, number) => [label, number]));

/**
 * Writes the nodes and edges of a new revision.
 *
 * Each batch is one transaction that also marks its number on its lane. When an answer is lost, the mark tells whether the batch was committed, so a
 * batch is never written twice; when the lanes are gone, another writer has taken over and nothing more is written.
 * Internal node ids stay on this side, so that an edge needs no index look-up.
 */
export class BulkWriter {
  readonly #executor: QueryExecutor;
  readonly #options: BulkWriteOptions;
  /** By symbol id: internal id and label, see {@link LABELS_AT_MOST}. */
  readonly #keys = new Map<string, number>();
  readonly #lastBatch = new Map<string, number>();

  constructor(executor: QueryExecutor, options: BulkWriteOptions) {
    this.#executor = executor;
    this.#options = options;
  }

  /** @throws CodexGraphError BAD_INPUT when two nodes share an id. */
  async writeNodes(rows: Iterable<NodeRow> | AsyncIterable<NodeRow>): Promise<void> {
    const { lanes, batchRows, signal, onProgress } = this.#options;
    let done = 0;
    const work = async (lane: string, batch: readonly NodeRow[]): Promise<void> => {
      await this.#writeNodeBatch(lane, batch);
      done += batch.length;
      onProgress({ phase: 'nodes', done });
    };
    await runLanes(lanes, inBatches(rows, { maxRows: batchRows, maxSize: BATCH_CHARACTERS, sizeOf: symbolSize }), {
      signal,
      work,
    });
  }

  /** After all nodes. @throws CodexGraphError BAD_INPUT when an end of an edge is not among them. */
  async writeEdges(rows: Iterable<EdgeRow> | AsyncIterable<EdgeRow>): Promise<void> {
    const { lanes, batchRows, signal, onProgress } = this.#options;
    let done = 0;
    const work = async (lane: string, batch: readonly EdgeRow[]): Promise<void> => {
      await this.#writeEdgeBatch(lane, batch);
      done += batch.length;
      onProgress({ phase: 'edges', done });
    };
    await runLanes(lanes, inBatches(rows, { maxRows: batchRows, maxSize: Infinity, sizeOf: () => 0 }), { signal, work });
  }

  async #writeNodeBatch(lane: string, batch: readonly NodeRow[]): Promise<void> {
    this.#reserve(batch);
    const columns = { revision: this.#options.revisionLabel, ...symbolColumns(batch) };
    const write = async (transaction: QueryTransaction) => (await transaction.run(createSymbols, columns))[0]?.keys;
    const keys = await this.#writeBatch(lane, write, () => this.#readKeys(columns.ids));
    batch.forEach((row, index) => {
      this.#keys.set(row.id, (keys[index] ?? -1) * LABELS_AT_MOST + (LABEL_NUMBERS.get(row.label) ?? 0));
    });
  }

  async #writeEdgeBatch(lane: string, batch: readonly EdgeRow[]): Promise<void> {
    // Neighbours in one batch touch the same records, and two lanes rarely wait for one another.
    for (const row of batch) checkJoin(row.type, this.#labelOf(row.source, row), this.#labelOf(row.target, row));
    const sorted = batch.map((row) => ({ row, key: this.#keyOf(row.source, row) })).sort((left, right) => left.key - right.key);
    const rows = sorted.map((entry) => entry.row);
    const columns = relationColumns(rows, (id, row) => this.#keyOf(id, row));
    const write = async (transaction: QueryTransaction) => (await transaction.run(createRelations, columns))[0]?.created;
    const created = await this.#writeBatch(lane, write, () => Promise.resolve(batch.length));
    if (created === batch.length) return;
    throw new CodexGraphError(
      'INTERNAL',
      `Of ${String(batch.length)} edges of a batch ${String(created)} were written; please report it.`,
    );
  }

  #keyOf(id: string, row: EdgeRow): number {
    return Math.floor(this.#entryOf(id, row) / LABELS_AT_MOST);
  }

  #labelOf(id: string, row: EdgeRow): string {
    return NODE_LABELS[this.#entryOf(id, row) % LABELS_AT_MOST] ?? '';
  }

  #entryOf(id: string, row: EdgeRow): number {
    const entry = this.#keys.get(id);
    if (entry !== undefined) return entry;
    throw new CodexGraphError('BAD_INPUT', `An edge ${row.type} joins '${id.slice(0, 200)}', which is not among the nodes.`);
  }

  /** Runs `write` once for good: in one transaction with the mark; or, when an earlier attempt was committed after all, `recall`. */
  async #writeBatch<T>(
    lane: string,
    write: (transaction: QueryTransaction) => Promise<T | undefined>,
    recall: () => Promise<T>,
  ): Promise<T> {
    const batch = (this.#lastBatch.get(lane) ?? 0) + 1;
    const options = {
      access: 'WRITE',
      name: 'bulk write',
      timeLimitMs: BATCH_TIME_LIMIT_MS,
      signal: this.#options.signal,
    } as const;
    const written = await this.#executor.transaction(options, async (transaction, attempt) => {
      const marked = transaction.run(markBatch, { key: lane, batch });
      // The first attempt does not wait for the mark: one round trip less per batch.
      const value = attempt === 1 ? write(transaction) : undefined;
      value?.catch(() => undefined);
      const mark = (await marked)[0];
      if (mark === undefined) throw takenOver();
      if (mark.before >= batch) return undefined;
      return value ?? write(transaction);
    });
    this.#lastBatch.set(lane, batch);
    return written ?? recall();
  }

  #reserve(batch: readonly NodeRow[]): void {
    for (const { id } of batch) {
      if (this.#keys.has(id)) throw new CodexGraphError('BAD_INPUT', `Two nodes share the id '${id.slice(0, 200)}'.`);
      this.#keys.set(id, -1);
    }
  }

  async #readKeys(ids: readonly string[]): Promise<readonly number[]> {
    const rows = await this.#executor.run(
      symbolKeys,
      { ids },
      { revisionLabel: this.#options.revisionLabel, signal: this.#options.signal },
    );
    const keys = new Map(rows.map((row) => [row.id, row.key]));
    return ids.map((id) => keys.get(id) ?? -1);
  }
}

function takenOver(): CodexGraphError {
  return new CodexGraphError(
    'CONFLICT',
    'Another writer has taken over this repository because this one was silent too long; run the command again.',
    { retryable: true },
  );
}
