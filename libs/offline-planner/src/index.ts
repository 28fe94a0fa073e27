export * from './answering/answer-from-rows.js';
export * from './answering/answer-without-rows.js';
export * from './answering/answer.js';
export * from './names/runner-symbol-directory.js';
export * from './names/symbol-entry.js';
export * from './offline-planner.js';
export * from './planning/plan-question.js';
export * from './planning/plan.js';
