export type { FileFacts } from './facts/file-facts.js';
