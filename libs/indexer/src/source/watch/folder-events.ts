import { watch, type FSWatcher } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';

/** What happens below a folder. Events may be more than the changes, never fewer, except where `onFailure` says so. */
export interface FolderEventHandlers {
  /** Path of something that was added, changed or removed, relative to the root with `/`. */
  readonly onEvent: (path: string) => void;
  /** Events can no longer be had: what was lost must be found by looking. */
  readonly onFailure: (reason: string) => void;
}

/** Native file events of the folders of one tree. */
export interface FolderEvents {
  /** Watches exactly these folders from now on. Returns those that were not watched before. */
  setFolders(folders: readonly string[]): readonly string[];
  close(): void;
}

/** Systems on which one watcher covers a whole tree natively. */
const RECURSIVE_PLATFORMS: ReadonlySet<string> = new Set(['darwin', 'win32']);

/** File systems that tell nothing of changes made elsewhere: NFS, SMB (two kinds), 9p, FUSE, VirtualBox, AFS, Ceph. */
const SILENT_FILE_SYSTEMS: ReadonlySet<number> = new Set([
  0x6969, 0xff534d42, 0x517b, 0xfe534d42, 0x01021997, 0x65735546, 0x786f4256, 0x5346414f, 0x00c36400,
]);

/** Whether native events can be relied on for a folder. */
export async function hasReliableEvents(root: string): Promise<boolean> {
  try {
    const { type } = await statfs(root);
    return !SILENT_FILE_SYSTEMS.has(type >>> 0);
  } catch {
    return true;
  }
}

/** Starts listening. @param root absolute folder */
export function openFolderEvents(root: string, platform: string, handlers: FolderEventHandlers): FolderEvents {
  return RECURSIVE_PLATFORMS.has(platform) ? new TreeEvents(root, handlers) : new EachFolderEvents(root, handlers);
}

/** One native watcher a folder: an inotify watch each, not one a file, and none for folders of no interest. */
class EachFolderEvents implements FolderEvents {
  readonly #watchers = new Map<string, FSWatcher>();

  constructor(
    private readonly root: string,
    private readonly handlers: FolderEventHandlers,
  ) {}

  setFolders(folders: readonly string[]): readonly string[] {
    const wanted = new Set(folders);
    for (const [folder, watcher] of this.#watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    const added = folders.filter((folder) => !this.#watchers.has(folder));
    for (const folder of added) this.#open(folder);
    return added;
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #open(folder: string): void {
    const prefix = folder === '' ? '' : `${folder}/`;
    const ownName = basename(join(this.root, folder));
    try {
      const watcher = watch(join(this.root, folder), { persistent: true }, (kind, name) => {
        if (kind === 'rename' && name === ownName) this.#forgetBelow(folder);
        this.handlers.onEvent(name === null ? folder : `${prefix}${name}`);
      });
      watcher.on('error', () => this.#forget(folder, watcher));
      this.#watchers.set(folder, watcher);
    } catch (error) {
      this.#explain(folder, error);
    }
  }

  /**
   * A folder that is moved or deleted tells its own name. Its watchers, and those of the folders in it, now listen to something that
   * has another path or none: they are opened anew when the folders are seen again.
   */
  #forgetBelow(folder: string): void {
    for (const [path, watcher] of this.#watchers) {
      if (path !== folder && folder !== '' && !path.startsWith(`${folder}/`)) continue;
      watcher.close();
      this.#watchers.delete(path);
    }
    this.handlers.onEvent(folder);
  }

  #forget(folder: string, watcher: FSWatcher): void {
    watcher.close();
    if (this.#watchers.get(folder) === watcher) this.#watchers.delete(folder);
    this.handlers.onEvent(folder);
  }

  #explain(folder: string, error: unknown): void {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') this.handlers.onEvent(folder);
    else if (code === 'ENOSPC')
      this.handlers.onFailure('the system allows no more watched folders (fs.inotify.max_user_watches)');
    else if (code === 'EMFILE')
      this.handlers.onFailure('the system allows no more watchers or open files (fs.inotify.max_user_instances)');
    else this.handlers.onFailure(`file events cannot be had (${code})`);
  }
}

/** One native watcher for everything below the root; paths in folders of no interest are dropped. */
class TreeEvents implements FolderEvents {
  readonly #watcher: FSWatcher | undefined;
  #folders: ReadonlySet<string> = new Set();

  constructor(root: string, handlers: FolderEventHandlers) {
    try {
      this.#watcher = watch(root, { recursive: true, persistent: true }, (_kind, name) => {
        const path = (name ?? '').split(sep).join('/');
        const slash = path.lastIndexOf('/');
        if (this.#folders.has(slash < 0 ? '' : path.slice(0, slash))) handlers.onEvent(path);
      });
      this.#watcher.on('error', (error) => handlers.onFailure(`file events cannot be had (${error.message})`));
    } catch (error) {
      handlers.onFailure(`file events cannot be had (${error instanceof Error ? error.message : 'unknown error'})`);
    }
  }

  setFolders(folders: readonly string[]): readonly string[] {
    const added = folders.filter((folder) => !this.#folders.has(folder));
    this.#folders = new Set(folders);
    return added;
  }

  close(): void {
    this.#watcher?.close();
  }
}
