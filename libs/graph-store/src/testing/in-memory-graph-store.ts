import {
  CodexGraphError,
  KEPT_PROPERTIES,
  type EdgeKey,
  type EdgeRow,
  type GraphDifference,
  type GraphInput,
  type GraphReaderPort,
  type GraphWriterPort,
  type NodeRow,
  type PublishOptions,
  type RepositoryRecord,
  type ScopedSessionPort,
} from '@codexgraph/graph-model';
import { compareEdges, compareText, withoutLaterDescription } from '../reading/graph-rows.js';
import { checkRepositoryName, revisionLabel } from '../revisions/revision-label.js';
import { roleOf } from '../writing/relation-columns.js';
import { checkJoin } from '../writing/relation-ends.js';
import { createInMemoryApplicationStore } from './in-memory-application-store.js';
import { InMemoryFileReader } from './in-memory-file-reader.js';
import { InMemoryRetrievalStore } from './in-memory-retrieval-store.js';
import { InMemorySymbolReader } from './in-memory-symbol-reader.js';
import { sortedProperties, withoutCode, type StoredGraph } from './stored-graph.js';

/** A graph store without a database, for unit tests; passes the same contract suite as the real one. Times are fixed: publication n happens n seconds after 2026-01-01. */
export class InMemoryGraphStore implements GraphWriterPort, GraphReaderPort {
  readonly #graphs = new Map<string, StoredGraph>();
  readonly #writing = new Set<string>();
  #publications = 0;

  readonly server = { version: '5.26.0', edition: 'community' };
  readonly writer: GraphWriterPort = this;
  readonly graphs: GraphReaderPort = this;
  readonly symbols = new InMemorySymbolReader((name) => this.#find(name));
  readonly files = new InMemoryFileReader((name) => this.#find(name));
  readonly retrieval = new InMemoryRetrievalStore((name) => this.#find(name));
  readonly application = createInMemoryApplicationStore();
  readonly scoped: ScopedSessionPort = { revision: noCypher, plan: noCypher, run: noCypher };

  async publish(input: GraphInput, options: PublishOptions): Promise<RepositoryRecord> {
    return this.#asWriter(options, async () => {
      const nodes = new Map<string, NodeRow>();
      for await (const row of input.nodes) {
        throwIfAborted(options.signal);
        if (nodes.has(row.id)) throw new CodexGraphError('BAD_INPUT', `Two nodes share the id '${row.id}'.`);
        nodes.set(row.id, structuredClone(row));
        options.onProgress?.({ phase: 'nodes', done: nodes.size });
      }
      const edges = new Map<string, EdgeRow>();
      for await (const row of input.edges) {
        throwIfAborted(options.signal);
        checkEnds(nodes, row);
        edges.set(edgeKey(keyOf(row)), structuredClone(row));
        options.onProgress?.({ phase: 'edges', done: edges.size });
      }
      options.onProgress?.({ phase: 'publish', done: 1, total: 1 });
      const counts = input.counts();
      return this.#put({ nodes, edges, skipped: input.skipped?.() ?? [], record: this.#record(options, counts, 1) });
    });
  }

  async applyDifference(
    difference: GraphDifference,
    options: PublishOptions & { readonly baseRevision: string },
  ): Promise<RepositoryRecord> {
    return this.#asWriter(options, () => {
      const base = this.#find(options.name);
      if (base.record.revision !== options.baseRevision)
        throw new CodexGraphError('CONFLICT', 'There is a newer revision.', { retryable: true });
      throwIfAborted(options.signal);
      const nodes = new Map(base.nodes);
      const edges = new Map(base.edges);
      for (const key of difference.deleteEdges) edges.delete(edgeKey(key));
      const gone = new Set(difference.deleteNodeIds);
      for (const id of gone) nodes.delete(id);
      for (const [key, edge] of edges) if (gone.has(edge.source) || gone.has(edge.target)) edges.delete(key);
      for (const row of difference.upsertNodes)
        nodes.set(row.id, withKeptProperties(structuredClone(row), base.nodes.get(row.id)));
      for (const row of difference.upsertEdges) {
        checkEnds(nodes, row);
        edges.set(edgeKey(keyOf(row)), structuredClone(row));
      }
      const skipped = difference.skipped ?? base.skipped;
      return Promise.resolve(this.#put({ nodes, edges, skipped, record: this.#record(options, difference.counts, 0) }));
    });
  }

