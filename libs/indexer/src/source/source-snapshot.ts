import { createHash } from 'node:crypto';
import type { RepositorySource } from '@codexgraph/graph-model';
import type { LanguageRegistry } from '../languages/registry.js';
import { decodeText, looksBinary, type DecodedText } from './decode-text.js';
import { classifyContent } from './file-classes.js';
import { DEFAULT_MAX_FILE_BYTES, selectFiles, type Selection, type SelectionOptions } from './select-files.js';
import type { SourceTree } from './source-tree.js';

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
  /** The list as it is now; for trees on disk. */
  refresh(): Promise<SourceSnapshot>;
  /** Ends processes and removes temporary files of the source. */
  close(): Promise<void>;
}

/** Takes a snapshot of a tree. Never throws for anything inside the tree. */
export async function takeSnapshot(
  tree: SourceTree,
  registry: LanguageRegistry,
  options: SelectionOptions & { readonly origin: SnapshotOrigin },
): Promise<SourceSnapshot> {
  const { origin, ...selection } = options;
  const { close, ...described } = origin;
  return {
    ...described,
    ...(await selectFiles(tree, registry, selection)),
    read: (path) => readSource(tree, path, selection),
    refresh: () => takeSnapshot(tree, registry, options),
    close: async () => close?.(),
  };
}

/** Text of a source file's bytes. */
export function sourceText(content: Pick<ReadableContent, 'bytes'>): DecodedText {
  return decodeText(content.bytes);
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

