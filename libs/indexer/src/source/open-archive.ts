import { mkdir, mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CodexGraphError, type SkippedFile } from '@codexgraph/graph-model';
import type { LanguageRegistry } from '../languages/registry.js';
import { ArchiveUnpacker, DEFAULT_ARCHIVE_LIMITS, type ArchiveLimits } from './archive-unpacker.js';
import { FolderTree } from './folder-tree.js';
import { checkSubfolderName } from './open-folder.js';
import { isProcessAlive } from './process-lock.js';
import { archiveKind, readArchive } from './read-archive.js';
import type { SelectionOptions } from './select-files.js';
import { takeSnapshot, type SourceSnapshot } from './source-snapshot.js';

/** How an archive is opened. */
export interface ArchiveOptions extends SelectionOptions {
  /** Folder for unpacked archives; what is put there is removed again by close, or by the next run after a crash. */
  readonly unpackFolder: string;
  readonly limits?: Partial<ArchiveLimits>;
  readonly signal?: AbortSignal;
}

/**
 * Snapshot of a .zip, .tar, .tar.gz or .tgz file, recognised by its content. Where everything lies in one folder, as in downloads of
 * a release, that folder is the root.
 * @throws BAD_INPUT when it is no archive, damaged, encrypted or would write outside of itself; LIMIT_EXCEEDED; CANCELLED; DISK_FULL
 */
export async function openArchive(path: string, registry: LanguageRegistry, options: ArchiveOptions): Promise<SourceSnapshot> {
  const { unpackFolder, limits, signal, ...selection } = options;
  checkSubfolderName(options.subfolder ?? '');
  const archive = resolve(path);
  const kind = await archiveKind(archive).catch((error: unknown) => {
    throw unreadableArchive(archive, error);
  });
  if (kind === undefined)
    throw new CodexGraphError(
      'BAD_INPUT',
      `${archive} is no archive that can be read. Give a .zip, .tar or .tar.gz file, or a folder.`,
    );
  await removeAbandoned(unpackFolder);
  const folder = await realpath(await mkdtemp(join(unpackFolder, `${process.pid}-`)));
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const unpacker = new ArchiveUnpacker(folder, (await stat(archive)).size, { ...DEFAULT_ARCHIVE_LIMITS, ...limits });
    await readArchive({ path: archive, kind }, unpacker, signal);
    const root = unpacker.onlyFolder;
    await requireSubfolder(join(folder, root), selection.subfolder ?? '');
    const origin = {
      source: { kind: 'archive' as const, location: archive, subfolder: options.subfolder ?? '' },
      close,
    };
    const snapshot = await takeSnapshot(new FolderTree(join(folder, root)), registry, { ...selection, origin });
    return withSkipped(snapshot, unpacker.skipped, root);
  } catch (error) {
    await close();
    throw error;
  }
}

/** Adds what was left out while unpacking. */
function withSkipped(snapshot: SourceSnapshot, unpacked: readonly SkippedFile[], root: string): SourceSnapshot {
  const prefix = root === '' ? '' : `${root}/`;
  const moved = unpacked.map(({ path, reason }) => ({
    path: path.startsWith(prefix) ? path.slice(prefix.length) : path,
    reason,
  }));
  return { ...snapshot, skipped: [...snapshot.skipped, ...moved].sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

async function requireSubfolder(root: string, subfolder: string): Promise<void> {
  const status = await stat(join(root, subfolder)).catch(() => undefined);
  if (status?.isDirectory() !== true)
    throw new CodexGraphError('BAD_INPUT', `There is no folder '${subfolder}' in the archive. Check the subfolder.`);
}

/** Folders that processes left behind which are no more. */
async function removeAbandoned(unpackFolder: string): Promise<void> {
  await mkdir(unpackFolder, { recursive: true });
  for (const name of await readdir(unpackFolder)) {
    const owner = Number(/^(\d+)-/.exec(name)?.[1]);
    if (Number.isInteger(owner) && owner > 0 && !isProcessAlive(owner))
      await rm(join(unpackFolder, name), { recursive: true, force: true });
  }
}

function unreadableArchive(path: string, error: unknown): CodexGraphError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return new CodexGraphError('BAD_INPUT', `There is no file ${path}. Check the path.`, { cause: error });
  if (code === 'EACCES' || code === 'EPERM')
    return new CodexGraphError('SOURCE_UNREADABLE', `No permission to read ${path}.`, { cause: error });
  return new CodexGraphError('SOURCE_UNREADABLE', `${path} cannot be read (${code}).`, { cause: error });
}
