import type { CypherReport } from '@codexgraph/llm';
import { compileQuestion } from '@codexgraph/cypher-agent';
import type { AnswerRows } from '../answering/answer.js';
import type { QueryPlan } from '../planning/plan.js';

/** What the reports of a run hold for a plan. */
export interface ReportedRows {
  readonly answer: AnswerRows;
  readonly unresolvedSites?: number;
}

/** The rows of the plan's own query, known by its text; undefined when it has not run. */
export function reportRows(plan: QueryPlan, reports: readonly CypherReport[]): ReportedRows | undefined {
  const queries = reports.flatMap((report) => report.queries).filter((query) => query.outcome !== 'failed');
  const wanted = [compileQuestion(plan.question, 'parameters').text, compileQuestion(plan.question).text].map(normalized);
  const main = queries.findLast((query) => wanted.includes(normalized(query.cypher.text)));
  if (main === undefined) return undefined;
  const sites = queries.findLast((query) => query.columns.length === 1 && query.columns[0] === 'sites')?.rows[0]?.[0];
  const answer = { columns: main.columns, rows: main.rows, truncated: main.truncated };
  return typeof sites === 'number' ? { answer, unresolvedSites: sites } : { answer };
}

function normalized(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
