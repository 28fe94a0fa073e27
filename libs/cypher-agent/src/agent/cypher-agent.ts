import type { CypherProblem, CypherRunner } from '@codexgraph/graph-model';
import type { CypherReport, CypherReportQuery, PromptCatalog } from '@codexgraph/llm';
import type { CypherAgentRun, TextQueryShapes } from './cypher-agent-run.js';
import { CypherConversation } from './cypher-conversation.js';
import type { NameLookup } from './name-lookup.js';
import { readCypherReply, type WrittenQuery } from './read-cypher-reply.js';
import { reportText } from './report-text.js';
import { runQuery, type RanQuery } from './run-query.js';

/** Bounds of one call of the CypherAgent. */
export interface CypherAgentLimits {
  /** Times that failed queries go back to the model. */
  readonly retries: number;
  /** Queries that one reply may hold; further ones are left out, and the report says so. */
  readonly queriesPerReply: number;
  /** Text queries that one call takes; further ones are left out, and the report says so. */
  readonly textQueries: number;
  readonly maxRows: number;
  /** Of one query on the server. */
  readonly timeoutMs: number;
  /** Of the report's text. */
  readonly reportTokens: number;
}

/** Used where a composer says nothing. */
export const DEFAULT_CYPHER_AGENT_LIMITS: CypherAgentLimits = {
  retries: 3,
  queriesPerReply: 12,
  textQueries: 8,
  maxRows: 5000,
  timeoutMs: 10_000,
  reportTokens: 3000,
};

/** What a CypherAgent is made of. */
export interface CypherAgentOptions {
  readonly runner: CypherRunner;
  readonly names: NameLookup;
  /** With the prompts of {@link CYPHER_PROMPT_FOLDER}. */
  readonly prompts: PromptCatalog;
  /** Fixed shapes that need no model; absent: none. */
  readonly shapes?: TextQueryShapes;
  readonly limits?: Partial<CypherAgentLimits>;
  readonly countTokens: (text: string) => number;
}

const MOST_SEARCHED = 3;

interface Failure {
  readonly textQuery: number;
  readonly cypher: string;
  readonly problems: readonly CypherProblem[];
  /** Position among the queries of the report, to be replaced by a later attempt. */
  readonly slot: number;
}

/** A query with its place in the report. */
interface Placed extends WrittenQuery {
  /** The one it mends; absent: a new one. */
  readonly slot?: number;
}

/**
 * Turns text queries into Cypher, runs it, mends what failed, and reports. Queries that worked are kept whatever happens to the others.
 *
 * @example
 * const report = await agent.answer(['callers of Session.send'], run);
 */
export class CypherAgent {
  readonly #options: CypherAgentOptions;
  readonly #limits: CypherAgentLimits;

  constructor(options: CypherAgentOptions) {
    this.#options = options;
    this.#limits = { ...DEFAULT_CYPHER_AGENT_LIMITS, ...options.limits };
  }

