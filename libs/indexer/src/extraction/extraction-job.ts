/** One file for a worker. */
export interface ExtractionJob {
  readonly path: string;
  /** Index in the registry's list of languages. */
  readonly language: number;
  readonly bytes: Uint8Array;
}

/** Encoded facts, or why there are none. */
export type ExtractionReply =
  { readonly ok: true; readonly facts: Uint8Array<ArrayBuffer> } | { readonly ok: false; readonly reason: string };

/** Something that turns files into encoded facts. */
export interface FactsExtractor {
  /** Never rejects for anything that a file may contain. @throws INTERNAL when no worker can be started, CANCELLED after close */
  extract(job: ExtractionJob): Promise<ExtractionReply>;
  /** Ends all workers; jobs under way end with CANCELLED. */
  close(): Promise<void>;
}

/** What a worker is started with. */
export interface WorkerSettings {
  /** Folder of the languages; the default one when absent. */
  readonly languagesFolder?: string;
  readonly parseTimeoutMs: number;
}

/** Messages from a worker to the pool: it is ready once, then one reply a job. */
export type WorkerMessage = { readonly kind: 'ready' } | { readonly kind: 'reply'; readonly reply: ExtractionReply };
