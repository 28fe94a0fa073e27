import {
  CodexGraphError,
  type CypherCompletionRequest,
  type CypherCompletions,
  type CypherExplanation,
  type CypherOutcome,
  type CypherProblem,
  type CypherRequest,
  type CypherRunner,
  type GraphReaderPort,
  type RepositoryRecord,
  type ScopedFailure,
  type ScopedResult,
  type ScopedSessionPort,
  type SymbolReaderPort,
} from '@codexgraph/graph-model';
import type { ScopeContext } from '../safety/scoping/scope-context.js';
import { completeQuery } from '../safety/completion/complete-query.js';
import { scope, type RefusedQuery, type ScopedQuery } from '../safety/scope.js';
import { isEmptyAnswer, nameNotices } from './name-notices.js';
import { schemaNotices } from './schema-notices.js';
import { limitsOf, type RunCeilings } from './limits.js';
import { paddedLists } from './padded-lists.js';
import { planFault, shownMeasures, shownPlan } from './plan-gate.js';
import { RunQueue } from './run-queue.js';
import { schemaRows, vocabularyOf } from './schema-rows.js';
import { serverProblem } from './server-problem.js';
import { locateProblem } from './text-positions.js';
import { variablesOf } from './variables.js';

/** What a {@link ScopedCypherRunner} works with. */
export interface ScopedCypherRunnerOptions {
  readonly sessions: ScopedSessionPort;
  readonly graphs: Pick<GraphReaderPort, 'repository'>;
  readonly symbols: Pick<SymbolReaderPort, 'symbolsByNamePrefix'>;
  /** A clock that never goes back, in milliseconds. */
  readonly nowMs: () => number;
  /** Makes ids that never repeat. */
  readonly newId: () => string;
  readonly ceilings?: RunCeilings;
  /** Queries that run at the same time; others wait. Default 6. */
  readonly concurrency?: number;
  /** Queries that may wait; further ones are refused as BUSY. Default 200. */
  readonly queueLimit?: number;
  /** Told when a check finds what an earlier one should have refused: an error of the product. */
  readonly onInternalFault?: (fault: string, text: string) => void;
}

/** Nodes carry this label beside their kind; people need not see it. */
const HIDDEN_LABELS = ['Symbol'];

interface Prepared {
  readonly query: ScopedQuery;
  readonly record: RepositoryRecord;
}

/** Checks, confines and runs queries. See {@link CypherRunner}. */
export class ScopedCypherRunner implements CypherRunner {
  readonly #options: ScopedCypherRunnerOptions;
  readonly #queue: RunQueue;
  readonly #running = new Map<string, AbortController>();
  /** Texts that passed the plan gate for a revision, newest last. */
  readonly #planned = new Set<string>();
  /** Records as they were read last. Every run looks afterwards whether its revision is still the published one. */
  readonly #records = new Map<string, RepositoryRecord>();

  constructor(options: ScopedCypherRunnerOptions) {
    this.#options = options;
    this.#queue = new RunQueue(options.concurrency ?? 6, options.queueLimit ?? 200);
  }

  async run(request: CypherRequest): Promise<CypherOutcome> {
    const startedMs = this.#options.nowMs();
    const stop = new AbortController();
    const id = request.requestId ?? this.#options.newId();
    const abort = (): void => {
      stop.abort();
    };
    request.signal?.addEventListener('abort', abort, { once: true });
    if (request.signal?.aborted === true) abort();
    this.#running.set(id, stop);
    try {
      const outcome = await this.#queue.run(stop.signal, () => this.#runOnce(request, stop.signal, startedMs));
      return outcome === 'busy' ? busy() : outcome === 'aborted' ? stopped('cancel') : outcome;
    } finally {
      this.#running.delete(id);
      request.signal?.removeEventListener('abort', abort);
    }
  }

  async explain(request: Omit<CypherRequest, 'limits'>): Promise<CypherExplanation> {
    const prepared = await this.#prepare(request);
    if ('kind' in prepared) return refusedOutcome(request.text, prepared);
    const { query, record } = prepared;
    const planned = await this.#options.sessions.plan(query.text, request.parameters ?? {});
    if (planned.kind === 'failed') return { kind: 'failed', problem: serverProblem(planned, query) };
    const fault = planFault(planned, record.label);
    if (fault !== undefined) return this.#internal(fault, request.text);
    return {
      kind: 'plan',
      columns: planned.columns,
      scopedText: query.shownText(record.name),
      plan: shownPlan(planned.plan, variablesOf(query.query)),
      notices: schemaNotices(query, vocabularyOf(record.counts)),
    };
  }

