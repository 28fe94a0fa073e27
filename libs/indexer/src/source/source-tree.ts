/** Kinds of tree entries; `other` is a device, pipe or socket, `submodule` a commit of another repository. */
export type TreeEntryKind = 'file' | 'folder' | 'link' | 'submodule' | 'other';

/** One name in a folder. */
export interface TreeEntry {
  /** As the tree has it; a name that is no valid UTF-8 is shown with `\xNN` escapes and marked unreadable. */
  readonly name: string;
  readonly kind: TreeEntryKind;
  readonly invalidName?: boolean;
}

/** Kind of an entry, size and identity of a file's content. */
export interface FileStatus {
  readonly ok: true;
  readonly kind: TreeEntryKind;
  readonly size: number;
  /** Equal stamps of a path mean equal bytes: blob id, or size with times and inode. */
  readonly stamp: string;
}

/** Something could not be had; `reason` is the part of a sentence that a person reads behind the path. */
export interface Unreadable {
  readonly ok: false;
  readonly reason: string;
  /** True when the thing was not there (any more). */
  readonly missing: boolean;
}

/** The entries of a folder, in no order. */
export interface FolderListing {
  readonly ok: true;
  readonly entries: readonly TreeEntry[];
}

/** The whole content of a file as one read gave it. */
export interface FileBytes {
  readonly ok: true;
  readonly bytes: Uint8Array;
  /** Stamp that belongs to these bytes. */
  readonly stamp: string;
}

/** Where a link leads: a path inside the tree, out of it, or nowhere. */
export type LinkTarget =
  { readonly kind: 'inside'; readonly path: string } | { readonly kind: 'outside' } | { readonly kind: 'broken' };

/**
 * A tree of files to index: a folder on disk, or a commit of a git repository. Paths are relative to its root, with `/`, and `''` is
 * the root. Nothing is thrown for anything that a tree may contain.
 */
export interface SourceTree {
  list(folder: string): Promise<FolderListing | Unreadable>;
  status(path: string): Promise<FileStatus | Unreadable>;
  linkTarget(path: string): Promise<LinkTarget>;
  /** @param maxBytes larger files are not read */
  read(path: string, maxBytes: number): Promise<FileBytes | Unreadable>;
}

/** Joins a folder of a tree and a name. */
export function joinTreePath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
