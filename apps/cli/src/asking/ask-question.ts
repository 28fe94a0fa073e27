import { randomUUID } from 'node:crypto';
import type { Assistant } from '@codexgraph/assistant';
import type { AgentName, RunEvent, RunEventListener, RunResult } from '@codexgraph/chat-agent';
import { CodexGraphError } from '@codexgraph/graph-model';
import type { AgentTask, ConversationTurn } from '@codexgraph/llm';

/** Questions of one conversation, the last of which is to be answered. */
export interface AskRequest {
  readonly repository: string;
  readonly agent: AgentName;
  readonly task: AgentTask;
  readonly question: string;
  /** Earlier questions, oldest first; they are answered first. */
  readonly earlier: readonly string[];
  /** File that the question is about, relative to the root of the repository. */
  readonly filePath?: string;
}

/** What `ask --json` prints; see docs/asking.md. */
export interface AskResult {
  readonly id: string;
  readonly repository: string;
  readonly revision: string;
  readonly agent: AgentName;
  readonly task: AgentTask;
  /** `offline` when the built-in planner answered. */
  readonly model: string;
  readonly answer_text: string;
  readonly value?: number | boolean;
  readonly citations: RunResult['citations'];
  readonly removed_citations?: RunResult['removedCitations'];
  readonly diff?: string;
  readonly rounds: number;
  readonly model_calls: number;
  /** `estimated`: a server did not say, and the product counted by itself. */
  readonly tokens: RunResult['tokens'];
  /** Absent when a model that was called has no known price. */
  readonly cost?: { readonly amount: number; readonly currency: string; readonly estimated: boolean };
  readonly seconds: number;
  readonly limit?: string;
  /** Every event of the run; absent in batches. */
  readonly trace?: readonly RunEvent[];
}

/**
 * Lets an agent answer. Figures are those of the last question alone.
 *
 * @throws CodexGraphError what ended a run that failed or was stopped, with its code and sentence
 */
export async function askQuestion(
  { agents }: Assistant,
  request: AskRequest,
  run: { readonly signal: AbortSignal; readonly onEvent?: RunEventListener },
): Promise<AskResult> {
  const { repository, agent, task, filePath } = request;
  const conversation: ConversationTurn[] = [];
  const ask = async (question: string, onEvent: RunEventListener): Promise<RunResult> => {
    const file = filePath === undefined ? {} : { filePath };
    const asked = { id: randomUUID(), agent, task, repository, question, conversation, ...file };
    return answered(await agents.run(asked, onEvent, run.signal));
  };
  for (const question of request.earlier) {
    const { answerText, citations, value } = await ask(question, () => undefined);
    conversation.push({ question, answer: answerText, citations, ...(value === undefined ? {} : { value }) });
  }
  const trace: RunEvent[] = [];
  const result = await ask(request.question, (event) => {
    trace.push(event);
    run.onEvent?.(event);
  });
  return { ...plainResult(result), trace };
}

function answered(result: RunResult): RunResult {
  if (result.outcome === 'answered') return result;
  const code = result.outcome === 'stopped' ? 'CANCELLED' : 'MODEL_FAILED';
  throw new CodexGraphError(CodexGraphError.codeOf(result.error?.code) ?? code, result.error?.message ?? result.answerText);
}

function plainResult(result: RunResult): AskResult {
  const { id, repository, revision, agent, task, citations, rounds, seconds, value, limit, removedCitations, code, cost } =
    result;
  return {
    id,
    repository,
    revision,
    agent,
    task,
    model: result.model.offline ? 'offline' : result.model.model,
    answer_text: result.answerText,
    ...(value === undefined ? {} : { value }),
    citations,
    ...(removedCitations.length === 0 ? {} : { removed_citations: removedCitations }),
    ...(code === undefined ? {} : { diff: code.diff }),
    rounds,
    model_calls: result.modelCalls,
    tokens: result.tokens,
    ...(cost === undefined
      ? {}
      : { cost: { amount: cost.micros / 1_000_000, currency: cost.currency, estimated: cost.estimated } }),
    seconds,
    ...(limit === undefined ? {} : { limit }),
  };
}
