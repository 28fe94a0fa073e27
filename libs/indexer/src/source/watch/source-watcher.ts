import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import type { SourceSnapshot } from '../source-snapshot.js';
import { hasReliableEvents, openFolderEvents, type FolderEvents } from './folder-events.js';
import { compareSnapshots, isDifferent, type SnapshotDifference } from './snapshot-difference.js';

/** One or more changes that came together. */
export interface SourceBatch extends SnapshotDifference {
  /** The tree after the changes. */
  readonly snapshot: SourceSnapshot;
}

/** How a source is watched. */
export interface WatchOptions {
  /** Called with one batch at a time; the next is gathered while it runs. A rejection goes to `onProblem`. */
  readonly onBatch: (batch: SourceBatch) => Promise<void> | void;
  /** A sentence about something that watching goes on in spite of. */
  readonly onProblem?: (sentence: string) => void;
  /** A batch ends when nothing happened for this long. Default 20 ms. */
  readonly quietMs?: number;
  /** ... or this long after its first change. Default 200 ms. */
  readonly maxWaitMs?: number;
  /** Look for changes at intervals instead of using file events. Default: where events are not to be had. */
  readonly polling?: boolean;
  /** Shortest time between two looks when polling. Default 1 s; longer for trees that take long to look at. */
  readonly pollIntervalMs?: number;
  /** Even with events, everything is looked at this often. Default 60 s. */
  readonly safetyIntervalMs?: number;
}

const DEFAULT_QUIET_MS = 20;
const DEFAULT_MAX_WAIT_MS = 200;
const DEFAULT_POLL_INTERVAL_MS = 1000;
const DEFAULT_SAFETY_INTERVAL_MS = 60_000;
/** Looking at the tree takes at most this share of one core while polling. */
const POLL_SHARE = 0.05;
/** Editors delete and rename within this time: a file that is gone is looked for once more. */
const VANISHED_WAIT_MS = 40;
/** While git holds its index lock, batches wait; a lock of a git that crashed stops nothing for longer than this. */
const GIT_LOCK_MAX_MS = 30_000;
const GIT_LOCK_POLL_MS = 25;
/** More walks in a row mean that folders appear faster than they can be watched; the next event goes on from there. */
const MAX_WALKS = 10;

/**
 * Watches a folder and tells what changed since the snapshot that it was given. Every batch is found by comparing the tree with the
 * last snapshot: an event only says where to look, so lost, doubled or misleading events cannot make a wrong batch.
 * @throws BAD_INPUT when the snapshot is not of a folder
 */
export async function watchSource(snapshot: SourceSnapshot, options: WatchOptions): Promise<SourceWatcher> {
  if (snapshot.folder === undefined)
    throw new CodexGraphError('BAD_INPUT', 'Only folders can be watched; a git URL or an archive is updated on demand.');
  const polling = options.polling ?? !(await hasReliableEvents(snapshot.folder));
  const watcher = new SourceWatcher(snapshot, snapshot.folder, { ...options, polling });
  await watcher.start();
  return watcher;
}

/** See {@link watchSource}. */
export class SourceWatcher {
  readonly #root: string;
  readonly #options: WatchOptions;
  #snapshot: SourceSnapshot;
  #events: FolderEvents | undefined;
  #polling: boolean;
  readonly #changed = new Set<string>();
  /** Look at the whole tree now ... */
  #everything = false;
  /** ... or as soon as something happens. */
  #everythingNext = false;
  #firstChangeAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #intervalTimer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #rootIsGone = false;
  #closed = false;

  constructor(snapshot: SourceSnapshot, root: string, options: WatchOptions) {
    this.#snapshot = snapshot;
    this.#root = root;
    this.#options = options;
    this.#polling = options.polling === true;
  }

  /** The tree as it was after the last batch that was handled. */
  get snapshot(): SourceSnapshot {
    return this.#snapshot;
  }

  /** True when changes are found by looking at intervals. */
  get isPolling(): boolean {
    return this.#polling;
  }

