import { type BigIntStats, closeSync, constants, type Dirent, fstatSync, openSync, readSync } from 'node:fs';
import { lstat, readdir, readlink, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import type {
  FileBytes,
  FileStatus,
  FolderListing,
  LinkTarget,
  SourceTree,
  TreeEntry,
  TreeEntryKind,
  Unreadable,
} from './source-tree.js';

/** Never follow a link at the last step, never wait for the writer of a pipe. 0 where the system has no such flag. */
const FLAGS: Partial<typeof constants> = constants;
const OPEN_FLAGS = constants.O_RDONLY | (FLAGS.O_NOFOLLOW ?? 0) | (FLAGS.O_NONBLOCK ?? 0);
const READ_ATTEMPTS = 3;

/** A folder on disk. */
export class FolderTree implements SourceTree {
  readonly #root: string;

  /** @param root absolute path with its links resolved */
  constructor(root: string) {
    this.#root = root;
  }

  async list(folder: string): Promise<FolderListing | Unreadable> {
    const path = this.#absolute(folder);
    try {
      const found = await readdir(path, { withFileTypes: true });
      // A replacement character may be the name's own or stand for bytes that are no UTF-8: only the bytes tell.
      const suspicious = found.some((entry) => entry.name.includes('\ufffd'));
      return { ok: true, entries: suspicious ? await listByBytes(path) : found.map(toEntry) };
    } catch (error) {
      return unreadable(error);
    }
  }

  async status(path: string): Promise<FileStatus | Unreadable> {
    try {
      const status = await lstat(this.#absolute(path), { bigint: true });
      return { ok: true, kind: kindOf(status), size: Number(status.size), stamp: stampOf(status) };
    } catch (error) {
      return unreadable(error);
    }
  }

  async linkTarget(path: string): Promise<LinkTarget> {
    const link = this.#absolute(path);
    try {
      const target = relative(this.#root, await realpath(link));
      if (target === '..' || target.startsWith(`..${sep}`) || isAbsolute(target)) return { kind: 'outside' };
      return { kind: 'inside', path: target.split(sep).join('/') };
    } catch {
      const written = await readlink(link).catch(() => '');
      return isAbsolute(written) ? { kind: 'outside' } : { kind: 'broken' };
    }
  }

  /** Reads at once: handing each of the six steps to another thread and back costs several times as much CPU as the steps. */
  read(path: string, maxBytes: number): Promise<FileBytes | Unreadable> {
    return Promise.resolve(this.#read(path, maxBytes));
  }

  #read(path: string, maxBytes: number): FileBytes | Unreadable {
    if (path.split('/').includes('..')) return { ok: false, reason: 'lies outside of the repository', missing: true };
    let file: number;
    try {
      file = openSync(this.#absolute(path), OPEN_FLAGS);
    } catch (error) {
      return unreadable(error);
    }
    try {
      return readWhole(file, maxBytes);
    } catch (error) {
      return unreadable(error);
    } finally {
      closeSync(file);
    }
  }

  #absolute(path: string): string {
    return path === '' ? this.#root : join(this.#root, path);
  }
}

/** Reads until size and times stand still, so that a half-written file is rarely what is kept; the last reading counts in any case. */
function readWhole(file: number, maxBytes: number): FileBytes | Unreadable {
  for (let attempt = 1; ; attempt++) {
    const before = fstatSync(file, { bigint: true });
    if (!before.isFile()) return { ok: false, reason: 'is no regular file', missing: false };
    if (before.size > BigInt(maxBytes)) return tooLarge(Number(before.size), maxBytes);
    const bytes = readFrom(file, Number(before.size), maxBytes);
    if (bytes === undefined) return tooLarge(maxBytes + 1, maxBytes);
    const after = fstatSync(file, { bigint: true });
    const isSettled = stampOf(before) === stampOf(after) && BigInt(bytes.length) === after.size;
    if (isSettled || attempt === READ_ATTEMPTS) return { ok: true, bytes, stamp: stampOf(after) };
  }
}

/** All bytes from the start, or undefined when there are more than `maxBytes`. */
function readFrom(file: number, expectedBytes: number, maxBytes: number): Uint8Array | undefined {
  let buffer = new Uint8Array(expectedBytes + 1);
  let length = 0;
  for (;;) {
    const bytesRead = readSync(file, buffer, length, buffer.length - length, length);
    if (bytesRead === 0) return buffer.subarray(0, length);
    length += bytesRead;
    if (length > maxBytes) return undefined;
    if (length === buffer.length) {
      const bigger = new Uint8Array(buffer.length * 2);
      bigger.set(buffer);
      buffer = bigger;
    }
  }
}

async function listByBytes(path: string): Promise<readonly TreeEntry[]> {
  const found = (await readdir(path, { withFileTypes: true, encoding: 'buffer' })) as unknown as readonly Dirent<Buffer>[];
  return found.map((entry) => {
    const name = entry.name.toString('utf8');
    if (Buffer.from(name, 'utf8').equals(entry.name)) return toEntry({ ...kindTests(entry), name });
    return { ...toEntry({ ...kindTests(entry), name: escapeName(entry.name) }), invalidName: true };
  });
}

type KindTests = Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>;

function kindTests(entry: KindTests): KindTests {
  return {
    isFile: () => entry.isFile(),
    isDirectory: () => entry.isDirectory(),
    isSymbolicLink: () => entry.isSymbolicLink(),
  };
}

function toEntry(entry: KindTests & { readonly name: string }): TreeEntry {
  return { name: entry.name, kind: kindOf(entry) };
}

function kindOf(entry: KindTests): TreeEntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

/** A name that is no valid UTF-8 for people to read: bytes beyond ASCII as `\xNN`. */
function escapeName(name: Buffer): string {
  return [...name].map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`)).join('');
}

/** Nanosecond times and the inode catch edits that keep the size, and atomic saves. */
function stampOf(status: BigIntStats): string {
  return `${status.size}-${status.mtimeNs}-${status.ctimeNs}-${status.ino}`;
}

function tooLarge(size: number, maxBytes: number): Unreadable {
  return { ok: false, reason: tooLargeReason(size, maxBytes), missing: false };
}

/** Words for a file over the size limit. */
export function tooLargeReason(size: number, maxBytes: number): string {
  return `larger than the limit of ${formatBytes(maxBytes)} (${formatBytes(size)})`;
}

function formatBytes(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${(bytes / (1024 * 1024)).toFixed(1).replace(/\.0$/, '')} MiB`;
  return bytes >= 1024 ? `${Math.round(bytes / 1024)} KiB` : `${bytes} bytes`;
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'vanished while it was read'],
  ['ENOTDIR', 'vanished while it was read'],
  ['EACCES', 'no permission to read it'],
  ['EPERM', 'no permission to read it'],
  ['ELOOP', 'became a symbolic link while it was read'],
  ['ENAMETOOLONG', 'its path is too long for this system'],
  ['ENXIO', 'is no regular file'],
  ['EIO', 'the disk reports an error while reading it'],
  ['EMFILE', 'too many open files'],
  ['ENFILE', 'too many open files'],
]);

function unreadable(error: unknown): Unreadable {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  return {
    ok: false,
    reason: REASONS.get(code) ?? `could not be read (${code})`,
    missing: code === 'ENOENT' || code === 'ENOTDIR',
  };
}
