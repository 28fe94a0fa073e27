import { CodexGraphError } from '@codexgraph/graph-model';
import neo4j, { type Driver, type ManagedTransaction, type Session, type Transaction } from 'neo4j-driver';
import type { QueryCatalog } from '../catalog/query-catalog.js';
import type { AnyQueryContract, QueryAccess, QueryContract } from '../catalog/query-contract.js';
import { translateDriverError } from './driver-error.js';
import { decodeRow, encodeParameters } from './driver-values.js';
import { withRetries, type RetryOptions } from './retry.js';

/** What a single run of statements may take besides their parameters. */
export interface ExecutionOptions {
  /** Stops the work: the open transaction is rolled back, and CANCELLED is thrown. */
  readonly signal?: AbortSignal | undefined;
  /** Shown by SHOW TRANSACTIONS. */
  readonly repository?: string;
  /** Attempts after a failure that may pass; default {@link RetryOptions}. */
  readonly retry?: RetryOptions;
}

/** Statements of one open transaction; given to the work of {@link QueryExecutor.transaction}. */
export interface QueryTransaction {
  /** All rows of one statement, in order. */
  run<Parameters, Row>(
    query: QueryContract<Parameters, Row>,
    parameters: Parameters,
    revisionLabel?: string,
  ): Promise<readonly Row[]>;
}

/** The one place that opens sessions: access mode, time-outs, row caps, transaction metadata, retries and error translation. */
export class QueryExecutor {
  readonly #driver: Driver;
  readonly #catalog: QueryCatalog;
  readonly #database: string | undefined;

  constructor(driver: Driver, catalog: QueryCatalog, database: string | undefined) {
    this.#driver = driver;
    this.#catalog = catalog;
    this.#database = database;
  }

  /** Runs one statement in a transaction of its own and gives all its rows. READ and SCHEMA statements are tried again after passing failures, WRITE ones only with `retry`. */
  async run<Parameters, Row>(
    query: QueryContract<Parameters, Row>,
    parameters: Parameters,
    options: ExecutionOptions & { readonly revisionLabel?: string } = {},
  ): Promise<readonly Row[]> {
    if (query.access === 'SCHEMA') return this.#runAlone(query, parameters, options);
    const work = (transaction: QueryTransaction): Promise<readonly Row[]> =>
      transaction.run(query, parameters, options.revisionLabel);
    const retry = options.retry ?? (query.access === 'WRITE' ? { attempts: 1 } : undefined);
    return this.transaction(
      { ...options, access: query.access, name: query.name, timeLimitMs: query.timeLimitMs, ...(retry && { retry }) },
      work,
    );
  }

  /**
   * Runs some statements in one transaction. `work` must be safe to run again: after a lost connection nobody knows whether the commit happened;
   * pass `retry: { attempts: 1 }` where it is not.
   */
  async transaction<T>(
    options: ExecutionOptions & { readonly access: QueryAccess; readonly name: string; readonly timeLimitMs: number },
    work: (transaction: QueryTransaction, attempt: number) => Promise<T>,
  ): Promise<T> {
    return withRetries(options.retry ?? {}, options.signal, (attempt) =>
      this.#attempt(options, (transaction) => work(transaction, attempt)),
    );
  }

  /**
   * Rows of one READ statement as they arrive, at most `fetchSize` of them waiting on this side.
   * Never tried again; the statement ends when the iteration does.
   */
  async *stream<Parameters, Row>(
    query: QueryContract<Parameters, Row>,
    parameters: Parameters,
    options: ExecutionOptions & { readonly revisionLabel?: string; readonly fetchSize?: number } = {},
  ): AsyncGenerator<Row, void, undefined> {
    const session = this.#session('READ', options.fetchSize);
    try {
      const text = this.#catalog.text(query, options.revisionLabel);
      const config = { timeout: query.timeLimitMs, metadata: metadata(query.name, options) };
      const result = session.run(text, encodeParameters(query, parameters as Record<string, unknown>), config);
      let count = 0;
      for await (const record of result) {
        throwIfAborted(options.signal);
        count += 1;
        if (count > query.rowLimit) throw tooManyRows(query);
        yield decodeRow<Row>(query, record);
      }
    } catch (error) {
      throw translateDriverError(error, query.name);
    } finally {
      await session.close().catch(() => undefined);
    }
  }

