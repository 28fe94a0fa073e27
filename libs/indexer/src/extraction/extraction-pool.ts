import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LanguageRegistry } from '../languages/registry.js';
import { withLessInlining } from './engine-inlining.js';
import { extractBytes } from './extract-bytes.js';
import type { ExtractionJob, ExtractionReply, FactsExtractor, ParseReply } from './extraction-job.js';
import { cancelled, WorkerGroup } from './worker-group.js';

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

/** The pool of worker threads where this build has one to start; else (sources run by tests) one that works in this thread. */
export function createExtractor(registry: LanguageRegistry, options: PoolOptions): FactsExtractor {
  const script = fileURLToPath(new URL('./extraction-worker.js', import.meta.url));
  return existsSync(script) ? new ExtractionPool(script, options) : new InlineExtractor(registry, options);
}

/**
 * Worker threads, one half of which parses and the other extracts: the engine compiles the code of each step once for that half instead
 * of once a thread, which costs as much as the work on a middle-sized repository. A single thread does both.
 */
export class ExtractionPool implements FactsExtractor {
  readonly #parsers: WorkerGroup | undefined;
  readonly #extractors: WorkerGroup;

  /** @param script path of the built extraction-worker.js */
  constructor(script: string, options: PoolOptions) {
    const group = (threads: number): WorkerGroup =>
      new WorkerGroup({
        script,
        threads,
        settings: {
          parseTimeoutMs: options.parseTimeoutMs ?? DEFAULT_PARSE_TIMEOUT_MS,
          ...(options.languagesFolder === undefined ? {} : { languagesFolder: options.languagesFolder }),
        },
        fileTimeoutMs: options.fileTimeoutMs ?? DEFAULT_FILE_TIMEOUT_MS,
        workerHeapMb: options.workerHeapMb ?? DEFAULT_WORKER_HEAP_MB,
      });
    const parsers = Math.floor(options.threads / 2);
    this.#parsers = parsers === 0 ? undefined : group(parsers);
    this.#extractors = group(Math.max(1, options.threads - parsers));
  }

  extract(job: ExtractionJob): Promise<ExtractionReply> {
    return withLessInlining(() => this.#extract(job));
  }

  async #extract(job: ExtractionJob): Promise<ExtractionReply> {
    const parsed = await this.#parsers?.run<ParseReply>({ ...job, wants: 'tree' });
    if (parsed?.ok === false) return parsed;
    return this.#extractors.run<ExtractionReply>({ ...job, wants: 'facts', ...(parsed && { tree: parsed.tree }) });
  }

  async rest(): Promise<void> {
    await Promise.all([this.#parsers?.rest(), this.#extractors.rest()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.#parsers?.close(), this.#extractors.close()]);
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

  rest(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
  }
}
