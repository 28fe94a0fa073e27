export * from './compile-question.js';
export * from './describe-question.js';
export * from './symbol-set.js';
