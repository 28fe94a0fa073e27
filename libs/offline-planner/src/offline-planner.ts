import { CodexGraphError, type CypherOutcome, type CypherRunner } from '@codexgraph/graph-model';
import { compileQuestion, type CompiledQuestion } from '@codexgraph/cypher-agent';
import { answerFromRows } from './answering/answer-from-rows.js';
import { answerBySearch, type TopicSearcher } from './answering/answer-by-search.js';
import { answerWithoutRows } from './answering/answer-without-rows.js';
import type { PlannedAnswer } from './answering/answer.js';
import { composeAnswers } from './answering/compose-answers.js';
import { completenessNote } from './answering/completeness-note.js';
import { RunnerSymbolDirectory } from './names/runner-symbol-directory.js';
import type { SymbolDirectory } from './names/symbol-entry.js';
import { planParts, type PlannedPart, type PlannedQuestions } from './compound/plan-parts.js';
import type { QuestionRequest } from './planning/plan-question.js';
import { completenessQuestion } from './planning/completeness.js';
import type { QueryPlan } from './planning/plan.js';

/** Most rows of an answer that are read. */
const MAX_ROWS = 5000;

/** Answers questions about a repository without a language model, by one guarded query each. */
export class OfflinePlanner {
  readonly #runner: CypherRunner;
  readonly #directory: SymbolDirectory;
  readonly #searcher: TopicSearcher | undefined;

  /** @param searcher answers questions about topics; without it they are not answered */
  constructor(runner: CypherRunner, searcher?: TopicSearcher) {
    this.#runner = runner;
    this.#searcher = searcher;
    this.#directory = new RunnerSymbolDirectory(runner);
  }

  /** The questions of a text with their plans; see {@link planParts}. */
  plan(request: QuestionRequest): Promise<PlannedQuestions> {
    return planParts(request, this.#directory);
  }

  /**
   * Plans, runs and answers every question of a text.
   *
   * @throws CodexGraphError NOT_FOUND (no such repository), CANCELLED, DATABASE_UNAVAILABLE
   */
  async answer(request: QuestionRequest, signal?: AbortSignal): Promise<PlannedAnswer> {
    const { parts, left } = await this.plan(request);
    const answers = await Promise.all(parts.map((part) => this.#answerPart(request.repository, part, signal)));
    return composeAnswers(
      parts.map(({ text, plan }, index) => ({
        question: text,
        language: plan.language,
        answer: answers[index] ?? { text: '', citations: [] },
      })),
      left,
    );
  }

  async #answerPart(repository: string, { text, plan }: PlannedPart, signal: AbortSignal | undefined): Promise<PlannedAnswer> {
    if (plan.kind === 'search' && this.#searcher !== undefined) {
      const searcher = this.#searcher;
      return answerBySearch(plan, { repository, question: text }, (request) => searcher.search(request, signal));
    }
    return plan.kind === 'query' ? this.#answerQuery(repository, plan, signal) : answerWithoutRows(plan);
  }

  async #answerQuery(repository: string, plan: QueryPlan, signal: AbortSignal | undefined): Promise<PlannedAnswer> {
    const [outcome, sites] = await Promise.all([
      this.#run(repository, compileQuestion(plan.question, 'parameters'), signal),
      this.#unresolvedSites(repository, plan, signal),
    ]);
    if (outcome.kind === 'rows') {
      const answer = answerFromRows(plan, {
        columns: outcome.columns,
        rows: outcome.rows,
        truncated: outcome.truncated !== undefined,
      });
      return sites === undefined ? answer : { ...answer, limits: sites };
    }
    const problem = outcome.kind === 'refused' ? outcome.problems[0] : outcome.problem;
    throw new CodexGraphError(
      'INTERNAL',
      `The query of this question did not run: ${problem?.message ?? 'no reason given'} Ask in a narrower way.`,
    );
  }

  #run(repository: string, compiled: CompiledQuestion, signal: AbortSignal | undefined): Promise<CypherOutcome> {
    return this.#runner.run({
      repository,
      text: compiled.text,
      parameters: compiled.parameters,
      limits: { maxRows: MAX_ROWS },
      ...(signal === undefined ? {} : { signal }),
    });
  }

  /** What linking could not resolve, in words. An answer is not held up by a failure here. */
  async #unresolvedSites(repository: string, plan: QueryPlan, signal: AbortSignal | undefined): Promise<string | undefined> {
    const question = completenessQuestion(plan);
    if (question === undefined) return undefined;
    const outcome = await this.#run(repository, question, signal);
    const sites = outcome.kind === 'rows' ? outcome.rows[0]?.[0] : undefined;
    return typeof sites === 'number' ? completenessNote(question, sites, plan.language) : undefined;
  }
}
