import type { ChildProcess } from 'node:child_process';
import { tooLargeReason } from './folder-tree.js';
import { killGit } from './git-process.js';
import {
  joinTreePath,
  type FileBytes,
  type FileStatus,
  type FolderListing,
  type LinkTarget,
  type SourceTree,
  type TreeEntry,
  type TreeEntryKind,
  type Unreadable,
} from './source-tree.js';

/** A file or link of a commit. */
interface Blob {
  readonly id: string;
  readonly size: number;
  readonly kind: TreeEntryKind;
}

const KINDS: ReadonlyMap<string, TreeEntryKind> = new Map([
  ['100644', 'file'],
  ['100755', 'file'],
  ['100664', 'file'],
  ['120000', 'link'],
  ['160000', 'submodule'],
]);
const MAX_LINK_BYTES = 4096;
const MAX_LINK_HOPS = 40;
const MISSING: Unreadable = { ok: false, reason: 'is not in the commit', missing: true };

/** The tree of one commit, read from git's object store: no work tree, so no filter, hook or link of it can act. */
export class GitTree implements SourceTree {
  readonly #folders = new Map<string, TreeEntry[]>([['', []]]);
  readonly #blobs = new Map<string, Blob>();
  readonly #objects: ObjectReader;

  /**
   * @param listing output of `git ls-tree -r -z -l --full-tree COMMIT`
   * @param objects running `git cat-file --batch`
   */
  constructor(listing: Buffer, objects: ChildProcess) {
    this.#objects = new ObjectReader(objects);
    for (let from = 0; from < listing.length;) {
      const end = listing.indexOf(0, from);
      this.#add(listing.subarray(from, end));
      from = end + 1;
    }
  }

  list(folder: string): Promise<FolderListing | Unreadable> {
    const entries = this.#folders.get(folder);
    return Promise.resolve(entries === undefined ? MISSING : { ok: true, entries });
  }

  status(path: string): Promise<FileStatus | Unreadable> {
    const blob = this.#blobs.get(path);
    return Promise.resolve(blob === undefined ? MISSING : { ok: true, kind: blob.kind, size: blob.size, stamp: blob.id });
  }

  async linkTarget(path: string): Promise<LinkTarget> {
    let at = path;
    for (let hop = 0; hop < MAX_LINK_HOPS; hop++) {
      const blob = this.#blobs.get(at);
      if (blob === undefined) return this.#folders.has(at) ? { kind: 'inside', path: at } : { kind: 'broken' };
      if (blob.kind !== 'link') return { kind: 'inside', path: at };
      const content = await this.#objects.read(blob.id, MAX_LINK_BYTES);
      const next = content.ok ? resolveLink(at, Buffer.from(content.bytes).toString('utf8')) : undefined;
      if (next === undefined) return { kind: 'outside' };
      at = next;
    }
    return { kind: 'broken' };
  }

  async read(path: string, maxBytes: number): Promise<FileBytes | Unreadable> {
    const blob = this.#blobs.get(path);
    if (blob === undefined) return MISSING;
    if (blob.kind !== 'file') return { ok: false, reason: 'is no regular file', missing: false };
    if (blob.size > maxBytes) return { ok: false, reason: tooLargeReason(blob.size, maxBytes), missing: false };
    return this.#objects.read(blob.id, maxBytes);
  }

  /** Ends git; what is being read ends as unreadable. */
  close(): Promise<void> {
    this.#objects.close();
    return Promise.resolve();
  }

