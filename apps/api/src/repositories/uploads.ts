import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CodexGraphError } from '@codexgraph/graph-model';
import { type ArchiveKind, archiveKind } from '@codexgraph/indexer';

/** Bytes of an archive that is sent; what it unpacks to is bounded when it is read. */
export const MAX_UPLOAD_BYTES = 500_000_000;

const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;
const MAX_NAME = 100;
/** As long as jobs are kept that may ask for it again. */
const KEEP_UNUSED_MS = 15 * 24 * 3600 * 1000;
const ENDINGS: Readonly<Record<ArchiveKind, string>> = { zip: '.zip', tar: '.tar', 'tar.gz': '.tar.gz' };

/** What {@link Uploads} needs. */
export interface UploadsOptions {
  /** Absolute folder of local state; API and worker share it. */
  readonly home: string;
  readonly newId: () => string;
  readonly now: () => Date;
  /** Default {@link MAX_UPLOAD_BYTES}. */
  readonly maxBytes?: number;
}

/** Archives that people have sent, one folder each. They stay as long as a repository is made of them, so that it can be indexed again. */
export class Uploads {
  readonly maxBytes: number;
  private readonly folder: string;

  constructor(private readonly options: UploadsOptions) {
    this.folder = path.join(options.home, 'uploads');
    this.maxBytes = options.maxBytes ?? MAX_UPLOAD_BYTES;
  }

  /** Whether a place is that of an archive which was sent. */
  holds(location: string): boolean {
    const relative = path.relative(this.folder, location);
    return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
  }

  /**
   * Keeps an archive. What is not one, by its content, or is too large, leaves nothing behind.
   * @param sentName what the file is called at the sender; only letters, digits and . _ - of it stay
   * @returns absolute path of the file
   * @throws BAD_INPUT, LIMIT_EXCEEDED, DISK_FULL
   */
  async receive(content: Readable, sentName: string): Promise<string> {
    const folder = path.join(this.folder, this.options.newId());
    await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
    const partial = path.join(folder, 'partial');
    try {
      await pipeline(content, this.bounded(), createWriteStream(partial, { mode: PRIVATE_FILE, flags: 'wx' }));
      const kind = await archiveKind(partial);
      if (kind === undefined)
        throw new CodexGraphError(
          'BAD_INPUT',
          'This file is no archive that can be read. Send a .zip, .tar, .tar.gz or .tgz file.',
        );
      const file = path.join(folder, safeName(sentName, kind));
      await rename(partial, file);
      return file;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw isDiskFull(error)
        ? new CodexGraphError('DISK_FULL', 'The disk of the service is full. Free some space and send it again.', {
            cause: error,
            retryable: true,
          })
        : error;
    }
  }

  /** Deletes an archive that no repository is made of any more; other places are left alone. */
  async forget(location: string): Promise<void> {
    if (this.holds(location)) await rm(path.dirname(location), { recursive: true, force: true });
  }

  /** Deletes archives that no repository was made of for two weeks, and what a crash has left of them. */
  async tidy(inUse: readonly string[]): Promise<void> {
    const used = new Set(inUse.filter((location) => this.holds(location)).map((location) => path.dirname(location)));
    for (const name of await readdir(this.folder).catch(() => [])) {
      const folder = path.join(this.folder, name);
      const age = this.options.now().getTime() - ((await stat(folder).catch(() => undefined))?.mtimeMs ?? 0);
      if (!used.has(folder) && age > KEEP_UNUSED_MS) await rm(folder, { recursive: true, force: true });
    }
  }

  private bounded() {
    const { maxBytes } = this;
    return async function* (chunks: AsyncIterable<Buffer>) {
      let bytes = 0;
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > maxBytes) throw tooLarge(maxBytes);
        yield chunk;
      }
    };
  }
}

/** The error for an archive that is too large. */
export function tooLarge(maxBytes: number): CodexGraphError {
  return new CodexGraphError(
    'LIMIT_EXCEEDED',
    `The archive is larger than ${String(Math.floor(maxBytes / 1_000_000))} MB. Leave out what is no source, or give the service its folder or git URL.`,
  );
}

function safeName(sentName: string, kind: ArchiveKind): string {
  const base = sentName
    .replace(/^.*[/\\]/, '')
    .replace(/\.(tar\.gz|tgz|tar|zip|gz)$/i, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, MAX_NAME);
  return `${base === '' ? 'archive' : base}${ENDINGS[kind]}`;
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOSPC';
}
