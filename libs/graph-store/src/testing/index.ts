export * from './application-store.contract.js';
export * from './contract/contract-fixture.js';
export * from './graph-store.contract.js';
export * from './in-memory-application-store.js';
export * from './in-memory-graph-store.js';
export * from './random-graph.js';
export * from './sample-graph.js';
