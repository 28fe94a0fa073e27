export * from './create-assistant.js';
export * from './model-endpoints.js';
export * from './retrieval-models.js';
