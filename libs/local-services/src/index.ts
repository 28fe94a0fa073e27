export * from './local-services.js';
export * from './local-services-options.js';
export * from './neo4j/server-check.js';
