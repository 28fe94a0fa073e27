export * from './run-events.js';
export * from './comparison/assign-arm.js';
export * from './comparison/wilson-interval.js';
