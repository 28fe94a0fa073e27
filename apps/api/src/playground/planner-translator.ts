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
    const { parts } = await this.planner.plan({ repository, question });
    const queries = parts.flatMap(({ plan }): TranslatedQuery[] => {
      if (plan.kind !== 'query') return [];
      const { text } = compileQuestion(plan.question);
      return [{ meaning: describeQuestion(plan.question, plan.language), text, parameters: {}, repairedFrom: null }];
    });
    const problems = parts.flatMap(({ plan }) => (plan.kind === 'query' ? [] : [answerWithoutRows(plan).text]));
    return { queries, problem: problems.length === 0 ? null : problems.join('\n\n') };
  }
}
