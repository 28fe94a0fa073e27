import { setTimeout as pause } from 'node:timers/promises';
import type {
  CypherParameter,
  CypherValue,
  ScopedFailure,
  ScopedPlan,
  ScopedPlanOperator,
  ScopedResult,
  ScopedRevision,
  ScopedSessionPort,
  ScopedStatement,
} from '@codexgraph/graph-model';
import neo4j, { type Driver, type Plan, type ResultSummary, type Session } from 'neo4j-driver';
import { translateDriverError } from '../execution/driver-error.js';
import type { QueryExecutor } from '../execution/query-executor.js';
import { repository as readRepository } from '../generated/read/repository.js';
import { terminateScopedQuery } from '../generated/read/terminate-scoped-query.js';
import { searchBase } from '../revisions/revision-label.js';
import { CellTooLarge, toCypherValue, toDriverParameter, type ValueBudget } from './scoped-values.js';

const FETCH_ROWS = 100;
/** How much longer than its limit a query may stay silent before it is stopped from this side. */
const GRACE_MS = 1000;
const PLAN_TIMEOUT_MS = 10_000;

/** Runs confined texts in reading sessions of a pool of their own. */
export class ScopedSessions implements ScopedSessionPort {
  readonly #driver: Driver;
  readonly #executor: QueryExecutor;
  readonly #database: string | undefined;
  readonly languages: readonly ('5' | '25')[];

  constructor(options: {
    readonly driver: Driver;
    readonly executor: QueryExecutor;
    readonly database?: string | undefined;
    /** Absent: 5 alone. */
    readonly languages?: readonly ('5' | '25')[];
  }) {
    this.languages = options.languages ?? ['5'];
    this.#driver = options.driver;
    this.#executor = options.executor;
    this.#database = options.database;
  }

  async revision(name: string): Promise<ScopedRevision | undefined> {
    const [row] = await this.#executor.run(readRepository, { name });
    if (row === undefined) return undefined;
    return { repository: name, revision: String(row.repository['revision']), label: String(row.repository['label']) };
  }

  textIndex(repository: string): { readonly name: string; readonly symbolProperty: string } {
    return { name: `${searchBase(repository)}_search_text`, symbolProperty: 'symbol' };
  }

  async plan(text: string, parameters: Readonly<Record<string, CypherParameter>>): Promise<ScopedPlan> {
    const session = this.#session();
    try {
      const result = session.run(withMode(text, 'EXPLAIN'), driverParameters(parameters), { timeout: PLAN_TIMEOUT_MS });
      const columns = await result.keys();
      const { summary } = await result;
      if (summary.plan === false) return { kind: 'failed', serverCode: 'NoPlan', serverMessage: 'the server gave no plan' };
      return { kind: 'plan', queryType: summary.queryType, columns, plan: toOperator(summary.plan) };
    } catch (error) {
      return failure(error);
    } finally {
      await session.close().catch(() => undefined);
    }
  }

  async run(statement: ScopedStatement): Promise<ScopedResult> {
    const { signal, timeoutMs } = statement;
    if (signal?.aborted === true) return { kind: 'stopped', by: 'cancel' };
    const session = this.#session();
    const done = new AbortController();
    const reading = this.#read(session, statement);
    const stops = [after(timeoutMs + GRACE_MS, done.signal, 'timeout'), aborted(signal, done.signal)];
    try {
      const result = await Promise.race([reading, ...stops]);
      if (result.kind === 'stopped') await this.#terminate(statement.runId);
      else if (result.kind === 'rows' && result.truncated !== undefined) await this.#terminate(statement.runId);
      return result;
    } finally {
      done.abort();
      reading.catch(() => undefined);
      // Closing waits for the server; whoever asked should not.
      void session.close().catch(() => undefined);
    }
  }

