import type {
  DescriptionRow,
  KeptDescription,
  KnownDocument,
  RefreshPass,
  RetrievalReaderPort,
  RetrievalState,
  RetrievalWriterPort,
  VectorSpace,
} from '@codexgraph/graph-model';
import type { SymbolNeighbours } from '../descriptions/search-fields.js';
import type { SymbolSource } from '@codexgraph/graph-model';
import { describedHash } from '../descriptions/described-hash.js';
import { readKeptDescriptions } from '../descriptions/kept-descriptions.js';
import { GRAPH_BLOB, readChangedCorpus, readKeptGraph, readWholeCorpus, type Corpus, type SearchChange } from './corpus.js';
import { documentOf, prepareSymbol, type PreparedSymbol } from './prepared-symbol.js';
import { throwIfStopped } from './stopped.js';
import type { EmbedderChoice, SymbolEmbedder } from './symbol-embedder.js';

/** Phases of a refresh, in order. */
export type RefreshPhase = 'read' | 'describe' | 'documents' | 'embed' | 'index';

/** How far a refresh is; `done` never decreases within a phase. */
export interface RefreshProgress {
  readonly phase: RefreshPhase;
  readonly done: number;
  readonly total: number;
}

/** What a refresh did. */
export interface RefreshReport {
  readonly repository: string;
  readonly revision: string;
  /** True when the whole repository was looked at. */
  readonly whole: boolean;
  readonly symbols: number;
  readonly described: number;
  readonly documentsWritten: number;
  readonly embedded: number;
  /** Symbols left without a vector by failures of the model. */
  readonly missing: number;
  /** Model in use afterwards; absent when there are no vectors. */
  readonly model?: string;
}

/** What a refresh is made of. */
export interface RefreshParts {
  readonly reader: RetrievalReaderPort;
  readonly writer: RetrievalWriterPort;
  readonly embedders: EmbedderChoice;
  /** Counts the words of a repository, whoever makes its vectors; asks no model. */
  readonly counter: EmbedderChoice;
  /** One sentence about a symbol without a docstring; undefined when nothing can be said. */
  readonly describe: (symbol: SymbolSource, neighbours: SymbolNeighbours) => string | undefined;
  /** Lets other work of the process run. */
  readonly pause: () => Promise<void>;
}

/** What to refresh. */
export interface RefreshRequest {
  readonly repository: string;
  /**
   * Ends early, as a step of several: `words` leaves vectors as they are, `vectors` makes them and switches nothing. Searches answer from what is there and say that
   * it is not all. Default: all is done.
   */
  readonly until?: 'words' | 'vectors';
  /** Absent, or not of the revision of the last refresh: the whole repository is looked at, and what has the same hash stays. */
  readonly change?: SearchChange;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: RefreshProgress) => void;
}

const BATCH = 1000;
const PREPARED_PER_TURN = 200;

/**
 * Brings descriptions, documents, vectors and indexes of a repository up to its published revision. Only what changed is written; a refresh that another one
 * overtakes, or that is cut off, leaves what it wrote, and the next one goes on from there.
 *
 * @throws NOT_FOUND, CONFLICT when another refresh has begun, CANCELLED, DATABASE_*
 */
export async function refreshSearch(parts: RefreshParts, request: RefreshRequest): Promise<RefreshReport> {
  const pass = await parts.writer.begin(request.repository);
  const state = await parts.reader.state(request.repository);
  return new Refresh(parts, request, { pass, state }).run();
}

class Refresh {
  readonly #parts: RefreshParts;
  readonly #request: RefreshRequest;
  readonly #pass: RefreshPass;
  readonly #state: RetrievalState;
  #kept: ReadonlyMap<string, KeptDescription> = new Map();

  constructor(
    parts: RefreshParts,
    request: RefreshRequest,
    begun: { readonly pass: RefreshPass; readonly state: RetrievalState },
  ) {
    this.#parts = parts;
    this.#request = request;
    this.#pass = begun.pass;
    this.#state = begun.state;
  }

