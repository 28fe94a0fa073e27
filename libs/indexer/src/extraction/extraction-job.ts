import type { FlatTreeParts } from '../syntax/flat-tree-parts.js';

/** One file for a worker. */
export interface ExtractionJob {
  readonly path: string;
  /** Index in the registry's list of languages. */
  readonly language: number;
  readonly bytes: Uint8Array;
}

/** Why there is no result. */
export interface ExtractionFailure {
  readonly ok: false;
  readonly reason: string;
}

/** Encoded facts, or why there are none. */
export type ExtractionReply = { readonly ok: true; readonly facts: Uint8Array<ArrayBuffer> } | ExtractionFailure;

/** The syntax tree of a file, or why there is none. */
export type ParseReply = { readonly ok: true; readonly tree: FlatTreeParts } | ExtractionFailure;

/** What a worker is asked. */
export interface WorkerJob extends ExtractionJob {
  readonly wants: 'tree' | 'facts';
  /** Tree of the file, where another worker has made it. */
  readonly tree?: FlatTreeParts;
}

/** Something that turns files into encoded facts. */
export interface FactsExtractor {
  /** Never rejects for anything that a file may contain. @throws INTERNAL when no worker can be started, CANCELLED after close */
  extract(job: ExtractionJob): Promise<ExtractionReply>;
  /** Lets go of the memory that much reading has left behind; the next job is slower to start. Nothing may be under way. */
  rest(): Promise<void>;
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
export type WorkerMessage = { readonly kind: 'ready' } | { readonly kind: 'reply'; readonly reply: ExtractionReply | ParseReply };
