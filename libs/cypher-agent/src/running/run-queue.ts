/** Runs some things at a time; others wait in their order. */
export class RunQueue {
  readonly #concurrency: number;
  readonly #limit: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(concurrency: number, limit: number) {
    this.#concurrency = concurrency;
    this.#limit = limit;
  }

  /** What `work` gives; `busy` when too many wait already, `aborted` when the signal came before it was its turn. */
  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T | 'busy' | 'aborted'> {
    if (this.#running >= this.#concurrency) {
      if (this.#waiting.length >= this.#limit) return 'busy';
      await this.#turn(signal);
    }
    if (signal.aborted) {
      this.#next();
      return 'aborted';
    }
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#next();
    }
  }

  async #turn(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      signal.addEventListener(
        'abort',
        () => {
          const place = this.#waiting.indexOf(resolve);
          if (place >= 0) this.#waiting.splice(place, 1);
          resolve();
        },
        { once: true },
      );
    });
  }

  #next(): void {
    if (this.#running < this.#concurrency) this.#waiting.shift()?.();
  }
}
