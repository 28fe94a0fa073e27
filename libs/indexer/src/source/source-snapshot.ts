import { createHash } from 'node:crypto';
import type { RepositorySource } from '@codexgraph/graph-model';
import type { LanguageRegistry } from '../languages/registry.js';
import { looksBinary } from './decode-text.js';
import { classifyContent } from './file-classes.js';
import { DEFAULT_MAX_FILE_BYTES, isIgnoreFile, selectFiles, type Selection, type SelectionOptions } from './select-files.js';
import type { SourceTree, TreeEntryKind } from './source-tree.js';

/** Bytes of one source file as they were read, or why they are not indexed. */
export type SourceContent = ReadableContent | { readonly ok: false; readonly reason: string; readonly missing: boolean };

/** Content that can be parsed. */
export interface ReadableContent {
  readonly ok: true;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  /** Stamp that belongs to these bytes. */
  readonly stamp: string;
  /** Carries a generator's mark. */
  readonly generated: boolean;
}

/** Where a snapshot's tree comes from and how to let go of it. */
export interface SnapshotOrigin {
  readonly source: RepositorySource;
  /** Full commit hash, when known. */
  readonly commit?: string;
  /** True when a work tree differs from its commit; absent when that is not known or there is no commit. */
  readonly dirty?: boolean;
  /** Absolute folder that can be watched; absent for git URLs and archives. */
  readonly folder?: string;
  readonly close?: () => Promise<void>;
}

/** One look at a source tree: the list of its files, and their content as long as the tree stands still. */
export interface SourceSnapshot extends Selection, Omit<SnapshotOrigin, 'close'> {
  /** Reads a file once; the hash is that of the bytes returned. */
  read(path: string): Promise<SourceContent>;
  /** The tree as it is now, walked anew; for trees on disk. */
  refresh(): Promise<SourceSnapshot>;
  /**
   * The tree as it is now, where at most these paths have changed. Looks at them alone when that is enough (known files that were
   * edited or deleted, files of no interest), else walks anew.
   */
  update(paths: Iterable<string>): Promise<SourceSnapshot>;
  /** Ends processes and removes temporary files of the source. */
  close(): Promise<void>;
}

/** What a snapshot is taken of. */
export interface SnapshotOptions extends SelectionOptions {
  readonly origin: SnapshotOrigin;
  /** Asked for a refresh: what may have changed about the origin. */
  readonly describeAgain?: () => Promise<Partial<SnapshotOrigin>>;
}

/** Takes a snapshot of a tree. Never throws for anything inside the tree. */
export async function takeSnapshot(
  tree: SourceTree,
  registry: LanguageRegistry,
  options: SnapshotOptions,
): Promise<SourceSnapshot> {
  const { origin: _o, describeAgain: _d, ...selection } = options;
  return new TreeSnapshot({ tree, registry, options, selection: await selectFiles(tree, registry, selection) }).asSnapshot();
}

class TreeSnapshot {
  private readonly tree: SourceTree;
  private readonly registry: LanguageRegistry;
  private readonly options: SnapshotOptions;
  private readonly selection: Selection;

  constructor(parts: {
    readonly tree: SourceTree;
    readonly registry: LanguageRegistry;
    readonly options: SnapshotOptions;
    readonly selection: Selection;
  }) {
    this.tree = parts.tree;
    this.registry = parts.registry;
    this.options = parts.options;
    this.selection = parts.selection;
  }

  /** A plain object, so that callers may spread it. */
  asSnapshot(): SourceSnapshot {
    const { close, ...described } = this.options.origin;
    return {
      ...described,
      ...this.selection,
      read: (path) => readSource(this.tree, path, this.options),
      refresh: () => this.#refresh(),
      update: (paths) => this.#update(paths),
      close: async () => close?.(),
    };
  }

  async #refresh(): Promise<SourceSnapshot> {
    const again = await this.options.describeAgain?.();
    if (again === undefined) return takeSnapshot(this.tree, this.registry, this.options);
    const { commit: _c, dirty: _d, ...origin } = this.options.origin;
    return takeSnapshot(this.tree, this.registry, { ...this.options, origin: { ...origin, ...again } });
  }

  async #update(paths: Iterable<string>): Promise<SourceSnapshot> {
    const known = new Map(this.selection.files.map((file) => [file.path, file]));
    const skipped = new Set(this.selection.skipped.map((file) => file.path));
    for (const path of [...new Set(paths)].sort()) {
      const file = known.get(path);
      if (file === undefined) {
        if (await this.#mayMatter(path, skipped)) return this.#refresh();
        continue;
      }
      const status = await this.tree.status(path);
      if (!status.ok && status.missing) known.delete(path);
      else if (!status.ok || !this.#isPlainFile(status)) return this.#refresh();
      else known.set(path, { ...file, size: status.size, stamp: status.stamp });
    }
    const { dirty: _d, ...origin } = this.options.origin;
    const options = { ...this.options, origin };
    const selection = { ...this.selection, files: [...known.values()] };
    return new TreeSnapshot({ tree: this.tree, registry: this.registry, options, selection }).asSnapshot();
  }

  #isPlainFile(status: { readonly kind: TreeEntryKind; readonly size: number }): boolean {
    return status.kind === 'file' && status.size <= (this.options.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES);
  }

  /** Whether a path that is no known source file can change the list: anything but a file of no interest. */
  async #mayMatter(path: string, skipped: ReadonlySet<string>): Promise<boolean> {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (skipped.has(path) || isIgnoreFile(path) || this.registry.byPath(path) !== undefined || this.registry.isProjectFile(name))
      return true;
    if (!name.includes('.') || this.selection.folders.includes(path)) return true;
    const status = await this.tree.status(path);
    return status.ok && status.kind === 'folder';
  }
}

async function readSource(tree: SourceTree, path: string, options: SelectionOptions): Promise<SourceContent> {
  const content = await tree.read(path, options.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES);
  if (!content.ok) return content;
  if (looksBinary(content.bytes)) return skip('is binary (it holds NUL bytes)');
  const found = classifyContent(path, content.bytes);
  if (found.kind === 'skip') return skip(found.reason);
  if (found.generated && options.generated === 'skip') return skip('is generated code');
  const hash = createHash('sha256').update(content.bytes).digest('hex');
  return { ok: true, bytes: content.bytes, hash, stamp: content.stamp, generated: found.generated };
}

function skip(reason: string): SourceContent {
  return { ok: false, reason, missing: false };
}
