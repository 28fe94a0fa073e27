import type { AgentName, RunEventListener, RunLimits, RunResult } from '@codexgraph/chat-agent';
import type { AgentTask, ConversationTurn } from '@codexgraph/llm';

/** One question for one agent. */
export interface AgentRunRequest {
  readonly id: string;
  readonly agent: AgentName;
  readonly task: AgentTask;
  readonly repository: string;
  readonly question: string;
  readonly filePath?: string;
  /** Oldest first. */
  readonly conversation: readonly ConversationTurn[];
  /** Bounds that are tighter than the configured ones. */
  readonly limits?: Partial<RunLimits>;
}

/** Runs an agent to its end. Failures of the run are results with the outcome `failed`; what it throws is a bug or a lost database. */
export interface AgentRunner {
  run(request: AgentRunRequest, onEvent: RunEventListener, signal: AbortSignal): Promise<RunResult>;
}
