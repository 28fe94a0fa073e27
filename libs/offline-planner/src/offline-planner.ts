import { CodexGraphError, type CypherOutcome, type CypherRunner } from '@codexgraph/graph-model';
import { compileQuestion, type CompiledQuestion } from '@codexgraph/cypher-agent';
import { answerFromRows } from './answering/answer-from-rows.js';
import { answerWithoutRows } from './answering/answer-without-rows.js';
import type { PlannedAnswer } from './answering/answer.js';
import { completenessNote } from './answering/completeness-note.js';
import { RunnerSymbolDirectory } from './names/runner-symbol-directory.js';
import type { SymbolDirectory } from './names/symbol-entry.js';
import { planQuestion, type QuestionRequest } from './planning/plan-question.js';
import { completenessQuestion } from './planning/completeness.js';
import type { QueryPlan, QuestionPlan } from './planning/plan.js';

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
    const [outcome, sites] = await Promise.all([
      this.#run(request.repository, compileQuestion(plan.question, 'parameters'), signal),
      this.#unresolvedSites(request.repository, plan, signal),
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
