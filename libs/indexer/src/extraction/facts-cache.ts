import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { crc32, deflateRaw, inflateRaw } from 'node:zlib';

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
const COMPRESS_FROM_BYTES = 512;
const CHECKSUM_BYTES = 4;
const HEADER_BYTES = CHECKSUM_BYTES + 1;
const STORED = 0;
const DEFLATED = 1;

const deflate = promisify(deflateRaw) as (bytes: Uint8Array, options: { level: number }) => Promise<Buffer>;
const inflate = promisify(inflateRaw) as (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>;

/**
 * Facts and source bytes on disk by content. Losing it costs time, never truth: damaged entries are misses, and a disk that is full
 * or read-only turns it off. Several processes may share one folder.
 */
export class FactsCache {
  readonly #folder: string;
  readonly #fingerprint: string;
  readonly #maxBytes: number;
  readonly #now: () => number;
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
    return this.#read(this.#factsPath(hash, key));
  }

  /** Keeps encoded facts. */
  async keepFacts(hash: string, key: string, facts: Uint8Array): Promise<void> {
    await this.#write(this.#factsPath(hash, key), facts);
  }

  /** Keeps the bytes of a source file unless it has them. */
  async keepSource(hash: string, source: Uint8Array): Promise<void> {
    const path = this.#sourcePath(hash);
    if (!(await this.#touch(path))) await this.#write(path, source);
  }

  /** The bytes of a source file by their hash. */
  source(hash: string): Promise<Uint8Array | undefined> {
    return this.#read(this.#sourcePath(hash));
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
    return join(this.#folder, 'facts', this.#fingerprint, hash.slice(0, 2), `${hash}.${key.replace(/[^\w.-]/g, '_')}`);
  }

  #sourcePath(hash: string): string {
    return join(this.#folder, 'sources', hash.slice(0, 2), hash);
  }

  async #read(path: string): Promise<Uint8Array | undefined> {
    const entry = await readFile(path).catch(() => undefined);
    if (entry === undefined) return undefined;
    const payload = await unpack(entry);
    if (payload === undefined) {
      await rm(path, { force: true }).catch(() => undefined);
      return undefined;
    }
    await this.#touch(path);
    return payload;
  }

  /** Marks an entry as used. Returns whether it is there. */
  async #touch(path: string): Promise<boolean> {
    const now = this.#now();
    try {
      const { mtimeMs } = await stat(path);
      // On a read-only disk the mark stays as it is.
      if (now - mtimeMs > TOUCH_AFTER_MS) await utimes(path, now / 1000, now / 1000).catch(() => undefined);
      return true;
    } catch {
      return false;
    }
  }

  async #write(path: string, payload: Uint8Array): Promise<void> {
    if (!this.#writable) return;
    const temporary = `${path}.${process.pid}-${++this.#temporaries}.tmp`;
    try {
      const entry = await pack(payload);
      await writeFile(temporary, entry).catch(async () => {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(temporary, entry);
      });
      await rename(temporary, path);
    } catch {
      this.#writable = false;
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }
}

/** Checksum, kind and payload, compressed where that pays. */
async function pack(payload: Uint8Array): Promise<Buffer> {
  const deflated = payload.length < COMPRESS_FROM_BYTES ? undefined : await deflate(payload, { level: 1 });
  const isSmaller = deflated !== undefined && deflated.length < payload.length * 0.9;
  const body = isSmaller ? deflated : payload;
  const entry = Buffer.alloc(HEADER_BYTES + body.length);
  entry[CHECKSUM_BYTES] = isSmaller ? DEFLATED : STORED;
  entry.set(body, HEADER_BYTES);
  entry.writeUInt32LE(crc32(entry.subarray(CHECKSUM_BYTES)), 0);
  return entry;
}

/** The most that an entry may unpack to: far above any file that is indexed. */
const MAX_ENTRY_BYTES = 512 * 1024 * 1024;

async function unpack(entry: Buffer): Promise<Uint8Array | undefined> {
  if (entry.length < HEADER_BYTES || entry.readUInt32LE(0) !== crc32(entry.subarray(CHECKSUM_BYTES))) return undefined;
  const body = entry.subarray(HEADER_BYTES);
  if (entry[CHECKSUM_BYTES] === STORED) return body;
  return inflate(body, { maxOutputLength: MAX_ENTRY_BYTES }).catch(() => undefined);
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
