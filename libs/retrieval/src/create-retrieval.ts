import { setImmediate } from 'node:timers/promises';
import type { RetrievalReaderPort, RetrievalWriterPort } from '@codexgraph/graph-model';
import { deriveDescription } from './descriptions/derive-description.js';
import { loadEmbedderWeights } from './embedding/load-embedder-weights.js';
import { BuiltInChoice } from './refresh/built-in-choice.js';
import { refreshSearch, type RefreshReport, type RefreshRequest } from './refresh/refresh-search.js';
import { createCodeSearch, type CodeSearch } from './code-search.js';
import { loadRanker } from './reranking/load-ranker.js';
import { Searcher, type SearcherParts } from './search/searcher.js';

/** What {@link createRetrieval} needs. */
export interface RetrievalOptions {
  readonly reader: RetrievalReaderPort;
  readonly writer: RetrievalWriterPort;
  /** A clock that never goes back, in milliseconds. */
  readonly nowMs: () => number;
}

/** Searching, and keeping the search up to date. */
export interface Retrieval {
  readonly searcher: Searcher;
  /** See {@link refreshSearch}. */
  refresh(request: RefreshRequest): Promise<RefreshReport>;
}

/** Searching with what comes with the product: the built-in model and the learned ranker. */
export function createBuiltInSearch(options: {
  readonly reader: Parameters<typeof createCodeSearch>[0]['reader'];
  readonly nowMs: () => number;
}): CodeSearch {
  return createCodeSearch(builtIn(options));
}

function builtIn<Reader extends SearcherParts['reader']>({
  reader,
  nowMs,
}: {
  readonly reader: Reader;
  readonly nowMs: () => number;
}) {
  return { reader, weights: loadEmbedderWeights, ranker: loadRanker, nowMs };
}

/** Composes searching over one graph database. */
export function createRetrieval({ reader, writer, nowMs }: RetrievalOptions): Retrieval {
  const embedders = new BuiltInChoice({ reader, writer }, loadEmbedderWeights);
  const parts = { reader, writer, embedders, describe: deriveDescription, pause: () => setImmediate() };
  return {
    searcher: new Searcher(builtIn({ reader, nowMs })),
    refresh: (request) => refreshSearch(parts, request),
  };
}
