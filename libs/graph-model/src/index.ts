export * from './errors/codexgraph-error.js';
export * from './graph-store.port.js';
export * from './labels.js';
export * from './repository-indexer.port.js';
export * from './repository.js';
export * from './rows.js';
export * from './symbol-id.js';
