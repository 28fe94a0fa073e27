export * from './chat-model.port.js';
export * from './chat-purpose.js';
export * from './complete-text.js';
export * from './embedding-model.port.js';
export * from './model-price.js';
export * from './reranker.port.js';
export * from './endpoints/chat-models.js';
export {
  DEFAULT_RETRY,
  DEFAULT_TIMEOUTS,
  type EndpointTimeouts,
  type ModelEndpoint,
  type RetryPolicy,
} from './endpoints/endpoint.js';
export * from './endpoints/endpoint-health.js';
export * from './endpoints/endpoint-monitor.js';
export { OpenAiCompatibleModel, type OpenAiCompatibleOptions } from './endpoints/openai-compatible-model.js';
export * from './prompts/prompt-catalog.js';
export { ESTIMATED_TOKENS, tokenCounterFor, type TokenCounter } from './tokens/token-counter.js';
export * from './transcripts/transcript.js';
export { findJsonObject, type JsonProblem, type JsonReading, type JsonValue } from './replies/tolerant-json.js';
export { markedSections, withoutSection, withoutThinking, type MarkedSection } from './replies/marked-sections.js';
export { cleanText, quotedData, quotedInline } from './replies/quoted-data.js';
export {
  EMBEDDING_PROTOCOLS,
  type BatchLimits,
  type EmbeddingEndpoint,
  type EmbeddingPrefixes,
  type EmbeddingProtocol,
} from './embeddings/embedding-endpoint.js';
export * from './embeddings/http-embedding-model.js';
export { isSameModel } from './embeddings/same-model.js';
export { createReranker } from './reranking/http-reranker.js';
export { createFolderReranker, type FolderRerankerOptions } from './reranking/folder-reranker.js';
export { judgeReranker } from './reranking/judge-reranker.js';
export { RERANK_PROTOCOLS, type RerankEndpoint, type RerankProtocol } from './reranking/rerank-endpoint.js';
export { createFolderEmbeddingModel, type FolderEmbeddingOptions } from './embeddings/folder-embedding-model.js';
