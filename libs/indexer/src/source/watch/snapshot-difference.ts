import type { SourceSnapshot } from '../source-snapshot.js';

/** How two snapshots of one source differ. */
export interface SnapshotDifference {
  /** Paths of source files that were added, may have other bytes, or went away; sorted. */
  readonly changed: readonly string[];
  /** True when the text of a file that module resolution reads changed, or one came or went. */
  readonly projectFilesChanged: boolean;
  /** True when the list of files left out changed. */
  readonly skippedChanged: boolean;
  /** True when the commit changed. */
  readonly commitChanged: boolean;
}

/** Compares by stamps; no file is read. */
export function compareSnapshots(before: SourceSnapshot, after: SourceSnapshot): SnapshotDifference {
  const stamps = new Map(before.files.map((file) => [file.path, file.stamp]));
  const changed: string[] = [];
  for (const file of after.files) {
    if (stamps.get(file.path) !== file.stamp) changed.push(file.path);
    stamps.delete(file.path);
  }
  return {
    changed: [...changed, ...stamps.keys()].sort(),
    projectFilesChanged: textsDiffer(before.projectFiles, after.projectFiles),
    skippedChanged: JSON.stringify(before.skipped) !== JSON.stringify(after.skipped),
    commitChanged: before.commit !== after.commit,
  };
}

/** Whether anything differs. */
export function isDifferent(difference: SnapshotDifference): boolean {
  return difference.changed.length > 0 || difference.projectFilesChanged || difference.skippedChanged || difference.commitChanged;
}

function textsDiffer(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): boolean {
  return before.size !== after.size || [...after].some(([path, text]) => before.get(path) !== text);
}
