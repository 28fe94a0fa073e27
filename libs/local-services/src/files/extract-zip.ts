import { createWriteStream } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CodexGraphError } from '@codexgraph/graph-model';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { explainFileError } from './disk-errors.js';

const MODE_SHIFT = 16;
const PERMISSIONS = 0o777;

/** Which entries of an archive are wanted, and where they go. */
export interface ExtractOptions {
  readonly archive: string;
  readonly folder: string;
  /** Path inside `folder` for an entry; undefined leaves the entry out. */
  readonly place: (entryName: string) => string | undefined;
}

/** Unpacks a zip file (a jar, a wheel), with permissions. Entries never leave the folder. @throws DISK_FULL, DOWNLOAD_FAILED */
export async function extractZip(options: ExtractOptions): Promise<void> {
  const zip = await openZip(options.archive);
  try {
    await eachEntry(zip, async (entry) => {
      const place = options.place(entry.fileName);
      if (place === undefined || entry.fileName.endsWith('/')) return;
      await writeEntry(zip, entry, insideOf(options.folder, place));
    });
  } catch (error) {
    throw explainFileError(error, options.folder);
  } finally {
    zip.close();
  }
}

function openZip(archive: string): Promise<ZipFile> {
  return new Promise((resolvePromise, reject) => {
    yauzl.open(archive, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error === null) resolvePromise(zip);
      else reject(error);
    });
  });
}

function eachEntry(zip: ZipFile, onEntry: (entry: Entry) => Promise<void>): Promise<void> {
  return new Promise((resolvePromise, reject) => {
    zip.on('entry', (entry: Entry) => {
      onEntry(entry).then(() => {
        zip.readEntry();
      }, reject);
    });
    zip.once('end', resolvePromise);
    zip.once('error', reject);
    zip.readEntry();
  });
}

async function writeEntry(zip: ZipFile, entry: Entry, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const content = await new Promise<NodeJS.ReadableStream>((resolvePromise, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error === null) resolvePromise(stream);
      else reject(error);
    });
  });
  await pipeline(content, createWriteStream(path));
  const mode = (entry.externalFileAttributes >>> MODE_SHIFT) & PERMISSIONS;
  if (mode !== 0) await chmod(path, mode | 0o600);
}

function insideOf(folder: string, place: string): string {
  const path = resolve(join(folder, place));
  if (path.startsWith(resolve(folder) + sep)) return path;
  throw new CodexGraphError('DOWNLOAD_FAILED', `An archive holds a path that leads out of it (${place}); it was not unpacked.`);
}