  async deleteRepository(name: string): Promise<boolean> {
    return this.#asWriter({ name }, () => {
      this.retrieval.forget(name);
      return Promise.resolve(this.#graphs.delete(name));
    });
  }

  async cleanUp(): Promise<void> {
    // Nothing unpublished is ever kept.
  }

  repositories(): Promise<readonly RepositoryRecord[]> {
    return Promise.resolve(
      [...this.#graphs.values()].map((graph) => graph.record).sort((left, right) => compareText(left.name, right.name)),
    );
  }

  repository(name: string): Promise<RepositoryRecord | undefined> {
    return Promise.resolve(this.#graphs.get(name)?.record);
  }

  async *nodes(name: string): AsyncGenerator<NodeRow, void, undefined> {
    const graph = this.#find(name);
    for (const row of [...graph.nodes.values()].sort((left, right) => compareText(left.id, right.id))) {
      await Promise.resolve();
      this.#checkCurrent(graph);
      yield withoutLaterDescription(withoutCode(row));
    }
  }

  async *edges(name: string): AsyncGenerator<EdgeRow, void, undefined> {
    const graph = this.#find(name);
    for (const row of [...graph.edges.values()].sort(compareEdges)) {
      await Promise.resolve();
      this.#checkCurrent(graph);
      yield sortedProperties(row);
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #find(name: string): StoredGraph {
    const graph = this.#graphs.get(name);
    if (graph === undefined) throw new CodexGraphError('NOT_FOUND', `There is no repository '${name}'.`);
    return graph;
  }

  #checkCurrent(graph: StoredGraph): void {
    if (this.#graphs.get(graph.record.name) !== graph)
      throw new CodexGraphError('CONFLICT', 'A new revision was published meanwhile.', { retryable: true });
  }

  #put(graph: StoredGraph): RepositoryRecord {
    this.#graphs.set(graph.record.name, graph);
    return graph.record;
  }

  #record(options: PublishOptions, counts: RepositoryRecord['counts'], labelStep: number): RepositoryRecord {
    this.#publications += 1;
    const { name, source, commit } = options;
    const before = this.#graphs.get(name)?.record.label;
    const label = labelStep === 0 && before !== undefined ? before : revisionLabel(name, before?.endsWith('_1') === true ? 2 : 1);
    const publishedAt = new Date(Date.UTC(2026, 0, 1) + this.#publications * 1000).toISOString();
    return {
      name,
      source,
      ...(commit === undefined ? {} : { commit }),
      revision: `revision-${this.#publications}`,
      label,
      publishedAt,
      counts,
    };
  }

  async #asWriter<T>(options: Pick<PublishOptions, 'name' | 'onWaitForWriter'>, work: () => Promise<T>): Promise<T> {
    const { name } = options;
    checkRepositoryName(name);
    if (this.#writing.has(name)) {
      options.onWaitForWriter?.('this process');
      throw new CodexGraphError('CONFLICT', `Repository '${name}' is being written.`, { retryable: true });
    }
    this.#writing.add(name);
    try {
      return await work();
    } finally {
      this.#writing.delete(name);
    }
  }
}

function keyOf(row: EdgeRow): EdgeKey {
  return { type: row.type, source: row.source, target: row.target, role: roleOf(row) };
}

function edgeKey(key: EdgeKey): string {
  return JSON.stringify([key.type, key.source, key.target, key.role]);
}

function checkEnds(nodes: ReadonlyMap<string, NodeRow>, row: EdgeRow): void {
  const [source = '', target = ''] = [row.source, row.target].map((id) => nodes.get(id)?.label);
  if (source === '' || target === '')
    throw new CodexGraphError('BAD_INPUT', `An edge joins '${row.source}' with '${row.target}', and not both are nodes.`);
  checkJoin(row.type, source, target);
}

/** See KEPT_PROPERTIES: what other passes wrote about a symbol stays when it is indexed anew. */
function withKeptProperties(row: NodeRow, before: NodeRow | undefined): NodeRow {
  const keepsDescription =
    row.properties['description'] === undefined && (before?.properties['description_source'] ?? 'docstring') !== 'docstring';
  const isKept = (name: string): boolean =>
    KEPT_PROPERTIES.some((kept) => kept === name) || (keepsDescription && name.startsWith('description'));
  const kept = Object.entries(before?.properties ?? {}).filter(([name]) => isKept(name));
  return { ...row, properties: { ...Object.fromEntries(kept), ...row.properties } };
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new CodexGraphError('CANCELLED', 'The work was cancelled.');
}

function noCypher(): Promise<never> {
  return Promise.reject(
    new CodexGraphError('DATABASE_UNSUPPORTED', 'The store in memory runs no Cypher; use a real database for that.'),
  );
}
