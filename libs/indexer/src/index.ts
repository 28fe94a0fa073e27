export type { FileFacts } from './facts/file-facts.js';
export { createIndexer, type ComposedIndexer, type CreateIndexerOptions } from './indexing/create-indexer.js';
export type { Meter } from './indexing/phase-meter.js';
export { checkRepositoryName, type OpenRepository, type SourceIndexer } from './indexing/repository-indexer.js';
export { looksLikeGitUrl } from './source/git-url.js';
