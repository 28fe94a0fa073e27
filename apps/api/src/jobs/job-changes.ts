import type { JobEvents } from './job-events.js';
import type { JobView } from './job-view.js';

/** Progress of a job comes several times a second; who follows all jobs hears of it this often. */
const GATHER_MS = 250;
/** A reader that is this far behind misses the oldest changes: each change is a whole job, so the newest ones tell enough. */
const MAX_UNREAD = 500;

/**
 * Jobs as something happens to them. It can be left at any moment: an async generator would go on waiting for a change that may never come.
 */
export class JobChanges implements AsyncIterableIterator<JobView, undefined> {
  readonly #view: (jobId: string) => Promise<JobView | undefined>;
  readonly #changed = new Set<string>();
  readonly #stopListening: () => void;
  #unread: JobView[] = [];
  #waiting: ((result: IteratorResult<JobView, undefined>) => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #hasEnded = false;

  constructor(events: Pick<JobEvents, 'onActivity'>, view: (jobId: string) => Promise<JobView | undefined>) {
    this.#view = view;
    this.#stopListening = events.onActivity((jobId) => {
      this.#changed.add(jobId);
      this.#timer ??= setTimeout(() => void this.#tell(), GATHER_MS);
    });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<JobView, undefined>> {
    const value = this.#unread.shift();
    if (value !== undefined) return Promise.resolve({ value, done: false });
    if (this.#hasEnded) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  return(): Promise<IteratorResult<JobView, undefined>> {
    this.#hasEnded = true;
    this.#stopListening();
    clearTimeout(this.#timer);
    this.#unread = [];
    for (const resolve of this.#waiting.splice(0)) resolve({ value: undefined, done: true });
    return Promise.resolve({ value: undefined, done: true });
  }

  async #tell(): Promise<void> {
    const ids = [...this.#changed];
    this.#changed.clear();
    // What Redis cannot tell now is told by the next change, or by the list.
    const views = await Promise.all(ids.map((id) => this.#view(id).catch(() => undefined)));
    this.#timer = undefined;
    for (const value of views) {
      if (value === undefined || this.#hasEnded) continue;
      const resolve = this.#waiting.shift();
      if (resolve === undefined) this.#unread = [...this.#unread, value].slice(-MAX_UNREAD);
      else resolve({ value, done: false });
    }
    if (this.#changed.size > 0 && !this.#hasEnded) this.#timer = setTimeout(() => void this.#tell(), GATHER_MS);
  }
}
