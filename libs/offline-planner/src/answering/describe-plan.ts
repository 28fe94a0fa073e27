import { describeQuestion } from '@codexgraph/cypher-agent';
import type { QueryPlan } from '../planning/plan.js';
import { say } from './phrases.js';
import { describeSift } from './sift-rows.js';

/** The plan in plain words: the question to the graph, and what is asked of signatures. */
export function describePlan({ question, language, sift }: Pick<QueryPlan, 'question' | 'language' | 'sift'>): string {
  const words = describeQuestion(question, language);
  return sift === undefined ? words : `${words}${say(language, ', ', '，')}${describeSift(sift, language)}`;
}
