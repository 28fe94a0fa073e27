import { setImmediate } from 'node:timers/promises';
import type { EmbeddingModel } from '@codexgraph/llm';
import type { RetrievalReaderPort, RetrievalWriterPort } from '@codexgraph/graph-model';
import { deriveDescription } from './descriptions/derive-description.js';
import { loadEmbedderWeights } from './embedding/load-embedder-weights.js';
import { BuiltInChoice } from './refresh/built-in-choice.js';
import { ModelChoice } from './refresh/model-choice.js';
import type { EmbedderChoice } from './refresh/symbol-embedder.js';
import { refreshSearch, type RefreshReport, type RefreshRequest } from './refresh/refresh-search.js';
import { createCodeSearch, type CodeSearch } from './code-search.js';
import { loadRanker } from './reranking/load-ranker.js';
import { modelQueryEmbedder } from './search/model-query-embedder.js';
import type { RerankChoice } from './search/rerank-hits.js';
import { Searcher, type SearcherParts } from './search/searcher.js';

/** What {@link createRetrieval} needs. */
export interface RetrievalOptions {
  readonly reader: RetrievalReaderPort;
  readonly writer: RetrievalWriterPort;
  /** Absent: the built-in model. */
  readonly embedding?: EmbeddingModel | undefined;
  /** Default `builtin`. */
  readonly rerank?: RerankChoice | undefined;
  /** A clock that never goes back, in milliseconds. */
  readonly nowMs: () => number;
}

/** Searching, and keeping the search up to date. */
export interface Retrieval {
  readonly searcher: Searcher;
  /** See {@link refreshSearch}. */
  refresh(request: RefreshRequest): Promise<RefreshReport>;
}

/** Searching with the learned ranker and the built-in model, unless others are configured. */
export function createSearch(
  options: Omit<RetrievalOptions, 'reader' | 'writer'> & {
    readonly reader: Parameters<typeof createCodeSearch>[0]['reader'];
  },
): CodeSearch {
  return createCodeSearch(partsOf(options));
}

function partsOf<Reader extends SearcherParts['reader']>({
  reader,
  embedding,
  rerank = 'builtin',
  nowMs,
}: Omit<RetrievalOptions, 'reader' | 'writer'> & { readonly reader: Reader }) {
  return {
    reader,
    weights: loadEmbedderWeights,
    ranker: rerank === 'none' ? () => Promise.resolve(undefined) : loadRanker,
    nowMs,
    ...(typeof rerank === 'object' && { reranker: rerank }),
    ...(embedding && { queryEmbedder: modelQueryEmbedder(embedding) }),
  };
}

/** Composes searching over one graph database. */
export function createRetrieval({ reader, writer, embedding, rerank, nowMs }: RetrievalOptions): Retrieval {
  const builtIn = new BuiltInChoice({ reader, writer }, loadEmbedderWeights);
  const embedders = embedding === undefined ? builtIn : countingWords(builtIn, new ModelChoice(embedding));
  const parts = { reader, writer, embedders, counter: builtIn, describe: deriveDescription, pause: () => setImmediate() };
  return {
    searcher: new Searcher(partsOf({ reader, embedding, rerank, nowMs })),
    refresh: (request) => refreshSearch(parts, request),
  };
}

/** Ranking needs the words of the repository counted, whoever makes the vectors. */
function countingWords(counter: BuiltInChoice, choice: EmbedderChoice): EmbedderChoice {
  return {
    async choose(request) {
      await counter.choose(request);
      return choice.choose(request);
    },
  };
}
