import { setTimeout as sleep } from 'node:timers/promises';
import { CodexGraphError, type GraphReaderPort, type WatchStorePort } from '@codexgraph/graph-model';
import type { FolderListener, FolderWatch } from '@codexgraph/indexer';
import type { EnqueueOutcome, RepositoryJobs } from '../jobs/repository-jobs.js';
import { errorFields, type Log } from '../logging/json-logger.js';
import type { WatchState, WatchStates } from './watch-states.js';

/** What a {@link RepositoryWatcher} needs. */
export interface RepositoryWatcherOptions {
  readonly wishes: Pick<WatchStorePort, 'watches'>;
  readonly graph: Pick<GraphReaderPort, 'repository'>;
  readonly jobs: Pick<RepositoryJobs, 'enqueue' | 'find'>;
  readonly states: Pick<WatchStates, 'hold' | 'release'>;
  readonly watchFolder: (folder: string, subfolder: string, listener: FolderListener) => Promise<FolderWatch>;
  /** Unique to this process. */
  readonly holder: string;
  readonly now: () => Date;
  readonly log: Log;
  /** How often wishes are looked at; default 2 s. */
  readonly intervalMs?: number;
}

interface Watched {
  state: WatchState;
  folder: FolderWatch | undefined;
}

const INTERVAL_MS = 2_000;
const JOB_POLL_MS = 200;
/** An update that found another job in its way asks again after this. */
const CONFLICT_PAUSE_MS = 500;

/**
 * Follows the folders of the repositories that are to be watched: a change there asks for an update, as a person would. Wishes are looked at again and again, so that
 * they hold after every restart; of several workers one watches a repository, and another takes over when it is gone.
 */
export class RepositoryWatcher {
  private readonly watched = new Map<string, Watched>();
  private readonly ending = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly options: RepositoryWatcherOptions) {}

  /** Begins. */
  start(): void {
    this.running ??= this.run();
  }

  /** Ends, and leaves what is watched to other workers. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.running;
    await Promise.all([...this.watched.keys()].map((name) => this.unwatch(name)));
  }

  private async run(): Promise<void> {
    const { log, intervalMs = INTERVAL_MS } = this.options;
    let wasAway = false;
    while (!this.ending.signal.aborted) {
      try {
        await this.look();
        wasAway = false;
      } catch (error) {
        // Neo4j or Redis is away: one line an outage is enough.
        if (!wasAway) log('warn', 'which repositories are to be watched cannot be read now', errorFields(error));
        wasAway = true;
      }
      await sleep(intervalMs, undefined, { signal: this.ending.signal }).catch(() => undefined);
    }
  }

  /** Brings what is watched in line with what is wished. */
  async look(): Promise<void> {
    const { wishes, states, holder } = this.options;
    const wished = new Set((await wishes.watches()).map(({ repository }) => repository));
    for (const name of this.watched.keys()) if (!wished.has(name)) await this.unwatch(name);
    for (const name of wished) {
      const known = this.watched.get(name);
      const isMine = await states.hold(name, holder, known?.state ?? { isFollowed: false });
      if (!isMine && known !== undefined) await this.unwatch(name);
      else if (isMine && known?.folder === undefined) await this.watch(name);
    }
  }

  private async watch(name: string): Promise<void> {
    const { graph, watchFolder } = this.options;
    const watched: Watched = this.watched.get(name) ?? { state: { isFollowed: false }, folder: undefined };
    this.watched.set(name, watched);
    const tell = (change: Partial<WatchState>): void => {
      watched.state = { ...watched.state, ...change };
    };
    try {
      const record = await graph.repository(name);
      if (record === undefined) throw new CodexGraphError('NOT_FOUND', `There is no repository ${name} any more.`);
      const { kind, location, subfolder } = record.source;
      if (kind !== 'folder') throw new CodexGraphError('BAD_INPUT', 'Only folders can be watched.');
      watched.folder = await watchFolder(location, subfolder, {
        onChange: () => this.update(name, tell),
        onProblem: (problem) => tell({ problem }),
      });
      watched.state = { isFollowed: true };
      // What changed while nobody watched.
      void this.update(name, tell).catch(() => undefined);
    } catch (error) {
      watched.folder = undefined;
      tell({ isFollowed: false, problem: sentenceOf(error) });
    }
    await this.options.states.hold(name, this.options.holder, watched.state);
  }

  private async unwatch(name: string): Promise<void> {
    const folder = this.watched.get(name)?.folder;
    this.watched.delete(name);
    await folder?.close();
    await this.options.states.release(name, this.options.holder).catch(() => undefined);
  }

  /** Asks for an update and waits for its end, so that changes meanwhile become one more update and not many. */
  private async update(name: string, tell: (change: Partial<WatchState>) => void): Promise<void> {
    const { jobs, now } = this.options;
    const { job } = await this.enqueue(name);
    const ended = await this.untilEnded(job.id);
    if (ended === 'COMPLETED') tell({ changedAt: now().toISOString() });
    const view = ended === 'FAILED' ? await jobs.find(job.id) : undefined;
    const problem = view?.failure?.message;
    if (problem !== undefined) tell({ problem });
    else this.forgetProblem(name);
  }

  private forgetProblem(name: string): void {
    const watched = this.watched.get(name);
    if (watched === undefined) return;
    const { problem: _problem, ...rest } = watched.state;
    watched.state = rest;
  }

  /** An update that joins one that runs already would miss what that one has read before: another follows it. */
  private async enqueue(name: string): Promise<EnqueueOutcome> {
    const { jobs } = this.options;
    for (;;) {
      try {
        const outcome = await jobs.enqueue({ v: 1, operation: 'update', repository: name });
        if (!outcome.joined || outcome.job.state === 'QUEUED') return outcome;
        await this.untilEnded(outcome.job.id);
      } catch (error) {
        if (!CodexGraphError.isInstance(error) || error.code !== 'CONFLICT' || this.ending.signal.aborted) throw error;
        await sleep(CONFLICT_PAUSE_MS);
      }
    }
  }

  private async untilEnded(jobId: string): Promise<string | undefined> {
    while (!this.ending.signal.aborted) {
      const state = (await this.options.jobs.find(jobId))?.state;
      if (state !== 'QUEUED' && state !== 'RUNNING' && state !== 'RETRYING') return state;
      await sleep(JOB_POLL_MS, undefined, { signal: this.ending.signal }).catch(() => undefined);
    }
    return undefined;
  }
}

function sentenceOf(error: unknown): string {
  return CodexGraphError.isInstance(error) ? error.message : 'The folder cannot be watched; the log of the worker says why.';
}
