import { mkdirSync, readFileSync, renameSync, rmSync, type Stats, statSync, utimesSync, writeFileSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** Where the cache lies and how large it may get. */
export interface FactsCacheOptions {
  /** Folder of its own; it is made when it is missing. */
  readonly folder: string;
  /** See extractorFingerprint. */
  readonly fingerprint: string;
  /** The least recently used entries beyond this are deleted by {@link FactsCache.clean}. Default 2 GiB. */
  readonly maxBytes?: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const DEFAULT_MAX_BYTES = 2 * 1024 ** 3;
/** Cleaning goes on to this share of the limit, so that the next run does not clean again. */
const CLEAN_TO = 0.8;
/** A hit marks its entry as used when the mark is older than this. */
const TOUCH_AFTER_MS = 6 * 60 * 60 * 1000;
/** Temporary files older than this were left by a process that died. */
const STALE_TEMPORARY_MS = 60 * 60 * 1000;
const CHECKSUM_BYTES = 4;
const HEADER_BYTES = CHECKSUM_BYTES + 1;
const STORED = 0;
const DEFLATED = 1;
/** Compressing small entries costs more CPU than the disk is worth: most files are small, and most of the cache is few large ones. */
const COMPRESS_FROM_BYTES = 32 * 1024;
/** The most that an entry may unpack to: far above any file that is indexed. */
const MAX_ENTRY_BYTES = 512 * 1024 * 1024;

/**
 * Facts and source bytes on disk by content. Losing it costs time, never truth: damaged entries are misses, and a disk that is full
 * or read-only turns it off. Several processes may share one folder. Entries are small files: they are read and
 * written without handing each step to another thread, which would cost several times as much CPU as the step.
 */
export class FactsCache {
  readonly #folder: string;
  readonly #fingerprint: string;
  readonly #maxBytes: number;
  readonly #now: () => number;
  readonly #madeFolders = new Set<string>();
  #temporaries = 0;
  #writable = true;

  constructor(options: FactsCacheOptions) {
    this.#folder = options.folder;
    this.#fingerprint = options.fingerprint;
    this.#maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
    this.#now = options.now;
  }

  /** False once an entry could not be written. */
  get isWritable(): boolean {
    return this.#writable;
  }

  /** Encoded facts of a content. @param key tells apart languages that may read the same content */
  facts(hash: string, key: string): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.#read(this.#factsPath(hash, key)));
  }

  /** Keeps encoded facts. */
  keepFacts(hash: string, key: string, facts: Uint8Array): Promise<void> {
    this.#write(this.#factsPath(hash, key), facts);
    return Promise.resolve();
  }

  /** Keeps the bytes of a source file unless it has them. */
  keepSource(hash: string, source: Uint8Array): Promise<void> {
    const path = this.#sourcePath(hash);
    if (!this.#touch(path)) this.#write(path, source);
    return Promise.resolve();
  }

  /** The bytes of a source file by their hash. */
  source(hash: string): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.#read(this.#sourcePath(hash)));
  }

  /** Deletes the least recently used entries until the cache fits its limit. Returns the bytes that are left. */
  async clean(): Promise<number> {
    const entries = await listFiles(this.#folder);
    const stale = entries.filter((entry) => entry.path.endsWith('.tmp') && this.#now() - entry.usedMs > STALE_TEMPORARY_MS);
    const live = entries
      .filter((entry) => !entry.path.endsWith('.tmp'))
      .sort((a, b) => a.usedMs - b.usedMs || (a.path < b.path ? -1 : 1));
    for (const entry of stale) await rm(entry.path, { force: true });
    let total = live.reduce((sum, entry) => sum + entry.size, 0);
    if (total <= this.#maxBytes) return total;
    for (const entry of live) {
      if (total <= this.#maxBytes * CLEAN_TO) break;
      await rm(entry.path, { force: true });
      total -= entry.size;
    }
    return total;
  }

  #factsPath(hash: string, key: string): string {
    return join(this.#folder, 'facts', this.#fingerprint, hash.slice(0, 1), `${hash}.${key.replace(/[^\w.-]/g, '_')}`);
  }

  #sourcePath(hash: string): string {
    return join(this.#folder, 'sources', hash.slice(0, 1), hash);
  }

  #read(path: string): Uint8Array | undefined {
    let entry: Buffer;
    try {
      entry = readFileSync(path);
    } catch {
      return undefined;
    }
    const payload = unpack(entry);
    if (payload === undefined) {
      remove(path);
      return undefined;
    }
    this.#touch(path);
    return payload;
  }

  /** Marks an entry as used. Returns whether it is there. */
  #touch(path: string): boolean {
    const now = this.#now();
    const usedMs = statusOf(path)?.mtimeMs;
    if (usedMs === undefined) return false;
    try {
      // On a read-only disk the mark stays as it is.
      if (now - usedMs > TOUCH_AFTER_MS) utimesSync(path, now / 1000, now / 1000);
    } catch {
      return true;
    }
    return true;
  }

  #write(path: string, payload: Uint8Array): void {
    if (!this.#writable) return;
    const temporary = `${path}.${process.pid}-${++this.#temporaries}.tmp`;
    try {
      this.#writeNew(temporary, pack(payload));
      renameSync(temporary, path);
    } catch {
      this.#writable = false;
      remove(temporary);
    }
  }

  /** Writes a file whose folder may be missing. */
  #writeNew(path: string, bytes: Uint8Array): void {
    const folder = dirname(path);
    if (!this.#madeFolders.has(folder)) {
      mkdirSync(folder, { recursive: true });
      this.#madeFolders.add(folder);
    }
    try {
      writeFileSync(path, bytes);
    } catch {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, bytes);
    }
  }
}

function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // What cannot be removed is a miss the next time, too.
  }
}

/** Checksum, form and payload, compressed where that pays. */
function pack(payload: Uint8Array): Buffer {
  const deflated = payload.length < COMPRESS_FROM_BYTES ? undefined : deflateRawSync(payload, { level: 1 });
  const isSmaller = deflated !== undefined && deflated.length < payload.length * 0.9;
  const body = isSmaller ? deflated : payload;
  const entry = Buffer.allocUnsafe(HEADER_BYTES + body.length);
  entry[CHECKSUM_BYTES] = isSmaller ? DEFLATED : STORED;
  entry.set(body, HEADER_BYTES);
  entry.writeUInt32LE(crc32(entry.subarray(CHECKSUM_BYTES)), 0);
  return entry;
}

function unpack(entry: Buffer): Uint8Array | undefined {
  if (entry.length < HEADER_BYTES || entry.readUInt32LE(0) !== crc32(entry.subarray(CHECKSUM_BYTES))) return undefined;
  const body = entry.subarray(HEADER_BYTES);
  if (entry[CHECKSUM_BYTES] === STORED) return body;
  try {
    return inflateRawSync(body, { maxOutputLength: MAX_ENTRY_BYTES });
  } catch {
    return undefined;
  }
}

interface CacheFile {
  readonly path: string;
  readonly size: number;
  readonly usedMs: number;
}

async function listFiles(folder: string): Promise<readonly CacheFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files: CacheFile[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await listFiles(path)));
    else if (entry.isFile()) {
      const status = await stat(path).catch(() => undefined);
      if (status !== undefined) files.push({ path, size: status.size, usedMs: status.mtimeMs });
    }
  }
  return files;
}