  /** Answers text queries. Failures are part of the report. @throws CANCELLED, and what models and the runner throw */
  async answer(given: readonly string[], run: CypherAgentRun): Promise<CypherReport> {
    const textQueries = given.slice(0, this.#limits.textQueries);
    const results = new ReportInProgress();
    const unshaped = await this.#runShapes(textQueries, results, run);
    const remarks =
      given.length > textQueries.length
        ? [`${given.length - textQueries.length} further text queries were left out; ask for them again.`]
        : [];
    if (unshaped.length > 0) remarks.push(...(await this.#askModel(textQueries, { wanted: unshaped, results, run })));
    const queries = results.queries;
    const { reportTokens } = this.#limits;
    const text = reportText(textQueries, queries, { tokens: reportTokens, countTokens: this.#options.countTokens });
    const found = await searchForUnanswered(textQueries, queries, run);
    return { textQueries, queries, text: [text, ...found, ...remarks].join('\n\n') };
  }

  /** Runs text queries of fixed shapes; gives the positions of the others. */
  async #runShapes(textQueries: readonly string[], results: ReportInProgress, run: CypherAgentRun): Promise<readonly number[]> {
    const { shapes } = this.#options;
    if (shapes === undefined) return textQueries.map((_words, index) => index);
    const others: number[] = [];
    for (const [textQuery, words] of textQueries.entries()) {
      const compiled = await shapes.compile(words, run);
      if (compiled === undefined) others.push(textQuery);
      for (const cypher of compiled ?? []) {
        const ran = await this.#run({ textQuery, cypher }, { words, attempt: 1 }, run);
        if (ran !== undefined) results.add(ran.report);
      }
    }
    return others;
  }

  async #askModel(
    textQueries: readonly string[],
    context: { readonly wanted: readonly number[]; readonly results: ReportInProgress; readonly run: CypherAgentRun },
  ): Promise<readonly string[]> {
    const { wanted, results, run } = context;
    const conversation = new CypherConversation(this.#options.prompts, { run, queriesPerReply: this.#limits.queriesPerReply });
    let request = conversation.requests(wanted.map((index) => textQueries[index] ?? ''));
    let failures: readonly Failure[] = [];
    for (let attempt = 1; attempt <= this.#limits.retries + 1; attempt += 1) {
      const reply = await run.callModel(request);
      if (reply === undefined) return ['A bound of the run was reached before all queries were written.'];
      const requests = attempt === 1 ? wanted.length : Math.max(failures.length, 1);
      const reading = readCypherReply(reply.text, { requests, most: this.#limits.queriesPerReply });
      const remarks = reading.ok && reading.left > 0 ? [`${reading.left} further queries of one reply were left out.`] : [];
      if (!reading.ok) {
        if (failures.length > 0) return [];
        request = conversation.complaint(reply.text, reading.complaint, {
          textQueries: wanted.map((index) => textQueries[index] ?? ''),
          attempt: attempt + 1,
        });
        continue;
      }
      const place = (query: WrittenQuery): Placed => {
        const mended = failures[query.textQuery];
        if (attempt === 1 || mended === undefined)
          return { ...query, textQuery: wanted[attempt === 1 ? query.textQuery : 0] ?? 0 };
        return { ...query, textQuery: mended.textQuery, slot: mended.slot };
      };
      const placed = reading.queries.map(place);
      failures = await this.#runWritten(placed, { textQueries, attempt, results, run });
      if (failures.length === 0) return remarks;
      request = conversation.repair(
        reply.text,
        failures.map((failure) => ({ ...failure, textQuery: textQueries[failure.textQuery] ?? '' })),
        attempt + 1,
      );
    }
    return [];
  }

  /** Runs the queries of one reply; gives those that a model may mend. */
  async #runWritten(
    written: readonly Placed[],
    context: {
      readonly textQueries: readonly string[];
      readonly attempt: number;
      readonly results: ReportInProgress;
      readonly run: CypherAgentRun;
    },
  ): Promise<readonly Failure[]> {
    const failures: Failure[] = [];
    for (const query of written) {
      const ran = await this.#run(
        query,
        { words: context.textQueries[query.textQuery] ?? '', attempt: context.attempt },
        context.run,
      );
      if (ran === undefined) return [];
      const slot = context.results.add(ran.report, query.slot);
      if (ran.mendable.length === 0) continue;
      failures.push({ textQuery: query.textQuery, cypher: query.cypher.text, problems: ran.mendable, slot });
    }
    return failures;
  }

  #run(
    query: WrittenQuery,
    { words, attempt }: { readonly words: string; readonly attempt: number },
    run: CypherAgentRun,
  ): Promise<RanQuery | undefined> {
    const { maxRows, timeoutMs } = this.#limits;
    const { runner, names } = this.#options;
    return runQuery({ ...query, words, attempt }, run, { runner, names, maxRows, timeoutMs });
  }
}

/** The last resort for text queries that no row answers: what they are about. */
async function searchForUnanswered(
  textQueries: readonly string[],
  queries: readonly CypherReportQuery[],
  { findByWords }: CypherAgentRun,
): Promise<readonly string[]> {
  if (findByWords === undefined) return [];
  const answered = new Set(queries.filter(({ outcome }) => outcome === 'rows').map(({ textQuery }) => textQuery));
  const unanswered = textQueries.filter((_words, index) => !answered.has(index)).slice(0, MOST_SEARCHED);
  const found = await Promise.all(unanswered.map((words) => findByWords(words)));
  return found.filter((text) => text !== '');
}

/** Results in the order in which they were first tried; a later attempt takes the place of the one it mends. */
class ReportInProgress {
  readonly #queries: CypherReportQuery[] = [];

  get queries(): readonly CypherReportQuery[] {
    return this.#queries;
  }

  /** @returns its slot, for attempts that mend it. */
  add(query: CypherReportQuery, slot = this.#queries.length): number {
    const before = this.#queries[slot];
    // A good result is never replaced by a worse one.
    if (before === undefined || rank(query) >= rank(before)) this.#queries[slot] = query;
    return slot;
  }
}

function rank({ outcome }: CypherReportQuery): number {
  return { failed: 0, empty: 1, rows: 2 }[outcome];
}
