export { searchFieldsOf, type SearchFields, type SymbolNeighbours } from './descriptions/search-fields.js';
export { BuiltInEmbedder } from './embedding/built-in-embedder.js';
export { CorpusStatistics } from './embedding/corpus-statistics.js';
export type { EmbedderWeights } from './embedding/embedder-weights.js';
export { loadEmbedderWeights } from './embedding/load-embedder-weights.js';
export { analyseQuery, type QueryAnalysis, type WeightedWord } from './query/analyse-query.js';
export { splitIdentifier } from './text/split-identifier.js';
export { wordsOfText } from './text/words-of-text.js';
