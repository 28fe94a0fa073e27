export {
  describeSymbols,
  type DescribingParts,
  type DescribingReport,
  type DescribingRequest,
} from './descriptions/describe-symbols.js';
export type { DescribingProgress, DescribingStop } from './descriptions/describing-progress.js';
export type { DescribingBudget } from './descriptions/describing-budget.js';
export { estimateDescribing, type DescribingEstimate } from './descriptions/estimate-describing.js';
export { searchFieldsOf, type SearchFields, type SymbolNeighbours } from './descriptions/search-fields.js';
export { BuiltInEmbedder } from './embedding/built-in-embedder.js';
export { CorpusStatistics } from './embedding/corpus-statistics.js';
export type { EmbedderWeights } from './embedding/embedder-weights.js';
export { loadEmbedderWeights } from './embedding/load-embedder-weights.js';
export { analyseQuery, type QueryAnalysis, type WeightedWord } from './query/analyse-query.js';
export { splitIdentifier } from './text/split-identifier.js';
export { wordsOfText } from './text/words-of-text.js';
export type { CodeSearch, SearchContext, SearchContextRequest } from './code-search.js';
export type { ContextForm, ContextPiece } from './context/build-context.js';
export { createSearch, createRetrieval, type Retrieval, type RetrievalOptions } from './create-retrieval.js';
export { recordChanges, type RecordingWriter } from './refresh/change-recorder.js';
export type { SearchChange } from './refresh/corpus.js';
export type { RefreshPhase, RefreshProgress, RefreshReport, RefreshRequest } from './refresh/refresh-search.js';
export type { ModelReranker, RerankChoice } from './search/rerank-hits.js';
export type { Searcher } from './search/searcher.js';
export {
  SEARCH_MODES,
  SEARCH_STAGES,
  type SearchHit,
  type SearchMode,
  type SearchReason,
  type SearchRequest,
  type SearchResult,
  type SearchStage,
} from './search/search-request.js';
