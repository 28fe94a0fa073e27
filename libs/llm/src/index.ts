export * from './chat-model.port.js';
export * from './chat-purpose.js';
export * from './complete-text.js';
