export * from './config.js';
export * from './environment-schema.js';
export * from './secret.js';
export * from './user-folders.js';