  /** Begins; what changed between the snapshot and now comes as the first batch. */
  async start(): Promise<void> {
    if (!this.#polling) {
      this.#events = openFolderEvents(this.#root, process.platform, {
        onEvent: (path) => this.#note(path),
        onFailure: (reason) => this.#fallBack(reason),
      });
      this.#watchFolders();
    }
    this.#everything = true;
    await this.#flush();
    this.#scheduleLook();
  }

  /** Stops. A batch that is being handled is waited for. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#intervalTimer);
    this.#events?.close();
    await this.#running;
  }

  #note(path: string): void {
    if (this.#closed || isInsideGit(path)) return;
    this.#changed.add(path);
    this.#schedule();
  }

  #schedule(): void {
    const now = performance.now();
    if (this.#timer === undefined && this.#running === undefined) this.#firstChangeAt = now;
    const { quietMs = DEFAULT_QUIET_MS, maxWaitMs = DEFAULT_MAX_WAIT_MS } = this.#options;
    const delayMs = Math.max(0, Math.min(quietMs, this.#firstChangeAt + maxWaitMs - now));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#flush();
    }, delayMs);
  }

  /** Handles what was noted; only one runs at a time, and what comes meanwhile is handled after it. */
  async #flush(): Promise<void> {
    if (this.#running !== undefined || this.#closed) return;
    this.#running = this.#handle().catch((error: unknown) => {
      this.#everythingNext = true;
      this.#problem(`A change could not be taken over: ${error instanceof Error ? error.message : 'unknown error'}`);
    });
    await this.#running;
    this.#running = undefined;
    if (this.#changed.size > 0 || this.#everything) this.#schedule();
  }

  async #handle(): Promise<void> {
    await this.#waitForGit();
    if (this.#closed || this.#checkRoot()) return;
    const paths = [...this.#changed];
    const everything = this.#everything || this.#everythingNext || this.#polling;
    this.#changed.clear();
    this.#everything = false;
    this.#everythingNext = false;
    const before = this.#snapshot;
    const after = await this.#look(before, paths, everything);
    const difference = compareSnapshots(before, after);
    if (this.#checkRoot()) return;
    // A batch that fails is not forgotten: the next one is compared with what was last taken over.
    if (isDifferent(difference)) await this.#options.onBatch({ ...difference, snapshot: after });
    this.#snapshot = after;
  }

  async #look(before: SourceSnapshot, paths: readonly string[], everything: boolean): Promise<SourceSnapshot> {
    let after = everything ? await before.refresh() : await before.update(paths);
    if (!everything && after.files.length < before.files.length) {
      await delay(VANISHED_WAIT_MS);
      // The files that are gone are unknown to `after`: if they are back, it walks.
      after = await after.update(paths);
    }
    for (let walk = 0; walk < MAX_WALKS && this.#watchFolders(after); walk++) after = await after.refresh();
    return after;
  }

  /** Watches the folders of a snapshot. Returns whether some are new: what happened in them before must be looked for. */
  #watchFolders(of: SourceSnapshot = this.#snapshot): boolean {
    return (this.#events?.setFolders(of.folders).length ?? 0) > 0;
  }

  /** A checkout touches many files one after another while it holds the lock; half of it is nobody's code. */
  async #waitForGit(): Promise<void> {
    const lock = join(this.#root, '.git', 'index.lock');
    const givenUpAt = performance.now() + GIT_LOCK_MAX_MS;
    while (!this.#closed && existsSync(lock) && performance.now() < givenUpAt) await delay(GIT_LOCK_POLL_MS);
  }

  /** A root that is gone is not an empty repository: it may be a disk that was taken off. */
  #checkRoot(): boolean {
    const isGone = !existsSync(this.#root);
    const wasGone = this.#rootIsGone;
    this.#rootIsGone = isGone;
    if (isGone && !wasGone) {
      this.#problem(`${this.#root} is gone. Its graph stays as it is until the folder is back.`);
      this.#scheduleLook();
    }
    if (wasGone && !isGone) this.#events?.setFolders([]);
    return isGone;
  }

  #scheduleLook(lastLookMs = 0): void {
    if (this.#closed) return;
    const { pollIntervalMs = DEFAULT_POLL_INTERVAL_MS, safetyIntervalMs = DEFAULT_SAFETY_INTERVAL_MS } = this.#options;
    const isOften = this.#polling || this.#rootIsGone;
    const intervalMs = isOften ? Math.max(pollIntervalMs, lastLookMs / POLL_SHARE) : safetyIntervalMs;
    clearTimeout(this.#intervalTimer);
    this.#intervalTimer = setTimeout(() => {
      this.#everything = true;
      const startedAt = performance.now();
      void this.#flush().then(() => this.#scheduleLook(performance.now() - startedAt));
    }, intervalMs);
  }

  #fallBack(reason: string): void {
    if (this.#polling) return;
    this.#polling = true;
    this.#events?.close();
    this.#events = undefined;
    this.#problem(`Changes are looked for at intervals, because ${reason}.`);
    this.#scheduleLook();
  }

  #problem(sentence: string): void {
    this.#options.onProblem?.(sentence);
  }
}

/** Git's own files change all the time; a commit or checkout shows in HEAD, which a walk reads. */
function isInsideGit(path: string): boolean {
  return path === '.git' || path.startsWith('.git/');
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
