import { INDEX_PHASES, type IndexPhase, type IndexProgress } from '@codexgraph/graph-model';
import type { JobProgress } from './job-contract.js';

/** Usual share of each phase in the whole time of an index run; only their proportions matter. */
const PHASE_WEIGHTS: Readonly<Record<IndexPhase, number>> = {
  fetch: 10,
  scan: 3,
  parse: 35,
  link: 15,
  write: 32,
  publish: 2,
  clean: 3,
};

/** Below this share of the job a rate says nothing yet. */
const MIN_FRACTION_FOR_ETA = 0.05;

/** Turns the progress of single phases into the share of the whole job and the time that is left. One object per attempt. */
export class ProgressEstimate {
  private fraction = 0;
  private readonly startedAtMs: number;

  /** @param phases the phases this job will run, in order; others that show up count as well. */
  constructor(
    private readonly phases: readonly IndexPhase[],
    private readonly nowMs: () => number,
  ) {
    this.startedAtMs = nowMs();
  }

  /** @returns `progress` with a fraction that never decreases. */
  update(progress: IndexProgress): JobProgress {
    const { phase, done, total, unit } = progress;
    this.fraction = Math.max(this.fraction, this.fractionAt(progress));
    const eta = this.etaSeconds();
    return {
      phase,
      done,
      ...(total === undefined ? {} : { total }),
      unit,
      fraction: Math.round(this.fraction * 1000) / 1000,
      ...(eta === undefined ? {} : { etaSeconds: eta }),
    };
  }

  private fractionAt({ phase, done, total }: IndexProgress): number {
    const order = INDEX_PHASES.indexOf(phase);
    const planned = INDEX_PHASES.filter((name) => this.phases.includes(name) || name === phase);
    const weight = (names: readonly IndexPhase[]) => names.reduce((sum, name) => sum + PHASE_WEIGHTS[name], 0);
    const before = weight(planned.filter((name) => INDEX_PHASES.indexOf(name) < order));
    const share = total === undefined || total === 0 ? 0 : Math.min(1, done / total);
    return (before + PHASE_WEIGHTS[phase] * share) / weight(planned);
  }

  private etaSeconds(): number | undefined {
    if (this.fraction < MIN_FRACTION_FOR_ETA) return undefined;
    const elapsedSeconds = (this.nowMs() - this.startedAtMs) / 1000;
    return Math.round((elapsedSeconds * (1 - this.fraction)) / this.fraction);
  }
}
