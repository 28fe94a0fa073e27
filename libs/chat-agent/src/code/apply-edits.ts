import { repositoryPath } from '../running/file-input.js';
import type { EditBlock } from './edit-blocks.js';
import type { SourceFile } from './source-file.js';

/** Lines of a file that are replaced. Positions are 0-based in the old file. */
export interface Change {
  readonly from: number;
  /** Lines that go; 0 for a new file. */
  readonly removed: number;
  readonly added: readonly string[];
}

/** All changes of one file. */
export interface FileChanges {
  /** Undefined: a new file. */
  readonly old: SourceFile | undefined;
  readonly filePath: string;
  /** Sorted by place; they do not overlap. */
  readonly changes: readonly Change[];
  /** Lines of the file afterwards, as {@link SourceFile.lines}. */
  readonly lines: readonly string[];
}

/** Files with their changes, or what is wrong with the blocks, one sentence each. */
export type AppliedEdits =
  { readonly ok: true; readonly files: readonly FileChanges[] } | { readonly ok: false; readonly problems: readonly string[] };

/** Finds the place of every block in the real files. @param read gives a file, undefined when there is none of that path */
export async function applyEdits(
  blocks: readonly EditBlock[],
  read: (filePath: string) => Promise<SourceFile | undefined>,
): Promise<AppliedEdits> {
  const problems: string[] = [];
  const files = new Map<string, { readonly old: SourceFile | undefined; readonly changes: Change[] }>();
  for (const [index, block] of blocks.entries()) {
    const name = `Block ${index + 1}`;
    const path = repositoryPath(block.filePath);
    if (path === undefined) {
      problems.push(`${name} has no path inside of the repository before it.`);
      continue;
    }
    const file = files.get(path) ?? { old: await read(path), changes: [] };
    files.set(path, file);
    const change = changeOf(block, file);
    if (typeof change === 'string') problems.push(`${name} (${path}): ${change}`);
    else file.changes.push(change);
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, files: [...files].map(([filePath, { old, changes }]) => changedFile(filePath, old, changes)) };
}

function changeOf(
  { search, replace }: EditBlock,
  { old, changes }: { readonly old: SourceFile | undefined; readonly changes: readonly Change[] },
): Change | string {
  if (search.length === 0) {
    if (old !== undefined) return 'the file exists, so the text to search must not be empty.';
    return changes.length > 0 ? 'the new file is written twice.' : { from: 0, removed: 0, added: replace };
  }
  if (old === undefined) return 'there is no such file. Leave the text to search empty to make a new one.';
  const places = placesOf(search, old.lines);
  const [from] = places;
  if (from === undefined) return nothingFound(search, old.lines);
  if (places.length > 1)
    return `the text to search stands in the file ${places.length} times (lines ${places.map((place) => place + 1).join(', ')}). Give more lines around it.`;
  if (changes.some((change) => from < change.from + change.removed && change.from < from + search.length))
    return 'it changes lines that another block changes.';
  const removed = old.lines.slice(from, from + search.length);
  if (removed.join('\n') === replace.join('\n')) return 'it changes nothing.';
  return { from, removed: search.length, added: replace };
}

/** Exactly; else without regard to space at the ends of lines. */
function placesOf(search: readonly string[], lines: readonly string[]): readonly number[] {
  const exact = matches(search, lines);
  return exact.length > 0
    ? exact
    : matches(
        search.map((line) => line.trimEnd()),
        lines.map((line) => line.trimEnd()),
      );
}

function matches(search: readonly string[], lines: readonly string[]): readonly number[] {
  const places: number[] = [];
  for (let at = 0; at + search.length <= lines.length; at += 1) {
    if (search.every((line, index) => lines[at + index] === line)) places.push(at);
  }
  return places;
}

function nothingFound(search: readonly string[], lines: readonly string[]): string {
  const first = search.find((line) => line.trim() !== '')?.trim() ?? '';
  const near = lines.findIndex((line) => line.trim() === first);
  if (near < 0)
    return `the text to search does not stand in the file (its first line is "${first.slice(0, 120)}"). Copy it exactly.`;
  const real = lines.slice(near, near + search.length + 2).join('\n');
  return `the text to search does not stand in the file as written. From line ${near + 1} on the file really has:\n${real}`;
}

function changedFile(filePath: string, old: SourceFile | undefined, unsorted: readonly Change[]): FileChanges {
  const changes = [...unsorted].sort((left, right) => left.from - right.from);
  if (old === undefined) return { old, filePath, changes, lines: [...(changes[0]?.added ?? []), ''] };
  const lines: string[] = [];
  let at = 0;
  for (const { from, removed, added } of changes) {
    lines.push(...old.lines.slice(at, from), ...added);
    at = from + removed;
  }
  lines.push(...old.lines.slice(at));
  return { old, filePath, changes, lines };
}