  async #read(session: Session, statement: ScopedStatement): Promise<ScopedResult> {
    const budget: ValueBudget = {
      bytes: statement.maxBytes,
      maxCellElements: statement.maxCellElements,
      hiddenLabels: new Set(statement.hiddenLabels),
    };
    const rows: CypherValue[][] = [];
    let columns: readonly string[] = [];
    try {
      const text = statement.profile === true ? withMode(statement.text, 'PROFILE') : statement.text;
      const result = session.run(text, driverParameters(statement.parameters), {
        timeout: statement.timeoutMs,
        metadata: { application: 'codexgraph', codexgraph_run: statement.runId },
      });
      columns = await result.keys();
      for await (const record of result) {
        if (rows.length >= statement.maxRows) return { kind: 'rows', columns, rows, truncated: 'rows' };
        const row = [...record.values()].map((value) => toCypherValue(value, budget));
        if (budget.bytes < 0) return { kind: 'rows', columns, rows, truncated: 'bytes' };
        rows.push(row);
      }
      const { queryProfile: profile } = await result.summary();
      return { kind: 'rows', columns, rows, ...(profile !== false && { profile: toMeasured(profile) }) };
    } catch (error) {
      if (error instanceof CellTooLarge) return { kind: 'rows', columns, rows, truncated: budget.bytes < 0 ? 'bytes' : 'cell' };
      return outcomeOf(error);
    }
  }

  async #terminate(run: string): Promise<void> {
    await this.#executor.run(terminateScopedQuery, { run }, { retry: { attempts: 1 } }).catch(() => undefined);
  }

  #session(): Session {
    return this.#driver.session({
      defaultAccessMode: neo4j.session.READ,
      fetchSize: FETCH_ROWS,
      ...(this.#database === undefined ? {} : { database: this.#database }),
    });
  }
}

/** A confined text begins with its language. */
function withMode(text: string, mode: 'EXPLAIN' | 'PROFILE'): string {
  return text.replace(/^CYPHER \d+ /u, (prefix) => `${prefix}${mode} `);
}

type Stopped = Extract<ScopedResult, { readonly kind: 'stopped' }>;

async function after(milliseconds: number, done: AbortSignal, by: 'timeout'): Promise<Stopped> {
  await pause(milliseconds, undefined, { signal: done }).catch(() => undefined);
  return { kind: 'stopped', by };
}

function aborted(signal: AbortSignal | undefined, done: AbortSignal): Promise<Stopped> {
  return new Promise((resolve) => {
    signal?.addEventListener(
      'abort',
      () => {
        resolve({ kind: 'stopped', by: 'cancel' });
      },
      { once: true, signal: done },
    );
  });
}

const STOPPED_BY_TIME = ['Neo.ClientError.Transaction.TransactionTimedOut', 'Neo.ClientError.Transaction.LockClientStopped'];
const STOPPED_BY_HAND = ['Neo.ClientError.Transaction.TransactionTerminated', 'Neo.TransientError.Transaction.Terminated'];

function outcomeOf(error: unknown): ScopedResult {
  const failed = failure(error);
  if (STOPPED_BY_TIME.some((code) => failed.serverCode.startsWith(code))) return { kind: 'stopped', by: 'timeout' };
  if (STOPPED_BY_HAND.some((code) => failed.serverCode.startsWith(code))) return { kind: 'stopped', by: 'cancel' };
  return failed;
}

/** What the server said. @throws CodexGraphError when it could not be asked. */
function failure(error: unknown): ScopedFailure {
  const translated = translateDriverError(error);
  if (['DATABASE_UNAVAILABLE', 'DATABASE_AUTHENTICATION', 'CONFIGURATION'].includes(translated.code)) throw translated;
  const { driverCode, server } = translated.details;
  const serverMessage = typeof server === 'string' ? server : '';
  const offset = /\(offset: (\d+)\)/u.exec(serverMessage)?.[1];
  return {
    kind: 'failed',
    serverCode: typeof driverCode === 'string' ? driverCode : 'N/A',
    serverMessage,
    ...(offset !== undefined && { offset: Number(offset) }),
  };
}

function driverParameters(parameters: Readonly<Record<string, CypherParameter>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, toDriverParameter(value)]));
}

type Planned = Pick<Plan, 'operatorType' | 'identifiers' | 'arguments'> & { readonly children: readonly Planned[] };

function toOperator(plan: Planned): ScopedPlanOperator {
  const details = (plan.arguments as Readonly<Record<string, unknown>>)['Details'];
  return {
    operator: plan.operatorType.replace(/@.*$/u, ''),
    details: typeof details === 'string' ? details : '',
    identifiers: plan.identifiers,
    children: plan.children.map(toOperator),
  };
}

type Measured = Exclude<ResultSummary['queryProfile'], false>;

function toMeasured(plan: Measured): ScopedPlanOperator {
  const { rows, dbHits } = plan;
  return {
    ...toOperator(plan),
    ...(rows !== null && { rows }),
    ...(dbHits !== null && { hits: dbHits }),
    children: plan.children.map(toMeasured),
  };
}
