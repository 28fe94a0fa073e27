import { constants } from 'node:fs';
import { access, lstat, readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import type { LanguageRegistry } from '../languages/registry.js';
import { FolderTree } from './folder-tree.js';
import { runGit, type GitEnvironment } from './git-process.js';
import type { SelectionOptions } from './select-files.js';
import { takeSnapshot, type SnapshotOrigin, type SourceSnapshot } from './source-snapshot.js';

const FULL_HASH = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
/** Settings of a clone that would let git start programs of the clone's choosing. */
const RUNS_PROGRAMS = /^\s*\[\s*(?:filter|include|includeif)\b|^\s*fsmonitor\s*=/im;
const STATUS_TIMEOUT_MS = 20_000;

/** How a folder is opened. */
export interface FolderOptions extends SelectionOptions {
  /** Given, git is asked whether the work tree is dirty. */
  readonly gitEnvironment?: GitEnvironment;
}

/**
 * Snapshot of a folder. Git need not be installed; without it the commit is still read, and `dirty` is absent.
 * @throws BAD_INPUT when the path is no folder
 * @throws SOURCE_UNREADABLE when it may not be read
 */
export async function openFolder(path: string, registry: LanguageRegistry, options: FolderOptions = {}): Promise<SourceSnapshot> {
  const { gitEnvironment, ...selection } = options;
  const folder = await checkFolder(path);
  if (options.subfolder !== undefined && options.subfolder !== '') await checkSubfolder(folder, options.subfolder);
  const git = await describeWorkTree(folder, gitEnvironment);
  const origin: SnapshotOrigin = {
    source: { kind: 'folder', location: folder, subfolder: options.subfolder ?? '' },
    folder,
    ...git,
  };
  // Whether the tree is dirty takes git a while to say; it is not asked again with each change.
  return takeSnapshot(new FolderTree(folder), registry, {
    ...selection,
    origin,
    describeAgain: () => describeWorkTree(folder, undefined),
  });
}

/** Absolute path of a folder with links resolved. @throws BAD_INPUT */
export async function checkFolder(path: string): Promise<string> {
  if (path.includes('\0')) throw new CodexGraphError('BAD_INPUT', 'The path holds a NUL character. Give the path of a folder.');
  const absolute = resolve(path);
  try {
    const status = await stat(absolute);
    if (status.isDirectory()) {
      await access(absolute, constants.R_OK | constants.X_OK);
      return await realpath(absolute);
    }
  } catch (error) {
    throw folderError(absolute, error);
  }
  throw new CodexGraphError(
    'BAD_INPUT',
    `${absolute} is a file, not a folder. Give the folder that holds the source code, or an archive (.zip, .tar, .tar.gz).`,
  );
}

function folderError(path: string, error: unknown): CodexGraphError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return new CodexGraphError('BAD_INPUT', `There is no folder ${path}. Check the path.`, { cause: error });
  if (code === 'ENOTDIR')
    return new CodexGraphError('BAD_INPUT', `There is no folder ${path}: a part of the path is a file. Check the path.`, {
      cause: error,
    });
  if (code === 'ELOOP')
    return new CodexGraphError('BAD_INPUT', `${path} is a symbolic link that leads in a circle. Give the folder itself.`, {
      cause: error,
    });
  if (code === 'ENAMETOOLONG')
    return new CodexGraphError('BAD_INPUT', 'The path is longer than this system allows. Check the path.', { cause: error });
  if (code === 'EACCES' || code === 'EPERM') {
    return new CodexGraphError(
      'SOURCE_UNREADABLE',
      `No permission to read ${path}. Run as a user who may, or change its permissions.`,
      { cause: error },
    );
  }
  return new CodexGraphError('SOURCE_UNREADABLE', `${path} cannot be read (${code}). Check the disk.`, { cause: error });
}

/** @throws BAD_INPUT when the subfolder leaves the root, is missing or is no folder */
async function checkSubfolder(root: string, subfolder: string): Promise<void> {
  checkSubfolderName(subfolder);
  const status = await lstat(join(root, subfolder)).catch(() => undefined);
  if (status?.isDirectory() === true) return;
  throw new CodexGraphError('BAD_INPUT', `There is no folder '${subfolder}' in ${root}. Check the subfolder.`);
}

/** @throws BAD_INPUT when a subfolder is not a plain relative path */
export function checkSubfolderName(subfolder: string): void {
  const isPlain =
    !isAbsolute(subfolder) &&
    !subfolder.includes('\0') &&
    !subfolder.includes('\\') &&
    !subfolder.split('/').includes('..') &&
    !subfolder.split('/').includes('.git');
  if (!isPlain)
    throw new CodexGraphError(
      'BAD_INPUT',
      `The subfolder '${subfolder}' must be a path inside the source, with '/' and without '..'.`,
    );
}

async function describeWorkTree(
  folder: string,
  environment: GitEnvironment | undefined,
): Promise<Pick<SnapshotOrigin, 'commit' | 'dirty'>> {
  const gitFolder = await findGitFolder(folder);
  if (gitFolder === undefined) return {};
  const commit = await readHead(gitFolder);
  if (commit === undefined) return {};
  const dirty = environment === undefined ? undefined : await isDirty(folder, gitFolder, environment);
  return { commit, ...(dirty === undefined ? {} : { dirty }) };
}

interface GitFolder {
  /** Holds HEAD. */
  readonly own: string;
  /** Holds refs and config; another folder for linked work trees. */
  readonly common: string;
}

async function findGitFolder(folder: string): Promise<GitFolder | undefined> {
  const marker = join(folder, '.git');
  const status = await stat(marker).catch(() => undefined);
  if (status === undefined) return undefined;
  if (status.isDirectory()) return { own: marker, common: marker };
  const written = /^gitdir: (.+)$/m.exec(await readText(marker))?.[1]?.trim();
  if (written === undefined) return undefined;
  const own = resolve(folder, written);
  const common = (await readText(join(own, 'commondir'))).trim();
  return { own, common: common === '' ? own : resolve(own, common) };
}

/** The commit that HEAD names, following one symbolic reference, loose or packed. */
async function readHead(git: GitFolder): Promise<string | undefined> {
  const head = (await readText(join(git.own, 'HEAD'))).trim();
  if (FULL_HASH.test(head)) return head;
  const reference = /^ref: (refs\/[^\0]+)$/.exec(head)?.[1];
  if (reference === undefined || reference.split('/').includes('..')) return undefined;
  for (const place of [git.own, git.common]) {
    const loose = (await readText(join(place, reference))).trim();
    if (FULL_HASH.test(loose)) return loose;
  }
  const packed = await readText(join(git.common, 'packed-refs'));
  const line = packed.split('\n').find((candidate) => candidate.endsWith(` ${reference}`));
  const hash = line?.split(' ', 1)[0] ?? '';
  return FULL_HASH.test(hash) ? hash : undefined;
}

/** Undefined when git is missing, or could be made to run programs by the clone's own settings. */
async function isDirty(folder: string, git: GitFolder, environment: GitEnvironment): Promise<boolean | undefined> {
  if (RUNS_PROGRAMS.test(await readText(join(git.common, 'config')))) return undefined;
  const status = await runGit(['--no-optional-locks', 'status', '--porcelain', '-z', '--ignore-submodules=all'], {
    environment,
    cwd: folder,
    timeoutMs: STATUS_TIMEOUT_MS,
    maxOutputBytes: 64 * 1024,
  });
  if (status.kind === 'too-much-output') return true;
  return status.kind === 'done' && status.exitCode === 0 ? status.stdout.length > 0 : undefined;
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
