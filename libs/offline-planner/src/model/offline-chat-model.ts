import { CodexGraphError, type CypherRunner } from '@codexgraph/graph-model';
import type { ChatEvent, ChatModel, ChatRequest, CypherPurpose, CypherText, ModelIdentity, RunPurpose } from '@codexgraph/llm';
import { answerFromRows } from '../answering/answer-from-rows.js';
import { answerBySearch, type TopicSearcher } from '../answering/answer-by-search.js';
import { answerWithoutRows } from '../answering/answer-without-rows.js';
import type { PlannedAnswer } from '../answering/answer.js';
import { composeAnswers } from '../answering/compose-answers.js';
import { say } from '../answering/phrases.js';
import { planParts, type PlannedPart, type PlannedQuestions } from '../compound/plan-parts.js';
import { completenessNote } from '../answering/completeness-note.js';
import { RunnerSymbolDirectory } from '../names/runner-symbol-directory.js';
import { completenessQuestion } from '../planning/completeness.js';
import type { QueryPlan } from '../planning/plan.js';
import { RecentPlans } from './plan-memory.js';
import { plannedQueries, reportedRows, type PlannedQuery } from './planned-queries.js';
import { finalAnswerReply, finishReply, refusalReply, searchReply } from './replies.js';

const CHARACTERS_PER_TOKEN = 4;
const MOST_PLANS = 200;
/** What the CypherAgent takes in one round; a text with more questions takes more rounds. */
const MOST_TEXT_QUERIES = 8;

/**
 * The language-model port without a model: it reads what a call is for, plans the question over the graph, and writes its replies in the forms that
 * docs/agents.md states. Names are linked through the guarded runner. Deterministic.
 */
export class OfflineChatModel implements ChatModel {
  readonly identity: ModelIdentity = { endpoint: 'offline', model: 'offline-planner', offline: true };
  readonly #directory: RunnerSymbolDirectory;
  readonly #plans = new RecentPlans<PlannedQuestions>(MOST_PLANS);

  readonly #searcher: TopicSearcher | undefined;

  /** @param searcher answers questions about topics; without it they are not answered */
  constructor(runner: CypherRunner, searcher?: TopicSearcher) {
    this.#searcher = searcher;
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
    if (purpose.role === 'description' || purpose.stage === 'rerank') return '';
    if (purpose.role === 'cypher') return this.#cypher(purpose);
    if (purpose.task !== 'question-answering') return refusalReply(purpose);
    const isFirst = purpose.stage === 'round' && purpose.round === 1 && purpose.complaint === undefined;
    const planned = await this.#plan(purpose, purpose.question, isFirst);
    if (purpose.stage === 'answer') return finalAnswerReply(await this.#answer(planned, purpose));
    const isSearchNeeded =
      purpose.round < purpose.rounds &&
      planned.parts.some(({ plan }) => plan.kind === 'query' && reportedRows(plan, purpose.reports) === undefined);
    if (!isSearchNeeded) return finishReply(purpose, await this.#answer(planned, purpose));
    return searchReply(
      purpose,
      openQueries(planned, purpose)
        .slice(0, MOST_TEXT_QUERIES)
        .map(({ words }) => words),
    );
  }

  /** The answers to the questions of a text from the reports of the run so far. */
  async #answer({ parts, left }: PlannedQuestions, purpose: RunPurpose): Promise<PlannedAnswer> {
    const answers = await Promise.all(
      parts.map(async ({ text, plan }) => ({
        question: text,
        language: plan.language,
        answer: await this.#answerPart({ text, plan }, purpose),
      })),
    );
    return composeAnswers(answers, left);
  }

  async #answerPart({ text, plan }: PlannedPart, purpose: RunPurpose): Promise<PlannedAnswer> {
    if (plan.kind === 'query') return answerQuery(plan, purpose);
    if (plan.kind !== 'search' || this.#searcher === undefined) return answerWithoutRows(plan);
    const searcher = this.#searcher;
    return answerBySearch(plan, { repository: purpose.repository, question: text }, (request) => searcher.search(request));
  }

  #plan(
    { repository, conversation }: Pick<RunPurpose, 'repository' | 'conversation'>,
    question: string,
    isFresh = false,
  ): Promise<PlannedQuestions> {
    const earlier = conversation.map((turn) => turn.question);
    const key = JSON.stringify([repository, question, earlier]);
    return this.#plans.get(key, isFresh, () => planParts({ repository, question, earlier }, this.#directory));
  }

  /** Cypher for each text query: its own plan where it says the question's in other words, else a plan of the text query alone. */
  async #cypher(purpose: CypherPurpose): Promise<string> {
    // A query that the server refused cannot be written better by the same rules.
    if (purpose.stage === 'repair-cypher') return JSON.stringify({ queries: [] });
    const own = purpose.question === undefined ? [] : plannedQueries((await this.#plan(purpose, purpose.question)).parts);
    const queries: { text_query: number; cypher: string; parameters: CypherText['parameters'] }[] = [];
    const written = new Set<PlannedQuery>();
    for (const [index, textQuery] of purpose.textQueries.entries()) {
      const known = own.find((query) => query.words === textQuery && !written.has(query));
      if (known !== undefined) written.add(known);
      const found = known === undefined ? plannedQueries((await this.#plan(purpose, textQuery)).parts).slice(0, 1) : [known];
      for (const { cypher } of found) queries.push({ text_query: index + 1, cypher: cypher.text, parameters: cypher.parameters });
    }
    return JSON.stringify({ queries });
  }
}

/** Queries whose rows no report holds yet. */
function openQueries({ parts }: PlannedQuestions, { reports }: RunPurpose): readonly PlannedQuery[] {
  return plannedQueries(parts.filter(({ plan }) => plan.kind === 'query' && reportedRows(plan, reports) === undefined));
}

function answerQuery(plan: QueryPlan, { reports }: RunPurpose): PlannedAnswer {
  const rows = reportedRows(plan, reports);
  if (rows === undefined)
    return {
      text: say(plan.language, 'The query of this question did not run, so there is no answer.', '查询未能执行，因此无法回答。'),
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
