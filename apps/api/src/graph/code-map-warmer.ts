import type { FileReaderPort, GraphReaderPort } from '@codexgraph/graph-model';

/** Maps are drawn from what is kept of as many repositories. */
const MAX_REPOSITORIES = 4;
const LOOK_MS = 20_000;

/** Where maps are read, and how often to look for new revisions. */
export interface CodeMapWarmerParts {
  readonly graph: Pick<GraphReaderPort, 'repositories'>;
  readonly files: Pick<FileReaderPort, 'codeMap'>;
  /** Milliseconds between two looks; 20 s unless said. */
  readonly lookMs?: number;
  /** Told when a map could not be read; the next look tries again. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Reads the maps of the repositories published last, one after the other, when the service starts and after every publication: summing the
 * relations of a large repository takes seconds when the database has just started, and the first person should not wait for them.
 */
export class CodeMapWarmer {
  readonly #parts: CodeMapWarmerParts;
  readonly #warm = new Map<string, string>();
  readonly #timer: ReturnType<typeof setInterval>;
  #isBusy = false;
  #isClosed = false;

  constructor(parts: CodeMapWarmerParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => {
      this.#look();
    }, parts.lookMs ?? LOOK_MS).unref();
    this.#look();
  }

  /** Starts nothing more; what is being read ends with the database connection. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
  }

  #look(): void {
    if (this.#isBusy || this.#isClosed) return;
    this.#isBusy = true;
    void this.#warmAll()
      .catch(this.#parts.onFailure)
      .finally(() => {
        this.#isBusy = false;
      });
  }

  async #warmAll(): Promise<void> {
    const all = await this.#parts.graph.repositories();
    const latest = all.toSorted((left, right) => (left.publishedAt < right.publishedAt ? 1 : -1)).slice(0, MAX_REPOSITORIES);
    // The latest one last: it stays longest among what is kept.
    for (const { name, revision } of latest.reverse()) {
      if (this.#isClosed || this.#warm.get(name) === revision) continue;
      await this.#parts.files.codeMap(name, { open: [], maxEntries: 1 });
      this.#warm.set(name, revision);
    }
  }
}
