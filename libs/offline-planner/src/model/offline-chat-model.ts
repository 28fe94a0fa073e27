import { CodexGraphError, type CypherRunner } from '@codexgraph/graph-model';
import { compileQuestion } from '@codexgraph/cypher-agent';
import type {
  ChatEvent,
  ChatModel,
  ChatRequest,
  ConversationTurn,
  CypherPurpose,
  ModelIdentity,
  RunPurpose,
} from '@codexgraph/llm';
import { answerFromRows } from '../answering/answer-from-rows.js';
import { answerWithoutRows } from '../answering/answer-without-rows.js';
import type { PlannedAnswer } from '../answering/answer.js';
import { completenessNote } from '../answering/completeness-note.js';
import { RunnerSymbolDirectory } from '../names/runner-symbol-directory.js';
import { completenessQuestion } from '../planning/completeness.js';
import { planQuestion } from '../planning/plan-question.js';
import type { QuestionPlan } from '../planning/plan.js';
import { reportRows } from './report-rows.js';
import { finalAnswerReply, finishReply, refusalReply, searchReply } from './replies.js';
import { textQueriesOf } from './text-queries.js';

const CHARACTERS_PER_TOKEN = 4;

/**
 * The language-model port without a model: it reads what a call is for, plans the question over the graph, and writes its replies in the forms that
 * docs/agents.md states. Names are linked through the guarded runner. Deterministic.
 */
export class OfflineChatModel implements ChatModel {
  readonly identity: ModelIdentity = { endpoint: 'offline', model: 'offline-planner', offline: true };
  readonly #directory: RunnerSymbolDirectory;

  constructor(runner: CypherRunner) {
    this.#directory = new RunnerSymbolDirectory(runner);
  }

  /** @throws CodexGraphError CANCELLED, NOT_FOUND (no such repository), DATABASE_UNAVAILABLE */
  async *complete(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatEvent> {
    if (signal.aborted) throw new CodexGraphError('CANCELLED', 'The question was stopped.');
    const text = await this.#reply(request);
    yield { kind: 'delta', text };
    yield { kind: 'usage', usage: { inputTokens: 0, outputTokens: 0, estimated: false } };
    yield { kind: 'finish', reason: 'stop' };
  }

  countTokens(text: string): number {
    return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
  }

  async #reply({ purpose }: ChatRequest): Promise<string> {
    if (purpose.role === 'description') return '';
    if (purpose.role === 'cypher') return this.#cypher(purpose);
    if (purpose.task !== 'question-answering') return refusalReply(purpose);
    const plan = await this.#plan(purpose.repository, purpose.question, purpose.conversation);
    if (purpose.stage === 'answer') return finalAnswerReply(answerOf(plan, purpose));
    const isSearchNeeded =
      plan.kind === 'query' && reportRows(plan, purpose.reports) === undefined && purpose.round < purpose.rounds;
    return isSearchNeeded ? searchReply(purpose, textQueriesOf(plan)) : finishReply(purpose, answerOf(plan, purpose));
  }

  #plan(repository: string, question: string, conversation: readonly ConversationTurn[]): Promise<QuestionPlan> {
    return planQuestion({ repository, question, earlier: conversation.map((turn) => turn.question) }, this.#directory);
  }

  /** Cypher for each text query: its own plan where it says the question's in other words, else a plan of the text query alone. */
  async #cypher(purpose: CypherPurpose): Promise<string> {
    // A query that the server refused cannot be written better by the same rules.
    if (purpose.stage === 'repair-cypher') return JSON.stringify({ queries: [] });
    const asked =
      purpose.question === undefined ? undefined : await this.#plan(purpose.repository, purpose.question, purpose.conversation);
    const own = asked?.kind === 'query' ? textQueriesOf(asked) : [];
    const queries: { text_query: number; cypher: string; parameters: Readonly<Record<string, string | readonly string[]>> }[] =
      [];
    for (const [index, textQuery] of purpose.textQueries.entries()) {
      const position = own.indexOf(textQuery);
      const plan = position === -1 ? await this.#plan(purpose.repository, textQuery, purpose.conversation) : asked;
      if (plan?.kind !== 'query') continue;
      const compiled = position > 0 ? completenessQuestion(plan) : compileQuestion(plan.question, 'parameters');
      if (compiled !== undefined) queries.push({ text_query: index + 1, cypher: compiled.text, parameters: compiled.parameters });
    }
    return JSON.stringify({ queries });
  }
}

/** The answer of a plan from the reports of the run so far. */
function answerOf(plan: QuestionPlan, { reports }: RunPurpose): PlannedAnswer {
  if (plan.kind !== 'query') return answerWithoutRows(plan);
  const rows = reportRows(plan, reports);
  if (rows === undefined)
    return {
      text:
        plan.language === 'zh'
          ? '查询未能执行，因此无法回答。'
          : 'The query of this question did not run, so there is no answer.',
      citations: [],
    };
  const answer = answerFromRows(plan, rows.answer);
  const question = completenessQuestion(plan);
  const note =
    question === undefined || rows.unresolvedSites === undefined
      ? undefined
      : completenessNote(question, rows.unresolvedSites, plan.language);
  return note === undefined ? answer : { ...answer, limits: note };
}
