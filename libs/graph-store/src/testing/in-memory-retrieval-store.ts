import {
  CodexGraphError,
  type AdjacentPair,
  type CandidateDocument,
  type DescribingUsage,
  type DescriptionRow,
  type EmbeddingSpace,
  type HitOptions,
  type KeptDescription,
  type KnownDocument,
  type NodeRow,
  type RefreshPass,
  type RetrievalReaderPort,
  type RetrievalState,
  type RetrievalStatus,
  type RetrievalWriterPort,
  type RetrievedSymbol,
  type ScoredSymbol,
  type SearchDocument,
  type SymbolFilter,
  type SymbolSource,
  type SymbolVectors,
  type TextQuery,
  type VectorQuery,
  type VectorSpace,
} from '@codexgraph/graph-model';
import { compareText } from '../reading/graph-rows.js';
import { checkBound } from '../reading/page-cursor.js';
import { checkVector, toRetrievedSymbol, toSymbolSource } from '../retrieval/retrieval-rows.js';
import { bm25 } from './bm25.js';
import type { FindGraph } from './stored-graph.js';

interface Structures {
  pass: string;
  revision?: string;
  active?: EmbeddingSpace;
  building?: EmbeddingSpace;
  textOnline: boolean;
  missing: number;
  readonly online: Set<VectorSpace>;
  readonly documents: Map<string, SearchDocument>;
  readonly vectors: Record<VectorSpace, Map<string, SymbolVectors>>;
  readonly blobs: Map<string, { version: string; bytes: Uint8Array }>;
}

/** Search structures without a database; passes the same contract as the real ones. */
export class InMemoryRetrievalStore implements RetrievalReaderPort, RetrievalWriterPort {
  readonly #find: FindGraph;
  readonly #structures = new Map<string, Structures>();
  #passes = 0;

  readonly reader: RetrievalReaderPort = this;
  readonly writer: RetrievalWriterPort = this;

  constructor(find: FindGraph) {
    this.#find = find;
  }

  readonly #kept = new Map<string, { readonly rows: Map<string, KeptDescription>; model: string; usage: DescribingUsage }>();

  /** What deleting a repository does here. */
  forget(repository: string): void {
    this.#structures.delete(repository);
    this.#kept.delete(repository);
  }

  async fulltext(repository: string, query: TextQuery, { k, filter }: HitOptions): Promise<readonly ScoredSymbol[]> {
    await this.state(repository);
    checkBound('k', k, { least: 1, most: 1000 });
    if (query.terms.length > 512)
      throw new CodexGraphError('BAD_INPUT', 'A full-text query has too many terms; give at most 512.');
    const known = this.#structures.get(repository);
    if (known?.textOnline !== true) return [];
    const scores = bm25([...known.documents.values()], query);
    return best(scores, known, { k, ...(filter && { filter }) });
  }

  async nearest(repository: string, { space, vector }: VectorQuery, { k, filter }: HitOptions): Promise<readonly ScoredSymbol[]> {
    await this.state(repository);
    checkBound('k', k, { least: 1, most: 1000 });
    const known = this.#structures.get(repository);
    const model = [known?.active, known?.building].find((candidate) => candidate?.space === space);
    checkVector(vector, model?.dimensions ?? vector.length);
    if (known?.online.has(space) !== true) return [];
    const scores = new Map<string, number>();
    for (const [id, { parts }] of known.vectors[space]) scores.set(id, Math.max(...parts.map((part) => dot(part, vector))));
    return best(scores, known, { k, ...(filter && { filter }) });
  }

  symbols(repository: string, ids: readonly string[]): Promise<readonly RetrievedSymbol[]> {
    const { nodes } = this.#find(repository);
    const rows = ids.flatMap((id) => nodes.get(id) ?? []);
    return Promise.resolve(rows.map((row) => toRetrievedSymbol(flat(row), [row.label])));
  }

