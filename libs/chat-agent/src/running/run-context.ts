import type { CypherAgent } from '@codexgraph/cypher-agent';
import type { FileReaderPort, SymbolReaderPort } from '@codexgraph/graph-model';
import type {
  ChatMessage,
  ChatRequest,
  ConversationTurn,
  CypherReport,
  PromptCatalog,
  PromptUse,
  QuotedFile,
  RunPurpose,
} from '@codexgraph/llm';
import type { SyntaxCheckerPort } from '../code/syntax-checker.port.js';
import type { BugLocation } from '../protocols/reply-reading.js';
import type { PromptCall, ReplyProtocol } from '../protocols/reply-protocol.js';
import type { TaskDefinition } from '../tasks.js';
import { fitMessages, type MessageBudget } from './fit-messages.js';
import type { ModelCalls } from './model-calls.js';
import type { RunBudget } from './run-budget.js';
import type { RunRecorder } from './run-recorder.js';
import type { RunSearch } from './run-search.js';

/** Everything that one run works with. */
export interface RunContext {
  readonly runId: string;
  readonly repository: string;
  readonly question: string;
  readonly task: TaskDefinition;
  readonly protocol: ReplyProtocol;
  readonly conversation: readonly ConversationTurn[];
  readonly file?: QuotedFile;
  readonly signal: AbortSignal;
  readonly budget: RunBudget;
  readonly recorder: RunRecorder;
  readonly calls: ModelCalls;
  readonly cypher: CypherAgent;
  readonly search: RunSearch;
  readonly prompts: PromptCatalog;
  readonly symbols: SymbolReaderPort;
  readonly files: FileReaderPort;
  readonly syntax?: SyntaxCheckerPort;
  /** Of the messages of one call. */
  readonly messages: MessageBudget;
  readonly onRevision: (revision: string) => void;
}

/** What the search of a run came to. */
export interface SearchResult {
  readonly rounds: number;
  readonly reports: readonly CypherReport[];
  readonly analyses: readonly string[];
  /** Answer that a reply of the search held already. */
  readonly draft?: string;
  readonly locations: readonly BugLocation[];
}

/** Messages with the prompts that they were made from. */
export interface RenderedMessages {
  readonly messages: readonly ChatMessage[];
  readonly prompts: readonly PromptUse[];
}

/** Renders prompts in order. */
export function renderMessages(prompts: PromptCatalog, calls: readonly PromptCall[]): RenderedMessages {
  const rendered = calls.map(({ role, id, values }) => prompts.message(role, id, values));
  return { messages: rendered.map(({ message }) => message), prompts: rendered.map(({ use }) => use) };
}

/** A request of a run, its messages cut to the model's context. */
export function runRequest(
  context: RunContext,
  rendered: RenderedMessages,
  purpose: Pick<RunPurpose, 'role' | 'stage' | 'round' | 'reports'> & Pick<Partial<RunPurpose>, 'draft' | 'complaint'>,
): ChatRequest {
  const { task, protocol, repository, question, conversation, file, budget } = context;
  return {
    messages: fitMessages(rendered.messages, context.messages),
    prompts: rendered.prompts,
    purpose: {
      ...purpose,
      protocol: protocol.name,
      task: task.name,
      repository,
      question,
      conversation,
      rounds: budget.limits.rounds,
      ...(file === undefined ? {} : { file }),
    },
    requestId: context.runId,
  };
}
