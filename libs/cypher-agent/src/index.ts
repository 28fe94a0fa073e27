export * from './safety/syntax/read-query.js';
