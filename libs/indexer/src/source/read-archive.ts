import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { CodexGraphError } from '@codexgraph/graph-model';
import { extract, type Header } from 'tar-stream';
import { open as openZip, type Entry, type Options, type ZipFile } from 'yauzl';
import type { ArchiveUnpacker } from './archive-unpacker.js';

/** Kinds of archives by their first bytes. */
export type ArchiveKind = 'zip' | 'tar' | 'tar.gz';

/** An archive and what it is. */
export interface ArchiveFile {
  readonly path: string;
  readonly kind: ArchiveKind;
}

const HEAD_BYTES = 262;
const FILE_TYPE_MASK = 0o170000;
const LINK_TYPE = 0o120000;
const FOLDER_TYPE = 0o040000;
const FILE_TYPE = 0o100000;

/** What a file is by its first bytes, whatever its name; undefined when it is no archive that can be read. */
export async function archiveKind(path: string): Promise<ArchiveKind | undefined> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    if (bytesRead >= 4 && head.readUInt16BE(0) === 0x504b && [0x0304, 0x0506].includes(head.readUInt16BE(2))) return 'zip';
    if (bytesRead >= 2 && head.readUInt16BE(0) === 0x1f8b) return 'tar.gz';
    return bytesRead === HEAD_BYTES && head.toString('latin1', 257, 262) === 'ustar' ? 'tar' : undefined;
  } finally {
    await file.close();
  }
}

/**
 * Unpacks an archive, entry by entry, without ever holding a whole file in memory.
 * @throws BAD_INPUT when it is damaged, encrypted or hostile, LIMIT_EXCEEDED, CANCELLED
 */
export async function readArchive(archive: ArchiveFile, unpacker: ArchiveUnpacker, signal?: AbortSignal): Promise<void> {
  try {
    if (archive.kind === 'zip') await readZip(archive.path, unpacker, signal);
    else await readTar(archive, unpacker, signal);
  } catch (error) {
    if (CodexGraphError.isInstance(error)) throw error;
    if (signal?.aborted === true) throw new CodexGraphError('CANCELLED', 'Unpacking the archive was cancelled.');
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
      throw new CodexGraphError('DISK_FULL', 'The disk is full. Free some space and try again.', {
        cause: error,
        retryable: true,
      });
    }
    throw new CodexGraphError(
      'BAD_INPUT',
      `The archive is damaged (${error instanceof Error ? error.message : 'unknown error'}). Make or download it again.`,
      { cause: error },
    );
  }
}

async function readTar(archive: ArchiveFile, unpacker: ArchiveUnpacker, signal: AbortSignal | undefined): Promise<void> {
  const entries = extract();
  const source = createReadStream(archive.path);
  const options = signal === undefined ? {} : { signal };
  const feeding =
    archive.kind === 'tar.gz' ? pipeline(source, createGunzip(), entries, options) : pipeline(source, entries, options);
  // The loop below ends with the same error; this one must not be reported as unhandled.
  feeding.catch(() => undefined);
  for await (const entry of entries) {
    entry.on('error', ignoreUntilRead);
    await takeTarEntry(entry.header, entry as AsyncIterable<Buffer>, unpacker);
    entry.resume();
  }
  await feeding;
}

async function takeTarEntry(header: Header, content: AsyncIterable<Buffer>, unpacker: ArchiveUnpacker): Promise<void> {
  const { name, type, size } = header;
  if (type === 'file' || type === 'contiguous-file') return unpacker.file(name, size, content);
  if (type === 'directory') unpacker.other(name.endsWith('/') ? name : `${name}/`, 'folder');
  else if (type === 'symlink' || type === 'link') unpacker.other(name, 'link');
  else unpacker.other(name, 'device');
}

async function readZip(path: string, unpacker: ArchiveUnpacker, signal: AbortSignal | undefined): Promise<void> {
  const zip = await (promisify(openZip) as (path: string, options: Options) => Promise<ZipFile>)(path, {
    lazyEntries: true,
    autoClose: false,
    // Names are checked where they are used, with a clearer sentence.
    decodeStrings: true,
    strictFileNames: true,
    validateEntrySizes: true,
  });
  try {
    for await (const entry of zipEntries(zip)) {
      if (signal?.aborted === true) throw new CodexGraphError('CANCELLED', 'Unpacking the archive was cancelled.');
      await takeZipEntry(zip, entry, unpacker);
    }
  } finally {
    zip.close();
  }
}

async function takeZipEntry(zip: ZipFile, entry: Entry, unpacker: ArchiveUnpacker): Promise<void> {
  const name = entry.fileName;
  const fileType = (entry.externalFileAttributes >>> 16) & FILE_TYPE_MASK;
  if (name.endsWith('/') || fileType === FOLDER_TYPE) {
    unpacker.other(name.endsWith('/') ? name : `${name}/`, 'folder');
    return;
  }
  if (fileType === LINK_TYPE) {
    unpacker.other(name, 'link');
    return;
  }
  if (fileType !== 0 && fileType !== FILE_TYPE) {
    unpacker.other(name, 'device');
    return;
  }
  if (entry.isEncrypted()) throw new CodexGraphError('BAD_INPUT', 'The archive is encrypted. Give one without a password.');
  const content = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error === null) resolve(stream);
      else reject(error);
    });
  });
  content.on('error', ignoreUntilRead);
  await unpacker.file(name, entry.uncompressedSize, content);
}

/** Streams of entries may fail before anybody reads them; reading them tells it then. Without a listener the process would end. */
function ignoreUntilRead(): void {
  // Told by the reader.
}

async function* zipEntries(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await nextEntry(zip);
    if (entry === undefined) return;
    yield entry;
  }
}

function nextEntry(zip: ZipFile): Promise<Entry | undefined> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      zip.removeListener('entry', onEntry).removeListener('end', onEnd).removeListener('error', onError);
      act();
    };
    const onEntry = (entry: Entry): void => settle(() => resolve(entry));
    const onEnd = (): void => settle(() => resolve(undefined));
    const onError = (error: Error): void => settle(() => reject(error));
    zip.on('entry', onEntry).on('end', onEnd).on('error', onError);
    zip.readEntry();
  });
}
