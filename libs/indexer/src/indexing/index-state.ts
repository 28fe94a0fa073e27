import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import type { SkippedFile } from '@codexgraph/graph-model';
import { factsKey } from '../extraction/extract-snapshot.js';
import type { SourceFile } from '../source/select-files.js';
import type { SourceSnapshot } from '../source/source-snapshot.js';

/** What is kept of one indexed file between runs; its facts and text lie in the facts cache under `hash`. */
export interface StateFile {
  readonly path: string;
  /** SourceLanguage.id and its first extension. */
  readonly languageKey: string;
  readonly hash: string;
  readonly size: number;
  readonly stamp: string;
  readonly vendored: boolean;
  readonly generated: boolean;
}

/** What an update needs to know of the published revision, so that it is no clean index. */
export interface IndexState {
  /** Revision of the database that this state describes. */
  readonly revision: string;
  readonly files: readonly StateFile[];
  readonly projectFiles: ReadonlyMap<string, string>;
  /** What extraction left out. */
  readonly skipped: readonly SkippedFile[];
  /** What the published revision names as left out: also files that are indexed in part. */
  readonly skippedPublished: readonly SkippedFile[];
}

/**
 * Whether a source is as the state tells, by the stamps of its files and the texts of its project files. A file that could not be read is looked at again,
 * so a state that has any describes nothing.
 */
export function describesSnapshot(
  state: IndexState,
  snapshot: Pick<SourceSnapshot, 'files' | 'projectFiles' | 'skipped'>,
): boolean {
  const known = new Map(state.files.map((file) => [file.path, file]));
  return (
    known.size === snapshot.files.length &&
    snapshot.files.every((file) => isAsKnown(file, known.get(file.path))) &&
    JSON.stringify(snapshot.skipped.map(skippedText).sort()) === JSON.stringify(state.skipped.map(skippedText).sort()) &&
    snapshot.projectFiles.size === state.projectFiles.size &&
    [...snapshot.projectFiles].every(([path, text]) => state.projectFiles.get(path) === text)
  );
}

function isAsKnown(file: SourceFile, known: StateFile | undefined): boolean {
  return known?.stamp === file.stamp && known.languageKey === factsKey(file.language) && known.vendored === file.vendored;
}

function skippedText({ path, reason }: SkippedFile): string {
  return `${path}\0${reason}`;
}

const CHECKSUM_BYTES = 4;

/**
 * States of repositories on disk, one file each. Losing one costs a clean index, never truth: a damaged file, or one written by
 * another build, counts as none.
 */
export class IndexStateStore {
  readonly #folder: string;
  readonly #fingerprint: string;

  /** @param fingerprint of the code that extracts and links; states of other code are not used. */
  constructor(folder: string, fingerprint: string) {
    this.#folder = folder;
    this.#fingerprint = fingerprint;
  }

  /** The state of a repository; undefined when there is none that can be used. */
  async load(repository: string): Promise<IndexState | undefined> {
    const entry = await readFile(this.#path(repository)).catch(() => undefined);
    if (entry === undefined || entry.length < CHECKSUM_BYTES) return undefined;
    const payload = entry.subarray(CHECKSUM_BYTES);
    if (entry.readUInt32LE(0) !== crc32(payload)) return undefined;
    const stored = deserialize(payload) as { readonly fingerprint: string; readonly state: IndexState };
    return stored.fingerprint === this.#fingerprint ? stored.state : undefined;
  }

  /** Keeps the state. A disk that is full or read-only leaves no state behind: the next update is a clean index. */
  async save(repository: string, state: IndexState): Promise<void> {
    const path = this.#path(repository);
    const temporary = `${path}.${String(process.pid)}.tmp`;
    const payload = serialize({ fingerprint: this.#fingerprint, state });
    const entry = Buffer.alloc(CHECKSUM_BYTES + payload.length);
    entry.writeUInt32LE(crc32(payload), 0);
    payload.copy(entry, CHECKSUM_BYTES);
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(temporary, entry);
      await rename(temporary, path);
    } catch {
      await rm(temporary, { force: true });
      await this.forget(repository);
    }
  }

  /** Removes the state of a repository. */
  async forget(repository: string): Promise<void> {
    await rm(this.#path(repository), { force: true });
  }

  /** Names are hostile input, so files are named by their hash. */
  #path(repository: string): string {
    return join(this.#folder, `${createHash('sha256').update(repository).digest('hex').slice(0, 32)}.state`);
  }
}
