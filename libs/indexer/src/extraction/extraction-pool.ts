import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { CodexGraphError } from '@codexgraph/graph-model';
import type { LanguageRegistry } from '../languages/registry.js';
import { extractBytes } from './extract-bytes.js';
import type { ExtractionJob, ExtractionReply, FactsExtractor, WorkerMessage, WorkerSettings } from './extraction-job.js';

/** How many workers, and how long and large they may get. */
export interface PoolOptions {
  /** Worker threads, at least 1. */
  readonly threads: number;
  /** Folder of the languages when it is not the built-in one. */
  readonly languagesFolder?: string;
  /** Parsing one file longer than this is given up. Default 20 s. */
  readonly parseTimeoutMs?: number;
  /** A worker that has not answered after this is replaced. Default 90 s. */
  readonly fileTimeoutMs?: number;
  /** JavaScript heap of one worker in MiB. Default 512. */
  readonly workerHeapMb?: number;
}

/** Generous, for machines with much else to do: the result should depend on the file, not on the load. */
const DEFAULT_PARSE_TIMEOUT_MS = 20_000;
const DEFAULT_FILE_TIMEOUT_MS = 90_000;
const DEFAULT_WORKER_HEAP_MB = 512;
/** WebAssembly memory never shrinks: a worker that parsed a file of this size is replaced when it is done. */
const RECYCLE_BYTES = 1024 * 1024;
/** Workers that die before they are ready, one after another, mean that none will live. */
const MAX_FAILED_STARTS = 3;

/** One job on its way. */
interface Task {
  readonly job: ExtractionJob;
  readonly resolve: (reply: ExtractionReply) => void;
  readonly reject: (error: CodexGraphError) => void;
}

/** The pool of worker threads where this build has one to start; else (sources run by tests) one that works in this thread. */
export function createExtractor(registry: LanguageRegistry, options: PoolOptions): FactsExtractor {
  const script = fileURLToPath(new URL('./extraction-worker.js', import.meta.url));
  return existsSync(script) ? new ExtractionPool(script, options) : new InlineExtractor(registry, options);
}

/** Worker threads with a queue. A worker that crashes, hangs or outgrows its memory is replaced, and its file is reported. */
export class ExtractionPool implements FactsExtractor {
  readonly #script: string;
  readonly #options: PoolOptions;
  readonly #queue: Task[] = [];
  readonly #workers = new Set<PoolWorker>();
  #failedStarts = 0;
  #closed = false;

  /** @param script path of the built extraction-worker.js */
  constructor(script: string, options: PoolOptions) {
    this.#script = script;
    this.#options = options;
  }

  extract(job: ExtractionJob): Promise<ExtractionReply> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(cancelled());
        return;
      }
      this.#queue.push({ job, resolve, reject });
      this.#dispatch();
    });
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
    if (this.#workers.size >= Math.max(1, this.#options.threads)) return undefined;
    const worker: PoolWorker = new PoolWorker(this.#script, this.#options, {
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

  constructor(script: string, options: PoolOptions, events: WorkerEvents) {
    this.#events = events;
    this.#fileTimeoutMs = options.fileTimeoutMs ?? DEFAULT_FILE_TIMEOUT_MS;
    const settings: WorkerSettings = {
      parseTimeoutMs: options.parseTimeoutMs ?? DEFAULT_PARSE_TIMEOUT_MS,
      ...(options.languagesFolder === undefined ? {} : { languagesFolder: options.languagesFolder }),
    };
    this.#worker = new Worker(script, {
      workerData: settings,
      resourceLimits: { maxOldGenerationSizeMb: options.workerHeapMb ?? DEFAULT_WORKER_HEAP_MB },
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
    this.#task?.reject(cancelled());
    this.#task = undefined;
    await this.#worker.terminate();
  }

  #begin(task: Task): void {
    this.#timer = setTimeout(() => this.#giveUp(), this.#fileTimeoutMs);
    this.#worker.postMessage(task.job);
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
    const size = this.#task?.job.bytes.length ?? 0;
    this.#finish(message.reply);
    if (size >= RECYCLE_BYTES) {
      this.#ended = true;
      void this.#worker.terminate();
      return;
    }
    this.#worker.unref();
    this.#events.onIdle();
  }

  #finish(reply: ExtractionReply): void {
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

/** Works in the calling thread, one job after another. */
export class InlineExtractor implements FactsExtractor {
  readonly #registry: LanguageRegistry;
  readonly #parseTimeoutMs: number;
  #closed = false;

  constructor(registry: LanguageRegistry, options: Pick<PoolOptions, 'parseTimeoutMs'> = {}) {
    this.#registry = registry;
    this.#parseTimeoutMs = options.parseTimeoutMs ?? DEFAULT_PARSE_TIMEOUT_MS;
  }

  async extract(job: ExtractionJob): Promise<ExtractionReply> {
    if (this.#closed) throw cancelled();
    return extractBytes(this.#registry, job, { parseTimeoutMs: this.#parseTimeoutMs, now: () => performance.now() });
  }

  close(): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
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

function cancelled(): CodexGraphError {
  return new CodexGraphError('CANCELLED', 'Reading source files was cancelled.');
}
