export * from './config.js';
export * from './configuration-document.js';
export * from './environment-schema.js';
export * from './secret.js';
export * from './user-folders.js';
export type { ConfiguredRole, ModelEndpointSettings, ModelSettings } from './model-settings.js';
export type { EmbeddingOptions, EmbeddingSettings, RerankSettings } from './retrieval-settings.js';
export * from './stored-settings.js';