  candidates(repository: string, ids: readonly string[], query?: VectorQuery): Promise<readonly CandidateDocument[]> {
    const known = this.#structures.get(repository);
    const cosineOf = (id: string): { cosine?: number } => {
      const part = query && known?.vectors[query.space].get(id)?.parts[0];
      return query === undefined || part === undefined ? {} : { cosine: dot(part, query.vector) };
    };
    const documents = ids.flatMap((id) => known?.documents.get(id) ?? []);
    return Promise.resolve(documents.map(({ id, fields }) => ({ id, fields, ...cosineOf(id) })));
  }

  codes(repository: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { nodes } = this.#find(repository);
    const rows = ids.map((id) => [id, nodes.get(id)?.properties['code']] as const);
    return Promise.resolve(new Map(rows.filter((row): row is readonly [string, string] => typeof row[1] === 'string')));
  }

  vectorsOf(repository: string, space: VectorSpace, ids: readonly string[]): Promise<ReadonlyMap<string, Float32Array>> {
    const vectors = this.#structures.get(repository)?.vectors[space];
    return Promise.resolve(new Map(ids.flatMap((id) => entryOf(id, vectors?.get(id)?.parts[0]))));
  }

  async *sources(
    repository: string,
    { maxCodeLength, ids }: { readonly maxCodeLength: number; readonly ids?: readonly string[] },
  ): AsyncGenerator<SymbolSource, void, undefined> {
    const { nodes } = this.#find(repository);
    await Promise.resolve();
    for (const id of [...(ids ?? nodes.keys())].sort(compareText)) {
      const row = nodes.get(id);
      if (row === undefined || row.label === 'EXTERNAL') continue;
      const code = String(row.properties['code'] ?? '');
      yield toSymbolSource({
        symbol: flat(row),
        labels: [row.label],
        code: code.slice(0, maxCodeLength),
        codeLength: code.length,
      });
    }
  }

  async *adjacency(
    repository: string,
    { around }: { readonly around?: readonly string[] } = {},
  ): AsyncGenerator<AdjacentPair, void, undefined> {
    const { nodes, edges } = this.#find(repository);
    const wanted = around && new Set(around);
    await Promise.resolve();
    for (const { type, source, target, confidence, lines } of edges.values()) {
      if (nodes.get(target)?.label === 'EXTERNAL') continue;
      if (wanted !== undefined && !wanted.has(source) && !wanted.has(target)) continue;
      yield { type, source, target, confidence, count: Math.max(1, lines.length) };
    }
  }

  state(repository: string): Promise<RetrievalState> {
    return Promise.resolve().then(() => {
      const publishedRevision = this.#find(repository).record.revision;
      const { revision, active, building, textOnline = false } = this.#structures.get(repository) ?? {};
      const descriptionModel = this.#kept.get(repository)?.model;
      return {
        repository,
        publishedRevision,
        textOnline,
        ...(revision === undefined ? {} : { revision }),
        ...(active && { active }),
        ...(building && { building }),
        ...(descriptionModel !== undefined && { descriptionModel }),
      };
    });
  }

  async status(repository: string): Promise<RetrievalStatus> {
    const state = await this.state(repository);
    const known = this.#structures.get(repository);
    const sizeOf = (space: EmbeddingSpace | undefined): number => (space && known?.vectors[space.space].size) ?? 0;
    const online = { state: 'online', populationPercent: 100 } as const;
    const vectors = [...(known?.online ?? [])].sort(compareText);
    return {
      ...state,
      documents: known?.documents.size ?? 0,
      embedded: sizeOf(state.active),
      embeddedBuilding: sizeOf(state.building),
      indexes: [
        ...(state.textOnline ? [{ kind: 'fulltext' as const, ...online }] : []),
        ...vectors.map((space) => ({ kind: 'vector' as const, space, ...online })),
      ],
      missing: known?.missing ?? 0,
      ...(state.revision === undefined ? {} : { refreshedAt: '2026-01-01T00:00:00Z' }),
    };
  }

