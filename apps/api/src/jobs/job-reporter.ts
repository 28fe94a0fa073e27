import type { IndexPhase, IndexProgress } from '@codexgraph/graph-model';
import type { Job } from 'bullmq';
import type { JobOperation, JobProgress } from './job-contract.js';
import type { JobEvents } from './job-events.js';
import { ProgressEstimate } from './progress-estimate.js';

/** What a reporter needs; one reporter per attempt. */
export interface JobReporterOptions {
  readonly job: Pick<Job, 'id' | 'attemptsStarted' | 'updateProgress'>;
  readonly events: Pick<JobEvents, 'append'>;
  readonly operation: JobOperation;
  readonly now: () => Date;
}

/** At most four reports a second; a new phase is told at once. */
const MIN_INTERVAL_MS = 250;

const PHASES: Readonly<Record<JobOperation, readonly IndexPhase[]>> = {
  index: ['scan', 'parse', 'link', 'write', 'publish', 'clean', 'describe', 'embed'],
  update: ['scan', 'parse', 'link', 'write', 'publish', 'describe', 'embed'],
  embed: ['describe', 'embed'],
  publish: ['describe', 'embed'],
  describe: ['describe', 'embed'],
  delete: ['clean'],
};

/** Forwards progress to the queue and to followers, in order, throttled, and never in the way of the work itself. */
export class JobReporter {
  private readonly estimate: ProgressEstimate;
  private latest: JobProgress | undefined;
  private sent: JobProgress | undefined;
  private sentAtMs = -Infinity;
  private timer: NodeJS.Timeout | undefined;
  private chain: Promise<void> = Promise.resolve();

  constructor(private readonly options: JobReporterOptions) {
    this.estimate = new ProgressEstimate(PHASES[options.operation], () => options.now().getTime());
  }

  /** Takes progress as often as it comes. */
  readonly report = (progress: IndexProgress): void => {
    this.latest = this.estimate.update(progress);
    const waitMs = this.sentAtMs + MIN_INTERVAL_MS - performance.now();
    if (waitMs <= 0 || this.latest.phase !== this.sent?.phase) this.send();
    else this.timer ??= setTimeout(() => this.send(), waitMs);
  };

  /** Tells that all is done. */
  async finish(): Promise<void> {
    if (this.latest !== undefined) {
      this.latest = { ...this.latest, fraction: 1, etaSeconds: 0 };
      this.send();
    }
    await this.stop();
  }

  /** Sends nothing more; resolves when what was sent has arrived. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.chain;
  }

  private send(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const progress = this.latest;
    if (progress === undefined) return;
    this.sent = progress;
    this.sentAtMs = performance.now();
    const { job, events, now } = this.options;
    const body = { type: 'PROGRESS' as const, at: now().toISOString(), attempt: job.attemptsStarted, progress };
    this.chain = this.chain
      .then(() => job.updateProgress(progress))
      .then(() => events.append(job.id ?? '', body))
      // Progress is a courtesy: the work goes on while Redis is away.
      .then(
        () => undefined,
        () => undefined,
      );
  }
}
