import { Worker } from 'node:worker_threads';
import { CodexGraphError } from '@codexgraph/graph-model';
import { treeBuffers } from '../syntax/flat-tree.js';
import type { ExtractionFailure, WorkerJob, WorkerMessage, WorkerSettings } from './extraction-job.js';

/** How the workers of a group are started, and how long and large they may get. */
export interface WorkerGroupOptions {
  /** Path of the built extraction-worker.js. */
  readonly script: string;
  /** Worker threads, at least 1. */
  readonly threads: number;
  readonly settings: WorkerSettings;
  /** A worker that has not answered after this is replaced. */
  readonly fileTimeoutMs: number;
  /** JavaScript heap of one worker in MiB. */
  readonly workerHeapMb: number;
}

/** WebAssembly memory never shrinks: a worker that parsed a file of this size is replaced when it is done. */
const RECYCLE_BYTES = 1024 * 1024;
/** Workers that die before they are ready, one after another, mean that none will live. */
const MAX_FAILED_STARTS = 3;

/** A reply that a worker gave, or the words for why it gave none. */
type Reply = { readonly ok: true } | ExtractionFailure;

/** One job on its way. */
interface Task {
  readonly job: WorkerJob;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: CodexGraphError) => void;
}

/** Worker threads with a queue. A worker that crashes, hangs or outgrows its memory is replaced, and its file is reported. */
export class WorkerGroup {
  readonly #options: WorkerGroupOptions;
  readonly #queue: Task[] = [];
  readonly #workers = new Set<PoolWorker>();
  #failedStarts = 0;
  #closed = false;

  constructor(options: WorkerGroupOptions) {
    this.#options = options;
  }

  /** Never rejects for anything that a file may contain. @throws INTERNAL when no worker can be started, CANCELLED after close */
  run<R extends Reply>(job: WorkerJob): Promise<R | ExtractionFailure> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(cancelled());
        return;
      }
      this.#queue.push({ job, resolve: resolve as (reply: Reply) => void, reject });
      this.#dispatch();
    });
  }

  /** Ends idle workers that have read much; others are started when there is work again. */
  async rest(): Promise<void> {
    const grown = [...this.#workers].filter((worker) => worker.isIdle && worker.bytesRead >= RECYCLE_BYTES);
    await Promise.all(grown.map((worker) => worker.stop()));
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const task of this.#queue.splice(0)) task.reject(cancelled());
    await Promise.all([...this.#workers].map((worker) => worker.stop()));
  }

  #dispatch(): void {
    while (this.#queue.length > 0) {
      const worker = [...this.#workers].find((candidate) => candidate.isIdle) ?? this.#startOne();
      if (worker === undefined) return;
      worker.run(this.#queue.shift() as Task);
    }
  }

  #startOne(): PoolWorker | undefined {
    if (this.#workers.size >= this.#options.threads) return undefined;
    const worker: PoolWorker = new PoolWorker(this.#options, {
      onIdle: () => {
        this.#failedStarts = 0;
        this.#dispatch();
      },
      onEnd: (wasReady, task) => this.#ended(worker, wasReady, task),
    });
    this.#workers.add(worker);
    return worker;
  }

  #ended(worker: PoolWorker, wasReady: boolean, unstarted: Task | undefined): void {
    this.#workers.delete(worker);
    if (unstarted !== undefined) this.#queue.unshift(unstarted);
    this.#failedStarts = wasReady ? 0 : this.#failedStarts + 1;
    if (this.#closed || this.#failedStarts >= MAX_FAILED_STARTS) {
      for (const task of this.#queue.splice(0)) task.reject(this.#closed ? cancelled() : cannotStart(worker.failure));
    }
    this.#dispatch();
  }
}

/** What the pool wants to know from a worker. `task` of onEnd is a job that was not begun. */
interface WorkerEvents {
  readonly onIdle: () => void;
  readonly onEnd: (wasReady: boolean, task: Task | undefined) => void;
}

class PoolWorker {
  readonly #worker: Worker;
  readonly #events: WorkerEvents;
  readonly #fileTimeoutMs: number;
  #task: Task | undefined;
  #timer: NodeJS.Timeout | undefined;
  #ready = false;
  #ended = false;
  failure: unknown;
  bytesRead = 0;

  constructor(options: WorkerGroupOptions, events: WorkerEvents) {
    this.#events = events;
    this.#fileTimeoutMs = options.fileTimeoutMs;
    this.#worker = new Worker(options.script, {
      workerData: options.settings,
      resourceLimits: { maxOldGenerationSizeMb: options.workerHeapMb },
      // A debugger's or test runner's own flags are no business of the workers.
      execArgv: [],
    });
    this.#worker.on('message', (message: WorkerMessage) => this.#onMessage(message));
    this.#worker.on('error', (error) => (this.failure = error));
    this.#worker.on('exit', () => this.#onEnd());
    // Waiting workers do not keep the process alive; jobs under way do.
    this.#worker.unref();
  }

  get isIdle(): boolean {
    return this.#task === undefined && !this.#ended;
  }

  run(task: Task): void {
    this.#task = task;
    this.#worker.ref();
    if (this.#ready) this.#begin(task);
  }

  /** Ends the thread; a job under way ends with CANCELLED. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    // Takes no more jobs, though its thread lives a moment longer.
    this.#ended = true;
    this.#task?.reject(cancelled());
    this.#task = undefined;
    await this.#worker.terminate();
  }

  #begin(task: Task): void {
    this.#timer = setTimeout(() => this.#giveUp(), this.#fileTimeoutMs);
    const { tree } = task.job;
    this.bytesRead += task.job.bytes.length;
    this.#worker.postMessage(task.job, tree === undefined ? [] : treeBuffers(tree));
  }

  #giveUp(): void {
    this.#finish({ ok: false, reason: `reading it took longer than ${this.#fileTimeoutMs / 1000} s` });
    this.#ended = true;
    void this.#worker.terminate();
  }

  #onMessage(message: WorkerMessage): void {
    if (message.kind === 'ready') {
      this.#ready = true;
      if (this.#task === undefined) this.#worker.unref();
      else this.#begin(this.#task);
      return;
    }
    const job = this.#task?.job;
    this.#finish(message.reply);
    if (job !== undefined && job.tree === undefined && job.bytes.length >= RECYCLE_BYTES) {
      this.#ended = true;
      void this.#worker.terminate();
      return;
    }
    this.#worker.unref();
    this.#events.onIdle();
  }

  #finish(reply: Reply): void {
    clearTimeout(this.#timer);
    const task = this.#task;
    this.#task = undefined;
    task?.resolve(reply);
  }

  #onEnd(): void {
    this.#ended = true;
    const unstarted = this.#ready ? undefined : this.#task;
    if (this.#ready && this.#task !== undefined) this.#finish({ ok: false, reason: crashReason(this.failure) });
    this.#events.onEnd(this.#ready, unstarted);
  }
}

function crashReason(failure: unknown): string {
  const code = failure instanceof Error && 'code' in failure ? failure.code : undefined;
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? 'reading it needs more memory than a worker may use'
    : 'the worker that read it crashed';
}

function cannotStart(cause: unknown): CodexGraphError {
  const detail = cause instanceof Error ? `: ${cause.message}` : '';
  return new CodexGraphError(
    'INTERNAL',
    `No worker thread for reading source files can be started${detail}. Build the project again.`,
    { cause },
  );
}

/** What a job under way ends with when its pool is closed. */
export function cancelled(): CodexGraphError {
  return new CodexGraphError('CANCELLED', 'Reading source files was cancelled.');
}
