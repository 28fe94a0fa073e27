import { EventEmitter } from 'node:events';
import type { RunState, StoredRunEvent } from '@codexgraph/graph-model';

/** How a run stands, told to its followers. */
export interface RunUpdate {
  readonly runId: string;
  readonly state: RunState;
  /** 1-based place in the queue while it waits. */
  readonly queuePlace?: number;
  /** Absent when only the state or the place changed. */
  readonly event?: StoredRunEvent;
}

/** A run of this process with its events so far; followers read from any number on and are woken by new ones. */
export class LiveRun {
  readonly controller = new AbortController();
  readonly events: StoredRunEvent[] = [];
  state: RunState = 'queued';
  queuePlace: number | undefined;
  private readonly changes = new EventEmitter().setMaxListeners(0);

  constructor(readonly id: string) {}

  add(event: StoredRunEvent): void {
    this.events.push(event);
    this.changes.emit('change');
  }

  move(state: RunState, queuePlace?: number): void {
    this.state = state;
    this.queuePlace = queuePlace;
    this.changes.emit('change');
  }

  get isAlive(): boolean {
    return this.state === 'queued' || this.state === 'running';
  }

  /** Events after a number, each new state, and last the final state. */
  async *follow(after: number): AsyncGenerator<RunUpdate, void, void> {
    let next = this.events.findIndex((event) => event.number > after);
    if (next < 0) next = this.events.length;
    let told = '';
    for (;;) {
      const changed = this.nextChange();
      try {
        const events = this.events.slice(next);
        next += events.length;
        yield* events.filter((event) => event.number > after).map((event) => this.update(event));
        const now = `${this.state} ${String(this.queuePlace)}`;
        if (now !== told) yield this.update();
        told = now;
        if (!this.isAlive && next >= this.events.length) return;
        await changed.happened;
      } finally {
        changed.forget();
      }
    }
  }

  private update(event?: StoredRunEvent): RunUpdate {
    return {
      runId: this.id,
      state: this.state,
      ...(this.queuePlace === undefined ? {} : { queuePlace: this.queuePlace }),
      ...(event === undefined ? {} : { event }),
    };
  }

  /** Listening begins before the state is read, so that no change falls between. */
  private nextChange(): { readonly happened: Promise<void>; readonly forget: () => void } {
    let listener = (): void => undefined;
    const happened = new Promise<void>((resolve) => {
      listener = resolve;
      this.changes.once('change', listener);
    });
    return { happened, forget: () => this.changes.off('change', listener) };
  }
}
