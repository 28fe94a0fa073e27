import {
  CodexGraphError,
  type CypherNotice,
  type CypherOutcome,
  type CypherProblem,
  type CypherRows,
  type CypherRunner,
} from '@codexgraph/graph-model';
import type { CypherReportQuery, CypherText, MatchFallback } from '@codexgraph/llm';
import type { CypherAgentRun } from './cypher-agent-run.js';
import { emptyExplanation, plainExplanation } from './empty-result.js';
import { explainEmptyPattern } from './explain-empty-pattern.js';
import type { NameLookup } from './name-lookup.js';
import { nearMisses, type NearMiss } from './near-misses.js';

/** What a query is run with. */
export interface QueryRunOptions {
  readonly runner: CypherRunner;
  readonly names: NameLookup;
  readonly maxRows: number;
  readonly timeoutMs: number;
}

/** A query about to be run. */
export interface QueryToRun {
  /** 0-based position of its text query. */
  readonly textQuery: number;
  /** That text query in words. */
  readonly words: string;
  readonly cypher: CypherText;
  readonly attempt: number;
}

const SHOWN_ROWS = 50;
const MOST_FALLBACKS = 4;

/** A query that was run, and whether a model may mend it. */
export interface RanQuery {
  readonly report: CypherReportQuery;
  /** What to tell the model about a failure, or about an empty answer that has a reason in the query itself; empty: nothing to mend. */
  readonly mendable: readonly CypherProblem[];
}

/**
 * Runs one query; where it matches nothing, its names are tried again in any case and then by full-text search. Undefined when a bound of the run forbids queries.
 * @throws CANCELLED when the run is stopped, and what the runner throws.
 */
export async function runQuery(query: QueryToRun, run: CypherAgentRun, options: QueryRunOptions): Promise<RanQuery | undefined> {
  const outcome = await execute(query, run, options);
  if (outcome === undefined) return undefined;
  if (outcome.kind !== 'rows') return failed(query, outcome);
  if (outcome.rows.length > 0) return { report: report(query, outcome), mendable: [] };
  const misses = await nearMisses(query.cypher, { names: options.names, repository: run.repository, signal: run.signal });
  const found = await tryFallbacks(query, misses, { run, options });
  if (found !== undefined) return found;
  const explanation =
    emptyExplanation(outcome.notices, misses) ??
    (await explainEmptyPattern(query.cypher, { runner: options.runner, repository: run.repository, signal: run.signal })) ??
    plainExplanation(misses);
  return {
    report: { ...report(query, outcome), explanation },
    mendable: outcome.notices.filter(({ code }) => code !== 'CAPPED').map((notice) => noticeProblem(notice)),
  };
}

async function tryFallbacks(
  query: QueryToRun,
  misses: readonly NearMiss[],
  { run, options }: { readonly run: CypherAgentRun; readonly options: QueryRunOptions },
): Promise<RanQuery | undefined> {
  const attempts = misses.flatMap((miss) => miss.replacements).slice(0, MOST_FALLBACKS);
  for (const { cypher, fallback, explanation } of attempts) {
    const outcome = await execute({ ...query, cypher }, run, { ...options, fallback });
    if (outcome?.kind !== 'rows' || outcome.rows.length === 0) continue;
    return { report: { ...report({ ...query, cypher }, outcome), fallback, explanation }, mendable: [] };
  }
  return undefined;
}

async function execute(
  query: QueryToRun,
  run: CypherAgentRun,
  options: QueryRunOptions & { readonly fallback?: MatchFallback },
): Promise<CypherOutcome | undefined> {
  const number = run.nextQuery();
  if (number === undefined) return undefined;
  const { cypher, words, attempt } = query;
  run.onEvent({
    kind: 'cypher-started',
    query: number,
    textQuery: words,
    cypher,
    attempt,
    ...(options.fallback === undefined ? {} : { fallback: options.fallback }),
  });
  const outcome = await options.runner.run({
    repository: run.repository,
    text: cypher.text,
    ...(cypher.parameters === undefined ? {} : { parameters: cypher.parameters }),
    limits: { maxRows: options.maxRows, timeoutMs: options.timeoutMs },
    signal: run.signal,
    ...(run.requestId === undefined ? {} : { requestId: run.requestId(number) }),
  });
  if (run.signal.aborted) throw new CodexGraphError('CANCELLED', 'The run was stopped.');
  tell(outcome, number, run);
  return outcome;
}

function tell(outcome: CypherOutcome, query: number, run: CypherAgentRun): void {
  if (outcome.kind !== 'rows') {
    run.onEvent({ kind: 'cypher-failed', query, problems: problemsOf(outcome) });
    return;
  }
  run.onRevision?.(outcome.revision);
  const { scopedText, columns, rows, notices, elapsedMs } = outcome;
  run.onEvent({
    kind: 'cypher-rows',
    query,
    scopedText,
    columns,
    rows: rows.slice(0, SHOWN_ROWS),
    rowCount: rows.length,
    truncated: outcome.truncated !== undefined,
    notices,
    elapsedMs,
  });
}

function report({ textQuery, cypher, attempt }: QueryToRun, outcome: CypherRows): CypherReportQuery {
  return {
    textQuery,
    cypher,
    outcome: outcome.rows.length > 0 ? 'rows' : 'empty',
    columns: outcome.columns,
    rows: outcome.rows,
    truncated: outcome.truncated !== undefined,
    notices: outcome.notices,
    problems: [],
    attempts: attempt,
  };
}

function failed({ textQuery, cypher, attempt }: QueryToRun, outcome: Exclude<CypherOutcome, CypherRows>): RanQuery {
  const problems = problemsOf(outcome);
  return {
    report: {
      textQuery,
      cypher,
      outcome: 'failed',
      columns: [],
      rows: [],
      truncated: false,
      notices: [],
      problems,
      attempts: attempt,
    },
    // Another text does not help against a busy server or a fault of the product.
    mendable: problems.filter(({ code }) => code !== 'BUSY' && code !== 'INTERNAL'),
  };
}

function problemsOf(outcome: Exclude<CypherOutcome, CypherRows>): readonly CypherProblem[] {
  return outcome.kind === 'refused' ? outcome.problems : [outcome.problem];
}

function noticeProblem({ message, line, column, suggestion }: CypherNotice): CypherProblem {
  return { code: 'RUNTIME', message: `no rows: ${message}`, line, column, ...(suggestion === undefined ? {} : { suggestion }) };
}