  blob(repository: string, name: string) {
    return Promise.resolve(this.#structures.get(repository)?.blobs.get(name));
  }

  blobVersion(repository: string, name: string): Promise<string | undefined> {
    return Promise.resolve(this.#structures.get(repository)?.blobs.get(name)?.version);
  }

  begin(repository: string): Promise<RefreshPass> {
    return Promise.resolve().then(() => {
      const { revision } = this.#find(repository).record;
      const pass = `pass-${String((this.#passes += 1))}`;
      const known = this.#structures.get(repository);
      if (known === undefined) this.#structures.set(repository, emptyStructures(pass));
      else known.pass = pass;
      return { repository, pass, revision };
    });
  }

  writeDescriptions(pass: RefreshPass, rows: readonly DescriptionRow[]): Promise<number> {
    return this.#as(pass, () => {
      const nodes = this.#find(pass.repository).nodes as Map<string, NodeRow>;
      let written = 0;
      for (const { id, description, source, hash, model } of rows) {
        const row = nodes.get(id);
        const standing = row?.properties['description_source'];
        const stays = standing === 'docstring' || (standing === 'model' && source !== 'model');
        if (row === undefined || (stays && (standing === 'docstring' || row.properties['description_hash'] === hash))) continue;
        const { description_model: _before, ...others } = row.properties;
        const properties = { ...others, description, description_source: source, description_hash: hash };
        nodes.set(id, { ...row, properties: model === undefined ? properties : { ...properties, description_model: model } });
        written += 1;
      }
      return written;
    });
  }

