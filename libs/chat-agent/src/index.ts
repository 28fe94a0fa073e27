export { LONGEST_QUESTION } from './check-question.js';
export type { SyntaxCheckerPort, SyntaxProblem } from './code/syntax-checker.port.js';
export * from './code-agents.js';
export { loadAgentPrompts } from './prompts/agent-prompts.js';
export * from './run-events.js';
export { DEFAULT_RUN_LIMITS } from './running/run-budget.js';
export { traceLines } from './running/run-recorder.js';
export { AGENT_TASKS } from './tasks.js';
