import type { RetrievalReaderPort, RetrievalWriterPort, SymbolVectors } from '@codexgraph/graph-model';
import { BuiltInEmbedder } from '../embedding/built-in-embedder.js';
import { CorpusStatistics } from '../embedding/corpus-statistics.js';
import type { EmbedderWeights } from '../embedding/embedder-weights.js';
import { contentHash } from '../text/content-hash.js';
import { bodyParts, hasParts } from './body-parts.js';
import type { PreparedSymbol } from './prepared-symbol.js';
import type { EmbeddedSymbols, EmbedderChoice, SymbolEmbedder } from './symbol-embedder.js';

/** Name under which the word counts of a repository are kept. */
export const STATISTICS_BLOB = 'word-counts';
const BATCH = 256;
/** When this much of a repository is new, its words are counted anew, and everything is embedded by the new counts. */
const RECOUNT_SHARE = 0.3;

/** Where the word counts are kept. */
export interface BlobStore {
  readonly reader: Pick<RetrievalReaderPort, 'blob'>;
  readonly writer: Pick<RetrievalWriterPort, 'putBlob'>;
}

/** The built-in model: learned weights that come with the product, and word counts of the repository. */
export class BuiltInChoice implements EmbedderChoice {
  readonly #store: BlobStore;
  readonly #weights: () => Promise<EmbedderWeights>;

  constructor(store: BlobStore, weights: () => Promise<EmbedderWeights>) {
    this.#store = store;
    this.#weights = weights;
  }

  async choose(request: Parameters<EmbedderChoice['choose']>[0]): Promise<SymbolEmbedder | undefined> {
    const weights = await this.#weights();
    const { repository, current, corpus, changedShare } = request;
    const counted = await this.#counted(repository);
    const isCurrent = current?.model === new BuiltInEmbedder(weights, EMPTY).identity;
    if (counted !== undefined && isCurrent && (corpus === undefined || changedShare < RECOUNT_SHARE))
      return symbolEmbedder(new BuiltInEmbedder(weights, counted.statistics), counted.version);
    if (corpus === undefined) return undefined;
    const statistics = await CorpusStatistics.of(corpus.map((item) => item.fields));
    const bytes = statistics.toBytes();
    const version = contentHash(new TextDecoder().decode(bytes));
    if (version !== counted?.version) await this.#store.writer.putBlob(repository, STATISTICS_BLOB, { version, bytes });
    return symbolEmbedder(new BuiltInEmbedder(weights, statistics), version);
  }

  async #counted(repository: string): Promise<{ statistics: CorpusStatistics; version: string } | undefined> {
    const blob = await this.#store.reader.blob(repository, STATISTICS_BLOB);
    return blob && { statistics: CorpusStatistics.fromBytes(blob.bytes), version: blob.version };
  }
}

const EMPTY = CorpusStatistics.fromBytes(
  new TextEncoder().encode(JSON.stringify({ documents: 0, lengths: {}, words: '', counts: [] })),
);

function symbolEmbedder(embedder: BuiltInEmbedder, version: string): SymbolEmbedder {
  return {
    model: embedder.identity,
    dimensions: embedder.dimensions,
    hashOf: (item) => vectorHash(item, version),
    async *embed(symbols) {
      for (let start = 0; start < symbols.length; start += BATCH) {
        await Promise.resolve();
        yield embedded(embedder, symbols.slice(start, start + BATCH), version);
      }
    },
  };
}

function embedded(embedder: BuiltInEmbedder, symbols: readonly PreparedSymbol[], version: string): EmbeddedSymbols {
  const vectors: SymbolVectors[] = [];
  for (const item of symbols) {
    const vector = embedder.embedDocument(item.fields);
    // A symbol without a single word has no meaning to be found by.
    if (vector.some((value) => value !== 0))
      vectors.push({ id: item.symbol.id, hash: vectorHash(item, version), parts: [vector, ...partVectors(embedder, item)] });
  }
  return { vectors, missing: 0 };
}

function partVectors(embedder: BuiltInEmbedder, item: PreparedSymbol): Float32Array[] {
  return bodyParts(item)
    .map((fields) => embedder.embedDocument(fields))
    .filter((vector) => vector.some((value) => value !== 0));
}

function vectorHash(item: PreparedSymbol, version: string): string {
  return hasParts(item) ? `${item.hash}.${version}.parts` : `${item.hash}.${version}`;
}
