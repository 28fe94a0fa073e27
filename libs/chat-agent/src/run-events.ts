import type { CypherAgentEvent } from '@codexgraph/cypher-agent';
import type {
  AgentTask,
  AnswerValue,
  CallStage,
  Citation,
  Cost,
  FinishReason,
  ModelIdentity,
  ModelRole,
  PromptUse,
  ReplyProtocol,
  TokenUsage,
} from '@codexgraph/llm';

/** Names of the agents as people type them. */
export const AGENT_NAMES = ['general', 'chat'] as const;

/** See {@link AGENT_NAMES}. */
export type AgentName = (typeof AGENT_NAMES)[number];

/** Bounds of one run. The first that is reached ends the search; the answer is then made from what is known. */
export interface RunLimits {
  /** Turns of the agent's model, 1..20. */
  readonly rounds: number;
  /** Calls of any model, the CypherAgent's included. */
  readonly modelCalls: number;
  /** Input and output tokens of all calls together. */
  readonly tokens: number;
  readonly seconds: number;
  /** Cypher queries that are run. */
  readonly queries: number;
}

/** The bound that ended a run early. */
export type RunLimit = keyof RunLimits;

/** How a run ended. `failed` has a code and a sentence; `stopped`: somebody asked for it. */
export type RunOutcome = 'answered' | 'failed' | 'stopped';

/** A citation or reference of the answer that the graph does not know, with the reason; it was taken out of the answer. */
export interface RemovedCitation {
  /** As the model wrote it. */
  readonly written: string;
  readonly reason: 'unknown-symbol' | 'unknown-file' | 'wrong-line' | 'ambiguous';
}

/** A change of one file, for tasks that write code. */
export interface ProposedEdit {
  readonly filePath: string;
  /** True when the file does not exist yet. */
  readonly isNew: boolean;
  /** 1-based line of the old file at which the change begins; 1 for a new file. */
  readonly startLine: number;
  /** The symbol that encloses the place, by its qualified name, where there is one. */
  readonly symbol?: string;
  /** Import statements that the change adds, as they stand in the new text. */
  readonly imports: readonly string[];
}

/** Code that a run made. */
export interface ProposedCode {
  /** Unified diff of all files, as `git apply --check` accepts it for the indexed revision. */
  readonly diff: string;
  readonly edits: readonly ProposedEdit[];
  /** What is wrong with it in spite of one correction; empty: it parses. */
  readonly syntaxErrors: readonly { readonly filePath: string; readonly line: number; readonly message: string }[];
}

/** What a run came to; `ask --json` prints these fields. */
export interface RunResult {
  readonly id: string;
  readonly outcome: RunOutcome;
  readonly repository: string;
  /** The published revision that the first query read. */
  readonly revision: string;
  readonly agent: AgentName;
  readonly task: AgentTask;
  readonly model: ModelIdentity;
  /** Markdown. For a run that failed: what happened and what to do. */
  readonly answerText: string;
  readonly value?: AnswerValue;
  /** Verified, in the order of the answer, each once. */
  readonly citations: readonly Citation[];
  readonly removedCitations: readonly RemovedCitation[];
  readonly code?: ProposedCode;
  readonly rounds: number;
  readonly modelCalls: number;
  readonly tokens: { readonly input: number; readonly output: number; readonly estimated: boolean };
  /** Absent when a model that was called has no known price. */
  readonly cost?: Cost;
  readonly seconds: number;
  readonly limit?: RunLimit;
  /** Only when it failed. */
  readonly error?: { readonly code: string; readonly message: string };
}

/** What happens in a run, in the order in which it happens. Every call, round and query is named by its 1-based number in the run. */
export type RunEventBody =
  | {
      readonly kind: 'run-started';
      readonly agent: AgentName;
      readonly protocol: ReplyProtocol;
      readonly task: AgentTask;
      readonly repository: string;
      readonly revision: string;
      readonly question: string;
      readonly filePath?: string;
      readonly model: ModelIdentity;
      readonly limits: RunLimits;
      /** Earlier turns that are in the context. */
      readonly conversationTurns: number;
    }
  | { readonly kind: 'round-started'; readonly round: number; readonly rounds: number }
  | {
      readonly kind: 'model-call-started';
      readonly call: number;
      readonly role: ModelRole;
      readonly stage: CallStage;
      readonly endpoint: string;
      readonly model: string;
      readonly prompts: readonly PromptUse[];
    }
  | { readonly kind: 'model-delta'; readonly call: number; readonly text: string }
  | {
      readonly kind: 'model-retry';
      readonly call: number;
      readonly attempt: number;
      readonly afterMs: number;
      readonly reason: string;
    }
  | {
      readonly kind: 'model-call-finished';
      readonly call: number;
      readonly finish: FinishReason;
      readonly usage: TokenUsage;
      /** Absent when the model has no known price. */
      readonly cost?: Cost;
      readonly elapsedMs: number;
    }
  | { readonly kind: 'model-call-failed'; readonly call: number; readonly code: string; readonly message: string }
  /** What the model thinks, in its own words. */
  | { readonly kind: 'analysis'; readonly round: number; readonly text: string }
  /** The reply could not be used as it was; the model is told so. */
  | { readonly kind: 'complaint'; readonly round: number; readonly text: string }
  | { readonly kind: 'text-queries'; readonly round: number; readonly queries: readonly string[] }
  | CypherAgentEvent
  /** Code was searched for by words and meaning, and shown to the model. */
  | {
      readonly kind: 'search';
      /** `seeds`: what a run begins with; `text-query`: in place of rows; `context`: code beside what was found, for the result. */
      readonly use: 'seeds' | 'text-query' | 'context';
      readonly text: string;
      /** Qualified names, best first; empty for a context. */
      readonly symbols: readonly string[];
    }
  | { readonly kind: 'report'; readonly round: number; readonly text: string }
  /** A file that the user named was read and is quoted in the prompts. */
  | {
      readonly kind: 'file-read';
      readonly filePath: string;
      readonly startLine: number;
      readonly endLine: number;
      readonly totalLines: number;
    }
  /** An answer that was kept aside because the same reply asked for a search. */
  | { readonly kind: 'draft'; readonly round: number; readonly text: string }
  | { readonly kind: 'code'; readonly code: ProposedCode }
  | { readonly kind: 'limit'; readonly limit: RunLimit; readonly message: string }
  | { readonly kind: 'citations'; readonly verified: readonly Citation[]; readonly removed: readonly RemovedCitation[] }
  /** Always the last. */
  | { readonly kind: 'run-finished'; readonly result: RunResult };

/** One event as it is streamed and stored. */
export type RunEvent = RunEventBody & {
  readonly runId: string;
  /** 1, 2, 3, ... without gaps; a client that reconnects asks for those after the last it saw. */
  readonly number: number;
  /** Milliseconds since the run began. */
  readonly atMs: number;
};

/** Receives the events of a run as they happen. It must not throw and should return at once. */
export type RunEventListener = (event: RunEvent) => void;
