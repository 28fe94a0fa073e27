import { createWriteStream } from 'node:fs';
import { mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CodexGraphError, type SkippedFile } from '@codexgraph/graph-model';

/** What an archive may hold. Beyond any of these it is refused as a whole, except where said otherwise. */
export interface ArchiveLimits {
  /** Bytes of all files together, unpacked. */
  readonly maxTotalBytes: number;
  readonly maxEntries: number;
  /** Unpacked bytes for each byte of the archive; asked for archives that unpack to more than 64 MiB. */
  readonly maxRatio: number;
  /** Files with more folders above them are left out. */
  readonly maxDepth: number;
  /** Larger files are left out; the list of files names them. */
  readonly maxFileBytes: number;
}

/** Far above any source tree, far below what fills a disk. */
export const DEFAULT_ARCHIVE_LIMITS: ArchiveLimits = {
  maxTotalBytes: 2 * 1024 ** 3,
  maxEntries: 500_000,
  maxRatio: 200,
  maxDepth: 100,
  maxFileBytes: 16 * 1024 ** 2,
};

const RATIO_FROM_BYTES = 64 * 1024 ** 2;
const MAX_NAME_BYTES = 255;
const MAX_PATH_BYTES = 2000;

/** What became of an entry's name: where to write it, why it is left out, or nothing of interest. */
type Place =
  | { readonly kind: 'write'; readonly path: string }
  | { readonly kind: 'skip'; readonly path: string; readonly reason: string }
  | { readonly kind: 'ignore' };

/** Writes the entries of an archive below one folder, and nothing else: no links, no devices, no rights, no owners. */
export class ArchiveUnpacker {
  readonly #root: string;
  readonly #archiveBytes: number;
  readonly #limits: ArchiveLimits;
  readonly #skipped: SkippedFile[] = [];
  readonly #topNames = new Set<string>();
  #entries = 0;
  #totalBytes = 0;

  /** @param root empty folder to write to */
  constructor(root: string, archiveBytes: number, limits: ArchiveLimits) {
    this.#root = root;
    this.#archiveBytes = archiveBytes;
    this.#limits = limits;
  }

  /** Entries that were left out, in the order of the archive. */
  get skipped(): readonly SkippedFile[] {
    return this.#skipped;
  }

  /** The one folder that holds everything, as source archives have it; '' when there are several things at the top. */
  get onlyFolder(): string {
    const [name = '', ...others] = this.#topNames;
    return others.length > 0 || name.endsWith('\0') || ['src', 'lib', 'packages', 'apps'].includes(name) ? '' : name;
  }

  /** Counts an entry that is no file. @throws LIMIT_EXCEEDED, BAD_INPUT */
  other(name: string, what: 'folder' | 'link' | 'device'): void {
    const place = this.#place(name);
    if (what === 'folder' || place.kind === 'ignore') return;
    this.#skipped.push({
      path: place.path,
      reason: what === 'link' ? 'is a link inside an archive, which is not followed' : 'is no regular file',
    });
  }

  /**
   * Writes one file. The declared size is not believed.
   * @throws LIMIT_EXCEEDED, BAD_INPUT
   */
  async file(name: string, declaredBytes: number, content: AsyncIterable<Buffer>): Promise<void> {
    const place = this.#place(name);
    if (place.kind === 'skip') this.#skipped.push({ path: place.path, reason: place.reason });
    if (place.kind !== 'write') return this.#drain(content);
    const target = join(this.#root, place.path);
    try {
      await mkdir(dirname(target), { recursive: true });
      if (declaredBytes > this.#limits.maxFileBytes) {
        await this.#standIn(target, declaredBytes, content);
        return;
      }
      await this.#write(target, content);
    } catch (error) {
      if (!isNameConflict(error)) throw error;
      this.#skipped.push({ path: place.path, reason: 'has the name of another entry of the archive' });
      await this.#drain(content);
    }
  }

  async #write(target: string, content: AsyncIterable<Buffer>): Promise<void> {
    let bytes = 0;
    const { maxFileBytes } = this.#limits;
    const count = (chunk: Buffer): void => {
      bytes += chunk.length;
      this.#count(chunk.length);
    };
    await pipeline(
      content,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          count(chunk);
          if (bytes <= maxFileBytes) yield chunk;
        }
      },
      createWriteStream(target),
    );
    if (bytes > maxFileBytes) await truncate(target, bytes);
  }

  /** A file of the right size that takes no space: the list of files then says that it is too large. */
  async #standIn(target: string, bytes: number, content: AsyncIterable<Buffer>): Promise<void> {
    await this.#drain(content);
    await rm(target, { force: true });
    await writeFile(target, '');
    await truncate(target, bytes);
  }

  async #drain(content: AsyncIterable<Buffer>): Promise<void> {
    for await (const chunk of content) this.#count(chunk.length);
  }

  #count(bytes: number): void {
    this.#totalBytes += bytes;
    if (this.#totalBytes > this.#limits.maxTotalBytes) {
      throw new CodexGraphError(
        'LIMIT_EXCEEDED',
        `The archive unpacks to more than ${Math.round(this.#limits.maxTotalBytes / 1024 ** 2)} MiB. Unpack it and index the folder.`,
      );
    }
    if (this.#totalBytes > RATIO_FROM_BYTES && this.#totalBytes > this.#archiveBytes * this.#limits.maxRatio) {
      throw new CodexGraphError(
        'LIMIT_EXCEEDED',
        `The archive unpacks to more than ${this.#limits.maxRatio} times its size, as no source code does. It was not unpacked.`,
      );
    }
  }

  #place(name: string): Place {
    if (++this.#entries > this.#limits.maxEntries) {
      throw new CodexGraphError(
        'LIMIT_EXCEEDED',
        `The archive holds more than ${this.#limits.maxEntries} entries. Unpack it and index the folder.`,
      );
    }
    const names = safeNames(name);
    if (names.length === 0) return { kind: 'ignore' };
    const isFile = !name.endsWith('/');
    this.#topNames.add(names.length === 1 && isFile ? `${names[0]}\0` : (names[0] as string));
    // A repository's own settings could name programs to start; nothing of it is needed.
    if (names.some((part) => part.toLowerCase() === '.git')) return { kind: 'ignore' };
    const path = names.join('/');
    if (names.length - 1 > this.#limits.maxDepth)
      return { kind: 'skip', path, reason: `lies more than ${this.#limits.maxDepth} folders deep` };
    const isLong = Buffer.byteLength(path) > MAX_PATH_BYTES || names.some((part) => Buffer.byteLength(part) > MAX_NAME_BYTES);
    return isLong ? { kind: 'skip', path, reason: 'its path is too long for this system' } : { kind: 'write', path };
  }
}

/** Segments of an entry's name. @throws BAD_INPUT when it would leave the folder, on any system */
function safeNames(name: string): readonly string[] {
  const names = name.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
  const leaves = /^[/\\]|^[a-zA-Z]:[/\\]/.test(name) || names.includes('..') || name.includes('\0');
  if (!leaves) return names;
  const shown = JSON.stringify(name.slice(0, 200));
  throw new CodexGraphError(
    'BAD_INPUT',
    `The archive holds an entry that would be written outside of it (${shown}). It was not unpacked.`,
  );
}

const NAME_CONFLICTS: ReadonlySet<string> = new Set(['ENOTDIR', 'EEXIST', 'EISDIR']);

function isNameConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NAME_CONFLICTS.has(String(error.code));
}
