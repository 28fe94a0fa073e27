import { INDEX_PHASES, type IndexPhase, type IndexProgress } from '@codexgraph/graph-model';

/** Readings of the machine; handed in, so that tests decide them. */
export interface Meter {
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs: () => number;
  /** CPU seconds of this process so far, all threads. */
  readonly cpuSeconds: () => number;
  /** Peak resident memory of this process so far, in MiB. */
  readonly peakRssMb: () => number;
}

/** Called by a phase with how far it is. */
export type PhaseProgress = (done: number, total?: number) => void;

/** Measures the phases of one run and tells their progress. */
export class PhaseMeter {
  readonly #meter: Meter;
  readonly #onProgress: ((progress: IndexProgress) => void) | undefined;
  readonly #seconds = new Map<IndexPhase, number>();
  readonly #startCpuSeconds: number;

  constructor(meter: Meter, onProgress?: (progress: IndexProgress) => void) {
    this.#meter = meter;
    this.#onProgress = onProgress;
    this.#startCpuSeconds = meter.cpuSeconds();
  }

  /** Runs the work of a phase; phases of one name add up. */
  async measure<T>(phase: IndexPhase, unit: IndexProgress['unit'], work: (progress: PhaseProgress) => Promise<T>): Promise<T> {
    const started = this.#meter.nowMs();
    this.#onProgress?.({ phase, done: 0, unit });
    try {
      return await work((done, total) => {
        this.#onProgress?.({ phase, done, unit, ...(total === undefined ? {} : { total }) });
      });
    } finally {
      const seconds = (this.#meter.nowMs() - started) / 1000;
      this.#seconds.set(phase, (this.#seconds.get(phase) ?? 0) + seconds);
    }
  }

  /** What the run cost so far. */
  finish(): {
    readonly seconds: Readonly<Partial<Record<IndexPhase, number>>>;
    readonly cpuSeconds: number;
    readonly peakRssMb: number;
  } {
    const ordered = INDEX_PHASES.filter((phase) => this.#seconds.has(phase));
    return {
      seconds: Object.fromEntries(ordered.map((phase) => [phase, round(this.#seconds.get(phase) ?? 0)])),
      cpuSeconds: round(this.#meter.cpuSeconds() - this.#startCpuSeconds),
      peakRssMb: Math.round(this.#meter.peakRssMb()),
    };
  }
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
