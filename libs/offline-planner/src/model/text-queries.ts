import { describeQuestion } from '@codexgraph/cypher-agent';
import { completenessQuestion } from '../planning/completeness.js';
import type { QueryPlan } from '../planning/plan.js';

/** A plan as text queries: what is looked for, and, where the answer rests on calls, what could not be resolved. */
export function textQueriesOf(plan: QueryPlan): readonly string[] {
  const main = describeQuestion(plan.question, plan.language);
  const question = completenessQuestion(plan);
  if (question === undefined) return [main];
  const names = question.names.map((name) => `\`${name}\``).join(', ');
  const where =
    question.about === 'callers' ? { en: `of ${names}`, zh: `对 ${names} 的` } : { en: `inside ${names}`, zh: `${names} 内的` };
  return [main, plan.language === 'zh' ? `${where.zh}未解析调用数` : `unresolved call sites ${where.en}`];
}
