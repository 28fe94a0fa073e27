import type { EdgeRow, GraphReaderPort, NodeRow, RepositoryRecord } from '@codexgraph/graph-model';
import type { QueryExecutor } from '../execution/query-executor.js';
import { relationSources } from '../generated/read/relation-sources.js';
import { relationsOfSources } from '../generated/read/relations-of-sources.js';
import { repositories as readRepositories } from '../generated/read/repositories.js';
import { symbolIds } from '../generated/read/symbol-ids.js';
import { symbolsByIds } from '../generated/read/symbols-by-ids.js';
import { fromRepositoryProperties } from '../revisions/repository-properties.js';
import { compareEdges, compareText, toEdgeRow, toNodeRow, withoutLaterDescription } from './graph-rows.js';
import type { PublishedRevision, RevisionReads } from './revision-reads.js';

const IDS_PER_PAGE = 2000;

/**
 * {@link GraphReaderPort} on Neo4j. Whole graphs are read in pages of ids that were sorted on this side: Neo4j orders texts by code points, exports by code
 * units, and short transactions never run into a time limit. Memory: the ids and one page.
 */
export class GraphReader implements GraphReaderPort {
  readonly #executor: QueryExecutor;
  readonly #reads: RevisionReads;

  constructor(executor: QueryExecutor, reads: RevisionReads) {
    this.#executor = executor;
    this.#reads = reads;
  }

  async repositories(): Promise<readonly RepositoryRecord[]> {
    const rows = await this.#executor.run(readRepositories, { name: null });
    return rows.map((row) => fromRepositoryProperties(row.repository)).sort((left, right) => compareText(left.name, right.name));
  }

  async repository(name: string): Promise<RepositoryRecord | undefined> {
    const [row] = await this.#executor.run(readRepositories, { name });
    return row === undefined ? undefined : fromRepositoryProperties(row.repository);
  }

  async *nodes(name: string): AsyncGenerator<NodeRow, void, undefined> {
    const revision = await this.#reads.published(name);
    for (const ids of pages(await this.#sortedIds(revision))) {
      const rows = await this.#reads.read(name, (run) => run(symbolsByIds, { ids }), revision);
      for (const row of rows) yield withoutLaterDescription(toNodeRow(row.node, row.labels));
    }
    await this.#confirm(name, revision);
  }

  async *edges(name: string): AsyncGenerator<EdgeRow, void, undefined> {
    const revision = await this.#reads.published(name);
    const sources = await this.#sourcesByType(revision);
    for (const type of [...sources.keys()].sort(compareText)) {
      for (const ids of pages((sources.get(type) ?? []).sort(compareText))) {
        const rows = await this.#reads.read(name, (run) => run(relationsOfSources, { ids, type }), revision);
        yield* rows.map((row) => toEdgeRow({ type, ...row })).sort(compareEdges);
      }
    }
    await this.#confirm(name, revision);
  }

  async #sortedIds(revision: PublishedRevision): Promise<string[]> {
    const ids: string[] = [];
    for await (const row of this.#executor.stream(symbolIds, {}, { revisionLabel: revision.label, fetchSize: 5000 }))
      ids.push(row.id);
    return ids.sort(compareText);
  }

  /** What really stands there, not what the schema allows: an edge that breaks the schema must not vanish from an export. */
  async #sourcesByType(revision: PublishedRevision): Promise<Map<string, string[]>> {
    const sources = new Map<string, string[]>();
    for await (const row of this.#executor.stream(relationSources, {}, { revisionLabel: revision.label, fetchSize: 5000 })) {
      for (const type of row.types) {
        const ids = sources.get(type);
        if (ids === undefined) sources.set(type, [row.id]);
        else ids.push(row.id);
      }
    }
    return sources;
  }

  async #confirm(name: string, revision: PublishedRevision): Promise<void> {
    await this.#reads.read(name, () => Promise.resolve(), revision);
  }
}

function* pages(ids: readonly string[]): Generator<string[], void, undefined> {
  for (let start = 0; start < ids.length; start += IDS_PER_PAGE) yield ids.slice(start, start + IDS_PER_PAGE);
}
