export * from './catalog/check-statements.js';
export * from './connection/connection.js';
export * from './connection/server-support.js';
export { needsRestart } from './execution/driver-error.js';
export * from './graph-store.js';
export * from './revisions/process-holder.js';
export type { LeaseTimes, WriterIdentity } from './revisions/writer-lease.js';
