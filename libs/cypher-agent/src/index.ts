export * from './safety/scope.js';
export * from './safety/scoping/scope-context.js';
export * from './algebra/index.js';
