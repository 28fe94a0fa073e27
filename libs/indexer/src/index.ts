export type { FileFacts } from './facts/file-facts.js';
export { createIndexer, forgetRepository, type ComposedIndexer, type CreateIndexerOptions } from './indexing/create-indexer.js';
export type { Meter } from './indexing/phase-meter.js';
export { checkRepositoryName, type OpenRepository, type SourceIndexer } from './indexing/repository-indexer.js';
export { loadLanguages, type LanguageRegistry } from './languages/registry.js';
export { looksLikeGitUrl, parseGitUrl } from './source/git-url.js';
export { checkFolder } from './source/open-folder.js';
export { SyntaxChecker, type SyntaxFinding } from './syntax/syntax-checker.js';