  /** One record: `mode type id size TAB path`. */
  #add(record: Buffer): void {
    const tab = record.indexOf(9);
    const [mode = '', , id = '', size = ''] = record.subarray(0, tab).toString('latin1').split(/ +/);
    const bytes = record.subarray(tab + 1);
    const text = bytes.toString('utf8');
    const invalidName = !Buffer.from(text, 'utf8').equals(bytes);
    const path = invalidName
      ? [...bytes].map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`)).join('')
      : text;
    const names = path.split('/');
    // Git does not make such names; a hand-made tree could hold them.
    if (names.some((name) => name === '' || name === '.' || name === '..' || name.toLowerCase() === '.git')) return;
    const kind = KINDS.get(mode) ?? 'other';
    const name = names.pop() ?? '';
    const folder = this.#folder(names);
    folder.push({ name, kind, ...(invalidName ? { invalidName } : {}) });
    this.#blobs.set(path, { id, size: Number(size) || 0, kind });
  }

  #folder(names: readonly string[]): TreeEntry[] {
    const path = names.join('/');
    const known = this.#folders.get(path);
    if (known !== undefined) return known;
    const made: TreeEntry[] = [];
    this.#folders.set(path, made);
    this.#folder(names.slice(0, -1)).push({ name: names[names.length - 1] ?? '', kind: 'folder' });
    return made;
  }
}

/** Path a link leads to, or undefined when it leaves the tree. */
function resolveLink(link: string, target: string): string | undefined {
  if (target.startsWith('/')) return undefined;
  const names = link.split('/').slice(0, -1);
  for (const name of target.split('/')) {
    if (name === '' || name === '.') continue;
    if (name !== '..') names.push(name);
    else if (names.pop() === undefined) return undefined;
  }
  return names.reduce(joinTreePath, '');
}

interface PendingObject {
  readonly id: string;
  readonly resolve: (result: FileBytes | Unreadable) => void;
}

/** Asks a `git cat-file --batch` for objects, several at a time, answered in order. */
class ObjectReader {
  readonly #child: ChildProcess;
  readonly #pending: PendingObject[] = [];
  /** Bytes not used yet, oldest first. */
  #chunks: Buffer[] = [];
  #available = 0;
  /** Length of the object being received; -1 while its header is awaited. */
  #expected = -1;
  #ended = false;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.stdout?.on('data', (chunk: Buffer) => this.#receive(chunk));
    child.stdin?.on('error', () => undefined);
    child.on('error', () => this.#end());
    child.on('close', () => this.#end());
  }

  read(id: string, maxBytes: number): Promise<FileBytes | Unreadable> {
    return new Promise((resolve) => {
      if (this.#ended) {
        resolve(gitEnded());
        return;
      }
      this.#pending.push({
        id,
        resolve: (result) =>
          resolve(
            result.ok && result.bytes.length > maxBytes
              ? { ok: false, reason: tooLargeReason(result.bytes.length, maxBytes), missing: false }
              : result,
          ),
      });
      this.#child.stdin?.write(`${id}\n`);
    });
  }

  close(): void {
    this.#child.stdin?.end();
    killGit(this.#child);
  }

  #end(): void {
    this.#ended = true;
    for (const pending of this.#pending.splice(0)) pending.resolve(gitEnded());
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#available += chunk.length;
    for (;;) {
      if (this.#expected < 0 && !this.#readHeader()) return;
      // The object is followed by a line break.
      if (this.#expected < 0) continue;
      if (this.#available < this.#expected + 1) return;
      const bytes = this.#take(this.#expected + 1).subarray(0, -1);
      this.#expected = -1;
      const pending = this.#pending.shift();
      pending?.resolve({ ok: true, bytes, stamp: pending.id });
    }
  }

  /** Reads `id type size`, or answers for an object that is missing. Returns false while the line is not whole. */
  #readHeader(): boolean {
    const joined = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    const end = joined.indexOf(10);
    if (end < 0) return false;
    const line = this.#take(end + 1)
      .toString('latin1')
      .trimEnd();
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(line)?.[1];
    if (size !== undefined) this.#expected = Number(size);
    else this.#pending.shift()?.resolve({ ok: false, reason: 'is missing in the git repository', missing: true });
    return true;
  }

  #take(length: number): Buffer {
    const joined = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
    const rest = joined.subarray(length);
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#available = rest.length;
    // A copy of its own: the slices of a chunk would keep each other alive.
    return Buffer.from(joined.subarray(0, length));
  }
}

function gitEnded(): Unreadable {
  return { ok: false, reason: 'could not be read: git ended', missing: false };
}
