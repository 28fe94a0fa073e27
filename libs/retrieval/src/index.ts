export { splitIdentifier } from './text/split-identifier.js';
