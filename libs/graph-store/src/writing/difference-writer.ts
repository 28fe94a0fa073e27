import {
  CodexGraphError,
  KEPT_PROPERTIES,
  NODE_LABELS,
  type EdgeKey,
  type EdgeRow,
  type GraphDifference,
  type PublishOptions,
  type RepositoryRecord,
} from '@codexgraph/graph-model';
import type { QueryExecutor } from '../execution/query-executor.js';
import { repository as readRepository } from '../generated/read/repository.js';
import { addRelations } from '../generated/write/add-relations.js';
import { deleteRelations } from '../generated/write/delete-relations.js';
import { deleteSymbols } from '../generated/write/delete-symbols.js';
import { keepSkippedFiles } from '../generated/write/keep-skipped-files.js';
import { mergeSymbols } from '../generated/write/merge-symbols.js';
import { publishRepository } from '../generated/write/publish-repository.js';
import { updateRelations } from '../generated/write/update-relations.js';
import { fromRepositoryProperties, toRepositoryProperties } from '../revisions/repository-properties.js';
import type { WriteTurn } from '../revisions/writer-lease.js';
import type { RunOnRevision } from '../reading/revision-reads.js';
import { relationColumns } from './relation-columns.js';
import { checkJoin } from './relation-ends.js';
import { skippedColumns } from './revision-publisher.js';
import { symbolColumns } from './symbol-columns.js';

const ROWS_PER_STATEMENT = 5000;
const TIME_LIMIT_MS = 300_000;

/** What a difference is applied to. */
export type DifferenceOptions = PublishOptions & { readonly baseRevision: string };

/** Writes the difference between two revisions into the published one, in one transaction. */
export class DifferenceWriter {
  readonly #executor: QueryExecutor;

  constructor(executor: QueryExecutor) {
    this.#executor = executor;
  }

  /** Applies `difference` under the lease of its repository; the pointer's revision becomes `revision`. @throws CodexGraphError NOT_FOUND, CONFLICT, BAD_INPUT */
  async apply(difference: GraphDifference, options: DifferenceOptions, turn: WriteTurn): Promise<RepositoryRecord> {
    const { name, source, commit } = options;
    const { lease, revision } = turn;
    const transactionOptions = {
      access: 'WRITE',
      name: 'apply difference',
      timeLimitMs: TIME_LIMIT_MS,
      signal: lease.signal,
      repository: name,
    } as const;
    return this.#executor.transaction(transactionOptions, async (transaction) => {
      await lease.confirm(transaction);
      const [current] = await transaction.run(readRepository, { name });
      if (current === undefined)
        throw new CodexGraphError('NOT_FOUND', `There is no repository '${name}' to update; index it first.`);
      const known = fromRepositoryProperties(current.repository);
      const { label } = known;
      const record = { name, source, ...(commit === undefined ? {} : { commit }), revision, label, counts: difference.counts };
      // An attempt whose answer was lost was committed after all.
      if (known.revision === revision) return { ...record, publishedAt: known.publishedAt };
      if (known.revision !== options.baseRevision) throw changed(name);
      await applyRows((query, parameters) => transaction.run(query, parameters, label), difference, options.onProgress);
      if (difference.skipped !== undefined) await transaction.run(keepSkippedFiles, skippedColumns(name, difference.skipped));
      const [published] = await transaction.run(publishRepository, { name, properties: toRepositoryProperties(record) });
      return { ...record, publishedAt: published?.publishedAt ?? '' };
    });
  }
}

async function applyRows(
  run: RunOnRevision,
  difference: GraphDifference,
  onProgress: PublishOptions['onProgress'],
): Promise<void> {
  const { upsertNodes, upsertEdges, deleteNodeIds, deleteEdges } = difference;
  for (const keys of chunks(deleteEdges)) await run(deleteRelations, keyColumns(keys));
  for (const ids of chunks(deleteNodeIds)) await run(deleteSymbols, { ids });
  for (const rows of chunks(upsertNodes)) await run(mergeSymbols, { ...symbolColumns(rows), kept: [...KEPT_PROPERTIES] });
  onProgress?.({ phase: 'nodes', done: upsertNodes.length, total: upsertNodes.length });
  const added: EdgeRow[] = [];
  for (const rows of chunks(upsertEdges)) {
    // Most are there already and stand in other lines now: replacing their properties costs less than making them anew.
    const [answer] = await run(updateRelations, relationColumns(rows, symbolIdOf));
    const updated = new Set(answer?.updated);
    for (const [index, row] of rows.entries()) if (!updated.has(index)) added.push(row);
  }
  for (const rows of chunks(added)) await addEdges(run, rows);
  onProgress?.({ phase: 'edges', done: upsertEdges.length, total: upsertEdges.length });
}

async function addEdges(run: RunOnRevision, rows: readonly EdgeRow[]): Promise<void> {
  const [answer] = await run(addRelations, { ...relationColumns(rows, symbolIdOf), kindLabels: [...NODE_LABELS] });
  if (answer?.created !== rows.length) {
    throw new CodexGraphError(
      'BAD_INPUT',
      `Of ${String(rows.length)} edges of the difference ${String(rows.length - (answer?.created ?? 0))} join a node that is not in the revision; index the repository as a whole.`,
    );
  }
  for (const [type = '', source = '', target = ''] of answer.joins) checkJoin(type, source, target);
}

function symbolIdOf(id: string): string {
  return id;
}

function keyColumns(keys: readonly EdgeKey[]) {
  return {
    last: keys.length - 1,
    types: keys.map((key) => key.type),
    sources: keys.map((key) => key.source),
    targets: keys.map((key) => key.target),
    roles: keys.map((key) => key.role),
  };
}

function chunks<T>(rows: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) parts.push(rows.slice(start, start + ROWS_PER_STATEMENT));
  return parts;
}

function changed(name: string): CodexGraphError {
  return new CodexGraphError(
    'CONFLICT',
    `Repository '${name}' has a newer revision than the one this update was computed from; run the update again.`,
    {
      retryable: true,
      details: { repository: name },
    },
  );
}
