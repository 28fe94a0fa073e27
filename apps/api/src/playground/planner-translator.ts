import { compileQuestion, describeQuestion } from '@codexgraph/cypher-agent';
import { answerWithoutRows, type OfflinePlanner } from '@codexgraph/offline-planner';
import type { CypherTranslator, TranslatedQuery } from './cypher-translator.js';

/** {@link CypherTranslator} by the built-in planner. */
export class PlannerTranslator implements CypherTranslator {
  constructor(private readonly planner: OfflinePlanner) {}

  async translate(
    repository: string,
    question: string,
  ): Promise<{ readonly queries: readonly TranslatedQuery[]; readonly problem: string | null }> {
    const plan = await this.planner.plan({ repository, question });
    if (plan.kind !== 'query') return { queries: [], problem: answerWithoutRows(plan).text };
    const { text } = compileQuestion(plan.question);
    return { queries: [{ meaning: describeQuestion(plan.question, plan.language), text, parameters: {} }], problem: null };
  }
}