  async #runAlone<Parameters, Row>(
    query: QueryContract<Parameters, Row>,
    parameters: Parameters,
    options: ExecutionOptions & { readonly revisionLabel?: string },
  ): Promise<readonly Row[]> {
    return withRetries(options.retry ?? {}, options.signal, async () => {
      const session = this.#session('WRITE');
      try {
        const text = this.#catalog.text(query, options.revisionLabel);
        const config = { timeout: query.timeLimitMs, metadata: metadata(query.name, options) };
        const result = await session.run(text, encodeParameters(query, parameters as Record<string, unknown>), config);
        return result.records.map((record) => decodeRow<Row>(query, record));
      } catch (error) {
        throw translateDriverError(error, query.name);
      } finally {
        await session.close().catch(() => undefined);
      }
    });
  }

  async #attempt<T>(
    options: ExecutionOptions & { readonly access: QueryAccess; readonly name: string; readonly timeLimitMs: number },
    work: (transaction: QueryTransaction) => Promise<T>,
  ): Promise<T> {
    throwIfAborted(options.signal);
    const session = this.#session(options.access);
    let transaction: Transaction | undefined;
    try {
      transaction = await session.beginTransaction({ timeout: options.timeLimitMs, metadata: metadata(options.name, options) });
      const value = await untilAborted(work(this.#statements(transaction)), options.signal);
      await transaction.commit();
      return value;
    } catch (error) {
      await transaction?.rollback().catch(() => undefined);
      throw translateDriverError(error, options.name);
    } finally {
      await session.close().catch(() => undefined);
    }
  }

  #statements(transaction: Transaction | ManagedTransaction): QueryTransaction {
    return {
      run: async <Parameters, Row>(query: QueryContract<Parameters, Row>, parameters: Parameters, revisionLabel?: string) => {
        const text = this.#catalog.text(query, revisionLabel);
        try {
          const { records } = await transaction.run(text, encodeParameters(query, parameters as Record<string, unknown>));
          if (records.length > query.rowLimit) throw tooManyRows(query);
          return records.map((record) => decodeRow<Row>(query, record));
        } catch (error) {
          throw translateDriverError(error, query.name);
        }
      },
    };
  }

  #session(access: QueryAccess, fetchSize = 2000): Session {
    const defaultAccessMode = access === 'READ' ? neo4j.session.READ : neo4j.session.WRITE;
    return this.#driver.session({
      defaultAccessMode,
      fetchSize,
      ...(this.#database === undefined ? {} : { database: this.#database }),
    });
  }
}

/** @throws CodexGraphError the reason of the signal where that is one, else CANCELLED, when the signal says so. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw abortError(signal);
}

function abortError(signal: AbortSignal): CodexGraphError {
  const reason: unknown = signal.reason;
  if (CodexGraphError.isInstance(reason)) return reason;
  return new CodexGraphError('CANCELLED', 'The work was cancelled; the last published revision is untouched.', { cause: reason });
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(abortError(signal));
    signal.addEventListener('abort', stop, { once: true });
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function metadata(name: string, options: ExecutionOptions): Record<string, string> {
  return {
    application: 'codexgraph',
    statement: name,
    ...(options.repository === undefined ? {} : { repository: options.repository }),
  };
}

function tooManyRows(query: AnyQueryContract): CodexGraphError {
  return new CodexGraphError('LIMIT_EXCEEDED', `The answer has more than ${String(query.rowLimit)} rows; ask for less at once.`, {
    details: { statement: query.name },
  });
}
