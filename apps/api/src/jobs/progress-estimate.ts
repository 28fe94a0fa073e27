import { INDEX_PHASES, type IndexPhase, type IndexProgress } from '@codexgraph/graph-model';
import type { JobProgress } from './job-contract.js';

/** Share of each phase in the whole time of an index run, measured on repositories of 50 to 200 kLOC; only their proportions matter. */
const PHASE_WEIGHTS: Readonly<Record<IndexPhase, number>> = {
  fetch: 10,
  scan: 2,
  parse: 32,
  link: 22,
  write: 38,
  publish: 3,
  clean: 3,
  describe: 25,
  embed: 25,
};

/** Below this share of the job a rate says nothing yet. */
const MIN_FRACTION_FOR_ETA = 0.05;
/** How much a new rate counts against those before: phases run faster or slower than their weights say, and the end moves slowly for it. */
const NEW_RATE_SHARE = 0.2;

/** Turns the progress of single phases into the share of the whole job and the time that is left. One object per attempt. */
export class ProgressEstimate {
  private fraction = 0;
  private expectedSeconds: number | undefined;
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
    const expected = elapsedSeconds / this.fraction;
    this.expectedSeconds = (this.expectedSeconds ?? expected) * (1 - NEW_RATE_SHARE) + expected * NEW_RATE_SHARE;
    return Math.round(this.expectedSeconds * (1 - this.fraction));
  }
}
