import type { CypherReport, CypherText } from '@codexgraph/llm';
import { compileQuestion } from '@codexgraph/cypher-agent';
import { describePlan } from '../answering/describe-plan.js';
import type { AnswerRows } from '../answering/answer.js';
import type { PlannedPart } from '../compound/plan-parts.js';
import { completenessQuestion, type CompletenessQuestion } from '../planning/completeness.js';
import type { QueryPlan } from '../planning/plan.js';

/** A text query with the Cypher that it stands for. */
export interface PlannedQuery {
  readonly words: string;
  readonly cypher: CypherText;
}

/** What a run has to ask the graph for the questions of a text: their answers, then what linking could not resolve; each query once. */
export function plannedQueries(parts: readonly PlannedPart[]): readonly PlannedQuery[] {
  const queries: PlannedQuery[] = [];
  for (const { plan } of parts) {
    if (plan.kind !== 'query') continue;
    const { text, parameters } = compileQuestion(plan.question, 'parameters');
    queries.push({ words: describePlan(plan), cypher: { text, parameters } });
    const question = completenessQuestion(plan);
    if (question !== undefined)
      queries.push({
        words: completenessWords(question, plan),
        cypher: { text: question.text, parameters: question.parameters },
      });
  }
  return queries.filter((query, index) => queries.findIndex(({ cypher }) => isSame(cypher, query.cypher)) === index);
}

function completenessWords({ about, names }: CompletenessQuestion, { language }: QueryPlan): string {
  const listed = names.map((name) => `\`${name}\``).join(', ');
  const where =
    about === 'callers' ? { en: `of ${listed}`, zh: `对 ${listed} 的` } : { en: `inside ${listed}`, zh: `${listed} 内的` };
  return language === 'zh' ? `${where.zh}未解析调用数` : `unresolved call sites ${where.en}`;
}

/** What the reports of a run hold for a plan. */
export interface ReportedRows {
  readonly answer: AnswerRows;
  readonly unresolvedSites?: number;
}

/** The rows of the plan's own query, known by its text and values; undefined when it has not run. */
export function reportedRows(plan: QueryPlan, reports: readonly CypherReport[]): ReportedRows | undefined {
  const queries = reports.flatMap((report) => report.queries).filter((query) => query.outcome !== 'failed');
  const wanted = [compileQuestion(plan.question, 'parameters'), compileQuestion(plan.question)];
  const main = queries.findLast((query) => wanted.some((compiled) => isSame(query.cypher, compiled)));
  if (main === undefined) return undefined;
  const answer = { columns: main.columns, rows: main.rows, truncated: main.truncated };
  const question = completenessQuestion(plan);
  const sites = question === undefined ? undefined : queries.findLast((query) => isSame(query.cypher, question))?.rows[0]?.[0];
  return typeof sites === 'number' ? { answer, unresolvedSites: sites } : { answer };
}

function isSame(first: CypherText, second: CypherText): boolean {
  return normalized(first.text) === normalized(second.text) && valuesOf(first) === valuesOf(second);
}

function normalized(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}

function valuesOf({ parameters = {} }: CypherText): string {
  return JSON.stringify(Object.entries(parameters).sort(([left], [right]) => (left < right ? -1 : 1)));
}
