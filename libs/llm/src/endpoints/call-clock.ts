import type { EndpointTimeouts } from './endpoint.js';
import type { FailureFacts } from './model-failure.js';

/** Ends one attempt at the first time-out that passes, or when the caller aborts; says which it was. */
export class CallClock {
  readonly controller = new AbortController();
  #timeout: FailureFacts['timeout'];
  #pieceTimer: NodeJS.Timeout;
  readonly #totalTimer: NodeJS.Timeout;
  readonly #timeouts: EndpointTimeouts;
  readonly #signal: AbortSignal;
  readonly #onAbort = (): void => {
    this.controller.abort();
  };

  constructor(timeouts: EndpointTimeouts, signal: AbortSignal) {
    this.#timeouts = timeouts;
    this.#signal = signal;
    this.#pieceTimer = this.#startTimer('first-token', timeouts.firstTokenMs);
    this.#totalTimer = this.#startTimer('total', timeouts.totalMs);
    signal.addEventListener('abort', this.#onAbort, { once: true });
    if (signal.aborted) this.controller.abort();
  }

  /** Which time-out passed; undefined while none has. */
  get timeout(): FailureFacts['timeout'] {
    return this.#timeout;
  }

  /** A piece came: the pause until the next one is measured from now. */
  pieceCame(): void {
    clearTimeout(this.#pieceTimer);
    this.#pieceTimer = this.#startTimer('between-tokens', this.#timeouts.betweenTokensMs);
  }

  /** Stops all timers. Must be called in the end. */
  stop(): void {
    clearTimeout(this.#pieceTimer);
    clearTimeout(this.#totalTimer);
    this.#signal.removeEventListener('abort', this.#onAbort);
  }

  #startTimer(timeout: NonNullable<FailureFacts['timeout']>, afterMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#timeout ??= timeout;
      this.controller.abort();
    }, afterMs);
  }
}

/** Waits; ends at once without an error when `signal` aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal.addEventListener('abort', finish, { once: true });
  });
}
