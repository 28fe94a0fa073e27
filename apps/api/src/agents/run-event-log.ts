import type { RunStorePort, StoredRunEvent } from '@codexgraph/graph-model';

/** Stores the events of one run in parts: little is lost when the process dies, and the database is not asked for each word. */
export class RunEventLog {
  private waiting: StoredRunEvent[] = [];
  private writing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  /** `onFailure` is told when events cannot be stored; the run should end then. */
  constructor(
    private readonly runId: string,
    private readonly options: {
      readonly store: Pick<RunStorePort, 'appendEvents'>;
      /** Longest time that an event waits, milliseconds. */
      readonly flushMs: number;
      /** Events of one part, at most. */
      readonly partEvents: number;
      readonly onFailure: (error: unknown) => void;
    },
  ) {}

  add(event: StoredRunEvent): void {
    this.waiting.push(event);
    if (this.waiting.length >= this.options.partEvents) void this.flush();
    else this.timer ??= setTimeout(() => void this.flush(), this.options.flushMs);
  }

  /** Writes what waits; never rejects. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const part = this.waiting;
    this.waiting = [];
    if (part.length > 0) {
      this.writing = this.writing
        .then(() => this.options.store.appendEvents(this.runId, part))
        .catch((error: unknown) => {
          this.options.onFailure(error);
        });
    }
    await this.writing;
  }
}