  async complete(request: CypherCompletionRequest): Promise<CypherCompletions> {
    const { counts } = await this.#record(request.repository);
    const names = (prefix: string, limit: number) => this.#names(request.repository, prefix, limit);
    return completeQuery(request, { vocabulary: vocabularyOf(counts), names });
  }

  cancel(requestId: string): boolean {
    const running = this.#running.get(requestId);
    running?.abort();
    return running !== undefined;
  }

  /** Runs once more when a publication came between: the label may have been freed under the query. */
  async #runOnce(request: CypherRequest, signal: AbortSignal, startedMs: number): Promise<CypherOutcome> {
    const first = await this.#attempt(request, { signal, startedMs, last: false });
    return first === 'overtaken' ? this.#runLast(request, signal, startedMs) : first;
  }

  async #runLast(request: CypherRequest, signal: AbortSignal, startedMs: number): Promise<CypherOutcome> {
    const outcome = await this.#attempt(request, { signal, startedMs, last: true });
    return outcome === 'overtaken' ? busy() : outcome;
  }

  async #attempt(
    request: CypherRequest,
    { signal, startedMs, last }: { readonly signal: AbortSignal; readonly startedMs: number; readonly last: boolean },
  ): Promise<CypherOutcome | 'overtaken'> {
    const kept = last ? undefined : this.#records.get(request.repository);
    const prepared = await this.#prepare(request, kept);
    if ('kind' in prepared) return refusedOutcome(request.text, prepared);
    const { query, record } = prepared;
    const parameters = paddedLists(query.query, query.text, request.parameters ?? {});
    const gate = await this.#gate(query, record, { text: request.text, parameters });
    if (gate !== undefined) return gate;
    if (query.explain) return this.#explainAsRows(query, request, { record, startedMs });
    const result = await this.#options.sessions.run({
      text: query.text,
      parameters,
      runId: this.#options.newId(),
      ...limitsOf(request.limits, this.#options.ceilings),
      hiddenLabels: [record.label, ...HIDDEN_LABELS],
      ...(request.profile === true && { profile: true }),
      signal,
    });
    if ((await this.#isOvertaken(record, kept !== undefined)) && !last) return 'overtaken';
    const outcome = this.#outcome(result, query, { record, startedMs, text: request.text });
    if (outcome.kind !== 'rows' || !isEmptyAnswer(outcome.rows)) return outcome;
    const search = (prefix: string, limit: number) => this.#names(request.repository, prefix, limit);
    const names = await nameNotices(query, { parameters: request.parameters ?? {}, search });
    return { ...outcome, notices: [...outcome.notices, ...names] };
  }

  /** Whether a query read a record that is no longer the published one; a repository that is gone shows in a kept record alone. */
  async #isOvertaken(record: RepositoryRecord, wasKept: boolean): Promise<boolean> {
    const now = await this.#options.sessions.revision(record.name);
    if (now?.revision === record.revision) return false;
    this.#records.delete(record.name);
    return now !== undefined || wasKept;
  }

  async #names(
    repository: string,
    prefix: string,
    limit: number,
  ): Promise<readonly { readonly name: string; readonly label: string }[]> {
    const page = await this.#options.symbols.symbolsByNamePrefix(repository, prefix, { limit });
    return page.items;
  }

  #outcome(
    result: ScopedResult,
    query: ScopedQuery,
    run: { readonly record: RepositoryRecord; readonly startedMs: number; readonly text: string },
  ): CypherOutcome {
    if (result.kind === 'stopped') return stopped(result.by);
    if (result.kind === 'failed') return { kind: 'failed', problem: serverProblem(result, query) };
    const { columns, rows, truncated, profile } = result;
    return {
      kind: 'rows',
      columns,
      rows,
      ...(truncated !== undefined && { truncated }),
      notices: schemaNotices(query, vocabularyOf(run.record.counts)),
      elapsedMs: this.#options.nowMs() - run.startedMs,
      writtenText: run.text,
      scopedText: query.shownText(run.record.name),
      revision: run.record.revision,
      ...(profile !== undefined && { plan: shownMeasures(profile, variablesOf(query.query), run.record.label) }),
    };
  }

  /** `EXPLAIN ...` as a query: the plan as rows. */
  async #explainAsRows(
    query: ScopedQuery,
    request: CypherRequest,
    run: { readonly record: RepositoryRecord; readonly startedMs: number },
  ): Promise<CypherOutcome> {
    const explained = await this.explain(request);
    if (explained.kind !== 'plan') return explained;
    const rows: (string | number)[][] = [];
    const visit = (step: typeof explained.plan, depth: number): void => {
      rows.push([depth, step.operator, step.variables.join(', ')]);
      for (const child of step.children) visit(child, depth + 1);
    };
    visit(explained.plan, 0);
    return this.#outcome({ kind: 'rows', columns: ['depth', 'operator', 'variables'], rows }, query, {
      ...run,
      text: request.text,
    });
  }

  async #gate(
    query: ScopedQuery,
    record: RepositoryRecord,
    request: Required<Pick<CypherRequest, 'text' | 'parameters'>>,
  ): Promise<CypherOutcome | undefined> {
    if (this.#planned.has(query.text)) return undefined;
    const planned = await this.#options.sessions.plan(query.text, request.parameters);
    if (planned.kind === 'failed') return { kind: 'failed', problem: this.#planProblem(planned, query, request.text) };
    const fault = planFault(planned, record.label);
    if (fault !== undefined) return this.#internal(fault, request.text);
    this.#planned.add(query.text);
    const [oldest] = this.#planned;
    if (this.#planned.size > PLANNED_TEXTS && oldest !== undefined) this.#planned.delete(oldest);
    return undefined;
  }

  #planProblem(failure: ScopedFailure, query: ScopedQuery, text: string): CypherProblem {
    if (/Invalid input/u.test(failure.serverMessage))
      this.#options.onInternalFault?.(`the server cannot read the query: ${failure.serverMessage}`, text);
    return serverProblem(failure, query);
  }

  #internal(fault: string, text: string): { readonly kind: 'failed'; readonly problem: CypherProblem } {
    this.#options.onInternalFault?.(fault, text);
    const message = 'the query was stopped by a last check';
    return {
      kind: 'failed',
      problem: {
        code: 'INTERNAL',
        message,
        line: 1,
        column: 1,
        hint: 'this is a fault of the product; please report it with the query',
      },
    };
  }

  async #prepare(request: Omit<CypherRequest, 'limits'>, kept?: RepositoryRecord): Promise<Prepared | RefusedQuery> {
    const record = kept ?? (await this.#record(request.repository));
    const query = scope(request.text, {
      label: record.label,
      hiddenLabels: HIDDEN_LABELS,
      parameters: request.parameters ?? {},
      ...schemaOf(record),
      ...(this.#options.sessions.languages && { languages: this.#options.sessions.languages }),
      ...indexesOf(request.repository, this.#options.sessions),
    });
    return query.kind === 'refused' ? query : { query, record };
  }

  async #record(repository: string): Promise<RepositoryRecord> {
    const record = await this.#options.graphs.repository(repository);
    if (record !== undefined) {
      this.#records.delete(repository);
      this.#records.set(repository, record);
      const [oldest] = this.#records.keys();
      if (this.#records.size > KEPT_RECORDS && oldest !== undefined) this.#records.delete(oldest);
      return record;
    }
    throw new CodexGraphError('NOT_FOUND', `There is no repository '${repository.slice(0, 100)}'; list them, or index it first.`);
  }
}

type SchemaFacts = Required<Pick<ScopeContext, 'nodeCount' | 'schema'>>;

const knownSchemas = new WeakMap<RepositoryRecord, SchemaFacts>();

/** What confining needs to know of a repository; made once for a record. */
function schemaOf(record: RepositoryRecord): SchemaFacts {
  const known = knownSchemas.get(record);
  if (known !== undefined) return known;
  const nodeCount = Object.values(record.counts.nodes).reduce((total, count) => total + count, 0);
  const facts = { nodeCount, schema: schemaRows(vocabularyOf(record.counts), record.counts) };
  knownSchemas.set(record, facts);
  return facts;
}

const PLANNED_TEXTS = 500;
const KEPT_RECORDS = 50;

/** The full-text index under the name that people use. */
function indexesOf(repository: string, sessions: ScopedSessionPort): Pick<ScopeContext, 'indexes'> {
  const text = sessions.textIndex?.(repository);
  if (text === undefined) return {};
  const { name, symbolProperty } = text;
  return { indexes: { code_fulltext: { kind: 'fulltext', physicalName: name, symbolProperty } } };
}

function refusedOutcome(
  text: string,
  { problems }: RefusedQuery,
): { readonly kind: 'refused'; readonly problems: readonly CypherProblem[] } {
  return { kind: 'refused', problems: problems.map((problem) => locateProblem(text, problem)) };
}

function stopped(by: 'timeout' | 'cancel'): CypherOutcome {
  const problem: CypherProblem =
    by === 'cancel'
      ? { code: 'TIME', message: 'the query was cancelled', line: 1, column: 1 }
      : {
          code: 'TIME',
          message: 'the query took longer than it may',
          line: 1,
          column: 1,
          hint: 'bound the path, e.g. *1..5, or start from a named symbol',
        };
  return { kind: 'stopped', by, problem };
}

function busy(): CypherOutcome {
  return {
    kind: 'failed',
    problem: { code: 'BUSY', message: 'too many queries are waiting', line: 1, column: 1, hint: 'try again in a moment' },
  };
}
