import type { RunEvent, RunEventBody, RunEventListener } from '../run-events.js';

/** Numbers the events of one run and hands them on. */
export class RunRecorder {
  readonly #runId: string;
  readonly #elapsedMs: () => number;
  readonly #listener: RunEventListener;
  #number = 0;

  constructor(runId: string, options: { readonly elapsedMs: () => number; readonly listener: RunEventListener }) {
    this.#runId = runId;
    this.#elapsedMs = options.elapsedMs;
    this.#listener = options.listener;
  }

  /** Hands one event on. */
  tell(body: RunEventBody): void {
    this.#number += 1;
    this.#listener({ ...body, runId: this.#runId, number: this.#number, atMs: Math.round(this.#elapsedMs()) });
  }
}

/** A trace as JSON lines, one event each. Pieces of replies are left out: the events that follow hold what was made of them. */
export function traceLines(events: readonly RunEvent[]): string {
  return events
    .filter(({ kind }) => kind !== 'model-delta')
    .map((event) => `${JSON.stringify(event)}\n`)
    .join('');
}