  async run(): Promise<RefreshReport> {
    const { reader, writer } = this.#parts;
    const { repository } = this.#request;
    const corpus = await this.#corpus();
    this.#kept = await this.#keptDescriptions(corpus);
    const { prepared, described } = await this.#describe(corpus);
    const known = await this.#known(corpus, prepared);
    const changed = prepared.filter((item) => known.get(item.symbol.id)?.hash !== item.hash);
    await this.#writeDocuments(corpus, changed, known);
    await writer.ensureIndexes(this.#pass, { signal: this.#request.signal });
    const embedding = await this.#embed(corpus, prepared, changed.length);
    if (embedding === 'another model') return this.#lookAtEverything();
    await writer.putBlob(repository, GRAPH_BLOB, { version: this.#pass.revision, bytes: corpus.graph.toBytes() });
    if (this.#request.until === undefined) await writer.finish(this.#pass, { missing: embedding.missing });
    const { active } = await reader.state(repository);
    return {
      repository,
      revision: this.#pass.revision,
      whole: corpus.isWhole,
      symbols: prepared.length,
      described,
      documentsWritten: changed.length,
      ...embedding,
      ...(active && { model: active.model }),
    };
  }

  /** Vectors of another model are made of all symbols: to make them of the changed ones alone would let searches forget the others. */
  #lookAtEverything(): Promise<RefreshReport> {
    const { change: _, ...whole } = this.#request;
    return new Refresh(this.#parts, whole, { pass: this.#pass, state: this.#state }).run();
  }

  async #corpus(): Promise<Corpus> {
    const { reader } = this.#parts;
    const { repository, change } = this.#request;
    this.#tell('read', 0, 1);
    const isNext = change !== undefined && change.baseRevision === this.#state.revision;
    const graph = isNext ? await readKeptGraph(reader, repository, this.#state.revision) : undefined;
    const corpus =
      change !== undefined && graph !== undefined
        ? await readChangedCorpus(reader, repository, { graph, change })
        : await readWholeCorpus(reader, repository);
    this.#tell('read', 1, 1);
    return corpus;
  }

  /** What models made of texts of this corpus, of whatever revision. */
  async #keptDescriptions(corpus: Corpus): Promise<ReadonlyMap<string, KeptDescription>> {
    const { descriptionModel: preferred } = this.#state;
    if (preferred === undefined) return new Map();
    const hashes = corpus.isWhole ? {} : { hashes: corpus.symbols.map(describedHash) };
    return readKeptDescriptions(this.#parts.reader, this.#request.repository, { preferred, ...hashes });
  }

  async #describe(corpus: Corpus): Promise<{ prepared: PreparedSymbol[]; described: number }> {
    const prepared: PreparedSymbol[] = [];
    let rows: DescriptionRow[] = [];
    let described = 0;
    for (const [index, symbol] of corpus.symbols.entries()) {
      const neighbours = corpus.neighboursOf(symbol.id);
      const row = this.#described(symbol, neighbours);
      if (row !== undefined) rows.push(row);
      const told = row === undefined ? symbol : { ...symbol, description: row.description, descriptionSource: row.source };
      prepared.push(prepareSymbol(told, neighbours));
      if (rows.length >= BATCH) {
        described += await this.#parts.writer.writeDescriptions(this.#pass, rows);
        rows = [];
      }
      if (index % PREPARED_PER_TURN === 0) await this.#turn('describe', index, corpus.symbols.length);
    }
    if (rows.length > 0) described += await this.#parts.writer.writeDescriptions(this.#pass, rows);
    this.#tell('describe', corpus.symbols.length, corpus.symbols.length);
    return { prepared, described };
  }

  /** What a model made of the text; else a description of our own where there is none, or an older one of our own, or one of a model for another text. */
  #described(symbol: SymbolSource, neighbours: SymbolNeighbours): DescriptionRow | undefined {
    const { id, descriptionSource: source, descriptionHash, description: standing } = symbol;
    if (source === 'docstring') return undefined;
    const hash = describedHash(symbol);
    const made = this.#kept.get(hash);
    const isModels = source === 'model' && descriptionHash === hash;
    if (made !== undefined) {
      if (isModels && standing === made.description && symbol.descriptionModel === made.model) return undefined;
      return { id, description: made.description, source: 'model', hash, model: made.model };
    }
    if (isModels) return undefined;
    const description = this.#parts.describe(symbol, neighbours);
    if (description === undefined || (source === 'derived' && description === standing && descriptionHash === hash))
      return undefined;
    return { id, description, source: 'derived', hash };
  }

  async #known(corpus: Corpus, prepared: readonly PreparedSymbol[]): Promise<ReadonlyMap<string, KnownDocument>> {
    const known = new Map<string, KnownDocument>();
    // A change is small: its documents are written whether or not they are the same.
    if (!corpus.isWhole) return known;
    for await (const document of this.#parts.writer.documents(this.#request.repository)) known.set(document.id, document);
    await this.#turn('documents', 0, prepared.length);
    return known;
  }

  async #writeDocuments(
    corpus: Corpus,
    changed: readonly PreparedSymbol[],
    known: ReadonlyMap<string, KnownDocument>,
  ): Promise<void> {
    const { writer } = this.#parts;
    for (let start = 0; start < changed.length; start += BATCH) {
      await writer.writeDocuments(this.#pass, changed.slice(start, start + BATCH).map(documentOf));
      await this.#turn('documents', Math.min(start + BATCH, changed.length), changed.length);
    }
    const standing = new Set(corpus.symbols.map((symbol) => symbol.id));
    const gone = corpus.isWhole
      ? [...known.keys()].filter((id) => !standing.has(id))
      : [...(this.#request.change?.deletedIds ?? [])];
    if (gone.length > 0) await writer.deleteDocuments(this.#pass, gone);
  }

  async #embed(
    corpus: Corpus,
    prepared: readonly PreparedSymbol[],
    changedCount: number,
  ): Promise<{ embedded: number; missing: number } | 'another model'> {
    const { signal, until } = this.#request;
    const { active } = this.#state;
    const embedder = await this.#embedder(corpus, prepared, changedCount);
    if (until === 'words') return { embedded: 0, missing: 0 };
    if (!corpus.isWhole && embedder?.model !== active?.model) return 'another model';
    if (embedder === undefined) return { embedded: 0, missing: 0 };
    const space = await this.#space(embedder);
    const stale = await this.#stale(embedder, space, { corpus, prepared });
    const embedding = await this.#writeVectors(embedder, space, stale);
    if (until === 'vectors') return embedding;
    await this.#parts.writer.ensureIndexes(this.#pass, {
      space,
      signal,
      onProgress: (percent) => this.#tell('index', Math.floor(percent), 100),
    });
    if (active?.space !== space) await this.#parts.writer.activate(this.#pass, space);
    return embedding;
  }

  #embedder(corpus: Corpus, prepared: readonly PreparedSymbol[], changedCount: number): Promise<SymbolEmbedder | undefined> {
    const { repository, signal, until } = this.#request;
    return this.#parts[until === 'words' ? 'counter' : 'embedders'].choose({
      repository,
      current: this.#state.active,
      changedShare: prepared.length === 0 ? 0 : changedCount / prepared.length,
      signal,
      ...(corpus.isWhole ? { corpus: prepared } : {}),
    });
  }

  /** The space of the model: the one in use when it is of this model, else the other one. */
  async #space(embedder: SymbolEmbedder): Promise<VectorSpace> {
    const { active } = this.#state;
    if (active?.model === embedder.model) return active.space;
    const space = active?.space === 'a' ? 'b' : 'a';
    const { model, dimensions, probe } = embedder;
    await this.#parts.writer.beginSpace(this.#pass, { space, model, dimensions, ...(probe && { probe }) });
    return space;
  }

  async #stale(
    embedder: SymbolEmbedder,
    space: VectorSpace,
    { corpus, prepared }: { readonly corpus: Corpus; readonly prepared: readonly PreparedSymbol[] },
  ): Promise<PreparedSymbol[]> {
    if (!corpus.isWhole) return [...prepared];
    const hashes = new Map<string, string | undefined>();
    for await (const { id, vectorHash } of this.#parts.writer.documents(this.#request.repository, space))
      hashes.set(id, vectorHash);
    return prepared.filter((item) => hashes.get(item.symbol.id) !== embedder.hashOf(item));
  }

  async #writeVectors(
    embedder: SymbolEmbedder,
    space: VectorSpace,
    stale: readonly PreparedSymbol[],
  ): Promise<{ embedded: number; missing: number }> {
    let embedded = 0;
    let missing = 0;
    for await (const batch of embedder.embed(stale, this.#request.signal)) {
      await this.#parts.writer.writeVectors(this.#pass, space, batch.vectors);
      embedded += batch.vectors.length;
      missing += batch.missing;
      await this.#turn('embed', embedded + missing, stale.length);
    }
    return { embedded, missing };
  }

  async #turn(phase: RefreshPhase, done: number, total: number): Promise<void> {
    this.#tell(phase, done, total);
    await this.#parts.pause();
    throwIfStopped(this.#request.signal, 'The search was not brought up to date; the next refresh goes on from here.');
  }

  #tell(phase: RefreshPhase, done: number, total: number): void {
    this.#request.onProgress?.({ phase, done, total });
  }
}
