export * from './random-edits.js';
