import { CodexGraphError } from '@codexgraph/graph-model';
import { pause } from '../execution/retry.js';
import type { QueryExecutor, QueryTransaction } from '../execution/query-executor.js';
import { releaseLease } from '../generated/write/release-lease.js';
import { renewLease } from '../generated/write/renew-lease.js';
import { takeLease } from '../generated/write/take-lease.js';

/** Who writes, and how one writer tells that another is dead. */
export interface WriterIdentity {
  /** Names this process for people and for `isGone`, such as `host:4711`. */
  readonly holder: string;
  /** True only when the process of that holder certainly runs no more; then its lease is taken at once instead of waited out. Default: never certain. */
  readonly isGone?: (holder: string) => boolean;
}

/** Times of a lease. */
export interface LeaseTimes {
  /** A lease that is not renewed runs out after this time, by the server's clock. Default 12,000. */
  readonly lifetimeMs?: number;
  /** Between renewals. Default a quarter of the lifetime. */
  readonly heartbeatMs?: number;
}

const POLL_MS = 200;

/** The right to write one repository, kept alive until it is released. */
export interface WriterLease {
  readonly repository: string;
  readonly token: string;
  /** Aborted with a CodexGraphError as its reason when the right was lost, or when the caller's own signal says so. */
  readonly signal: AbortSignal;
  /** Proves, and locks until the transaction ends, that this writer still has the right. @throws CodexGraphError CONFLICT */
  confirm(transaction: QueryTransaction): Promise<void>;
  release(): Promise<void>;
}

/** One write: the right to it, and the id of the revision that it makes. */
export interface WriteTurn {
  readonly lease: WriterLease;
  readonly revision: string;
}

/** Who has the right now. */
interface LeaseAnswer {
  readonly taken: boolean;
  readonly token: string;
  readonly holder: string;
  /** By the server's clock, in milliseconds. */
  readonly expiresAt: number;
}

/** How long a writer waits for its turn. */
interface TakeOptions {
  /** For another writer that lives, in milliseconds; default 0. */
  readonly waitMs?: number;
  readonly signal?: AbortSignal | undefined;
  /** Called once when there is something to wait for, with the name of the writer. */
  readonly onWait?: ((holder: string) => void) | undefined;
}

/** Gives each repository to one writer at a time. A dead writer's right runs out by the server's clock. */
export class WriterLeases {
  readonly #executor: QueryExecutor;
  readonly #identity: WriterIdentity;
  readonly #lifetimeMs: number;
  readonly #heartbeatMs: number;

  constructor(executor: QueryExecutor, identity: WriterIdentity, times: LeaseTimes = {}) {
    this.#executor = executor;
    this.#identity = identity;
    this.#lifetimeMs = times.lifetimeMs ?? 12_000;
    this.#heartbeatMs = times.heartbeatMs ?? Math.floor(this.#lifetimeMs / 4);
  }

  /**
   * Takes the right to write `repository`. Waits out a dead writer; waits for a living one at most `waitMs`.
   *
   * @throws CodexGraphError CONFLICT (retryable) when a living writer keeps it.
   */
  async take(repository: string, token: string, options: TakeOptions = {}): Promise<WriterLease> {
    const first = await this.#ask({ repository, token, takeFrom: '' }, options.signal);
    if (!first.taken) await this.#waitForTurn({ repository, token }, first, options);
    return this.#keep(repository, token, options.signal);
  }

  async #waitForTurn(
    request: { readonly repository: string; readonly token: string },
    first: LeaseAnswer,
    options: TakeOptions,
  ): Promise<void> {
    const isGone = (holder: string): boolean => this.#identity.isGone?.(holder) === true;
    if (!isGone(first.holder)) options.onWait?.(first.holder);
    let patienceMs = options.waitMs ?? 0;
    let answer = first;
    while (!answer.taken) {
      // Until a heartbeat is seen, a living writer and a dead one look the same.
      const isLiving = answer.token !== first.token || answer.expiresAt !== first.expiresAt;
      if (isLiving && patienceMs <= 0) throw writing(request.repository, answer.holder);
      if (isLiving) patienceMs -= POLL_MS;
      const takeFrom = isGone(answer.holder) ? answer.token : '';
      if (takeFrom === '') await pause(POLL_MS, options.signal);
      answer = await this.#ask({ ...request, takeFrom }, options.signal);
    }
  }

  async #ask(
    request: { readonly repository: string; readonly token: string; readonly takeFrom: string },
    signal: AbortSignal | undefined,
  ): Promise<LeaseAnswer> {
    const parameters = { ...request, holder: this.#identity.holder, lifetimeMs: this.#lifetimeMs };
    // Safe to repeat: a writer that has the lease takes it again.
    const [answer] = await this.#executor.run(takeLease, parameters, { signal, repository: request.repository, retry: {} });
    if (answer === undefined) throw new CodexGraphError('INTERNAL', 'The lease statement gave no row.');
    return answer;
  }

  #keep(repository: string, token: string, callerSignal: AbortSignal | undefined): WriterLease {
    const lost = new AbortController();
    const renewal = { repository, token, lifetimeMs: this.#lifetimeMs };
    const beat = async (): Promise<void> => {
      const rows = await this.#executor.run(renewLease, renewal, { repository, retry: { attempts: 1 } }).catch(() => undefined);
      // No answer is no proof: the next beat, or the transactions themselves, will tell.
      if (rows?.length === 0) lost.abort(taken(repository));
    };
    const timer = setInterval(() => void beat(), this.#heartbeatMs);
    timer.unref();
    return {
      repository,
      token,
      signal: callerSignal === undefined ? lost.signal : AbortSignal.any([callerSignal, lost.signal]),
      confirm: async (transaction) => {
        const rows = await transaction.run(renewLease, renewal);
        if (rows.length === 0) throw taken(repository);
      },
      release: async () => {
        clearInterval(timer);
        await this.#executor.run(releaseLease, { repository, token }, { repository, retry: {} });
      },
    };
  }
}

function writing(repository: string, holder: string): CodexGraphError {
  return new CodexGraphError(
    'CONFLICT',
    `Repository '${repository}' is being written by ${holder}; wait until it has finished, then try again.`,
    {
      retryable: true,
      details: { repository, holder },
    },
  );
}

function taken(repository: string): CodexGraphError {
  return new CodexGraphError(
    'CONFLICT',
    `Another writer has taken over repository '${repository}' because this one was silent too long; run the command again.`,
    {
      retryable: true,
      details: { repository },
    },
  );
}
