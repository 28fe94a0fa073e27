import { CodexGraphError, type CypherRunner } from '@codexgraph/graph-model';
import { compileQuestion } from '@codexgraph/cypher-agent';
import { answerFromRows } from './answering/answer-from-rows.js';
import { answerWithoutRows } from './answering/answer-without-rows.js';
import type { PlannedAnswer } from './answering/answer.js';
import { RunnerSymbolDirectory } from './names/runner-symbol-directory.js';
import type { SymbolDirectory } from './names/symbol-entry.js';
import { planQuestion, type QuestionRequest } from './planning/plan-question.js';
import type { QuestionPlan } from './planning/plan.js';

/** Most rows of an answer that are read. */
const MAX_ROWS = 5000;

/** Answers questions about a repository without a language model, by one guarded query each. */
export class OfflinePlanner {
  readonly #runner: CypherRunner;
  readonly #directory: SymbolDirectory;

  constructor(runner: CypherRunner) {
    this.#runner = runner;
    this.#directory = new RunnerSymbolDirectory(runner);
  }

  /** See {@link planQuestion}. */
  plan(request: QuestionRequest): Promise<QuestionPlan> {
    return planQuestion(request, this.#directory);
  }

  /**
   * Plans, runs and answers.
   *
   * @throws CodexGraphError NOT_FOUND (no such repository), CANCELLED, DATABASE_UNAVAILABLE
   */
  async answer(request: QuestionRequest, signal?: AbortSignal): Promise<PlannedAnswer> {
    const plan = await this.plan(request);
    if (plan.kind !== 'query') return answerWithoutRows(plan);
    const outcome = await this.#runner.run({
      repository: request.repository,
      ...compileQuestion(plan.question, 'parameters'),
      limits: { maxRows: MAX_ROWS },
      ...(signal === undefined ? {} : { signal }),
    });
    if (outcome.kind === 'rows') return answerFromRows(plan, { columns: outcome.columns, rows: outcome.rows, truncated: outcome.truncated !== undefined });
    const problem = outcome.kind === 'refused' ? outcome.problems[0] : outcome.problem;
    throw new CodexGraphError('INTERNAL', `The query of this question did not run: ${problem?.message ?? 'no reason given'} Ask in a narrower way.`);
  }
}