  async *keptDescriptions(repository: string, hashes?: readonly string[]): AsyncGenerator<KeptDescription, void, undefined> {
    await Promise.resolve();
    const wanted = hashes && new Set(hashes);
    for (const row of this.#kept.get(repository)?.rows.values() ?? []) if (wanted?.has(row.hash) !== false) yield row;
  }

  describingUsage(repository: string, run: string): Promise<DescribingUsage | undefined> {
    const usage = this.#kept.get(repository)?.usage;
    return Promise.resolve(usage?.run === run ? usage : undefined);
  }

  keepDescriptions(
    repository: string,
    { model, rows, usage }: { model: string; rows: readonly Omit<KeptDescription, 'model'>[]; usage: DescribingUsage },
  ): Promise<void> {
    return Promise.resolve().then(() => {
      this.#find(repository);
      const known = this.#kept.get(repository)?.rows ?? new Map<string, KeptDescription>();
      for (const row of rows) known.set(`${row.hash} ${model}`, { ...row, model });
      this.#kept.set(repository, { rows: known, model, usage });
    });
  }

  async *documents(repository: string, space: VectorSpace = 'a'): AsyncGenerator<KnownDocument, void, undefined> {
    const known = this.#structures.get(repository);
    await Promise.resolve();
    for (const id of [...(known?.documents.keys() ?? [])].sort(compareText)) {
      const vectorHash = known?.vectors[space].get(id)?.hash;
      yield { id, hash: known?.documents.get(id)?.hash ?? '', ...(vectorHash === undefined ? {} : { vectorHash }) };
    }
  }

  async writeDocuments(pass: RefreshPass, rows: readonly SearchDocument[]): Promise<void> {
    await this.#as(pass, (known) => {
      for (const row of rows) known.documents.set(row.id, row);
    });
  }

  async deleteDocuments(pass: RefreshPass, ids: readonly string[]): Promise<void> {
    await this.#as(pass, ({ documents, vectors }) => {
      for (const id of ids) for (const map of [documents, vectors.a, vectors.b]) map.delete(id);
    });
  }

  async beginSpace(pass: RefreshPass, space: EmbeddingSpace): Promise<void> {
    await this.#as(pass, (known) => {
      if (known.active?.space === space.space)
        throw new CodexGraphError('CONFLICT', 'The space is in use; a new model must fill the other one.');
      const isSame = known.building?.space === space.space && known.building.model === space.model;
      known.building = space;
      if (!isSame) empty(known, space.space);
    });
  }

  async writeVectors(pass: RefreshPass, space: VectorSpace, rows: readonly SymbolVectors[]): Promise<void> {
    await this.#as(pass, (known) => {
      const model = [known.active, known.building].find((candidate) => candidate?.space === space);
      if (model === undefined) throw new CodexGraphError('CONFLICT', 'The space has no model; begin it first.');
      for (const row of rows) for (const part of row.parts) checkVector(part, model.dimensions);
      for (const row of rows) if (known.documents.has(row.id)) known.vectors[space].set(row.id, row);
    });
  }

  async ensureIndexes(
    pass: RefreshPass,
    options: { readonly space?: VectorSpace; readonly onProgress?: (percent: number) => void },
  ): Promise<void> {
    await this.#as(pass, (known) => {
      known.textOnline = true;
      if (options.space !== undefined) known.online.add(options.space);
      options.onProgress?.(100);
    });
  }

  async activate(pass: RefreshPass, space: VectorSpace): Promise<void> {
    await this.#as(pass, (known) => {
      const filled = [known.building, known.active].find((candidate) => candidate?.space === space);
      if (filled === undefined) throw new CodexGraphError('CONFLICT', 'The space has no model; begin it first.');
      known.active = filled;
      delete known.building;
      empty(known, space === 'a' ? 'b' : 'a');
    });
  }

  async finish(pass: RefreshPass, result: { readonly missing: number }): Promise<void> {
    await this.#as(pass, (known) => {
      known.revision = pass.revision;
      known.missing = result.missing;
    });
  }

  putBlob(repository: string, name: string, blob: { readonly version: string; readonly bytes: Uint8Array }): Promise<void> {
    return Promise.resolve().then(() => {
      const known = this.#structures.get(repository);
      if (known === undefined) throw new CodexGraphError('NOT_FOUND', 'The repository has no search structures; index it first.');
      known.blobs.set(name, { version: blob.version, bytes: Uint8Array.from(blob.bytes) });
    });
  }

  #as<T>(pass: RefreshPass, work: (known: Structures) => T): Promise<T> {
    return Promise.resolve().then(() => {
      const known = this.#structures.get(pass.repository);
      if (known?.pass !== pass.pass) throw new CodexGraphError('CONFLICT', 'Another refresh has begun; this one stops.');
      return work(known);
    });
  }
}

function emptyStructures(pass: string): Structures {
  return {
    pass,
    textOnline: false,
    missing: 0,
    online: new Set(),
    documents: new Map(),
    vectors: { a: new Map(), b: new Map() },
    blobs: new Map(),
  };
}

function empty(known: Structures, space: VectorSpace): void {
  known.vectors[space].clear();
  known.online.delete(space);
}

function best(scores: ReadonlyMap<string, number>, known: Structures, { k, filter }: HitOptions): ScoredSymbol[] {
  return [...scores]
    .filter(([id]) => fits(known.documents.get(id), filter))
    .map(([id, score]) => ({ id, score }))
    .sort((left, right) => right.score - left.score || compareText(left.id, right.id))
    .slice(0, k);
}

function fits(document: SearchDocument | undefined, filter: SymbolFilter | undefined): boolean {
  if (document === undefined) return false;
  const { labels, pathPrefix = '', tests } = filter ?? {};
  if (labels !== undefined && !labels.includes(document.label)) return false;
  if (tests !== undefined && (tests === 'only') !== document.isTest) return false;
  return document.filePath.startsWith(pathPrefix);
}

function flat({ properties, label: _label, ...columns }: NodeRow): Readonly<Record<string, unknown>> {
  return { ...properties, ...columns };
}

function entryOf(id: string, vector: Float32Array | undefined): [string, Float32Array][] {
  return vector === undefined ? [] : [[id, vector]];
}

function dot(left: Float32Array, right: Float32Array): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}
