import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { CodexGraphError } from '@codexgraph/graph-model';

/**
 * Writes an export to a file, which appears when it is whole: an interrupted export leaves the file before it as it was.
 * @throws BAD_INPUT when the file cannot be written, DISK_FULL, and what the chunks throw
 */
export async function writeExport(path: string, chunks: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
  if ((await stat(path).catch(() => undefined))?.isDirectory() === true) throw unwritable(path, 'it is a folder');
  const temporary = `${path}.${String(process.pid)}.tmp`;
  try {
    await pipeline(chunks, createWriteStream(temporary), { signal });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    // What the database says is not the fault of the file.
    if (CodexGraphError.isInstance(error) || signal.aborted) throw error;
    throw explain(path, error);
  }
}

function explain(path: string, error: unknown): CodexGraphError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC')
    return new CodexGraphError('DISK_FULL', `The disk of ${path} is full. Free some space, or give another file.`, {
      cause: error,
    });
  if (code === 'ENOENT' || code === 'ENOTDIR') return unwritable(path, 'there is no such folder', error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return unwritable(path, 'no permission', error);
  return unwritable(path, error instanceof Error ? error.message : 'unknown reason', error);
}

function unwritable(path: string, reason: string, cause?: unknown): CodexGraphError {
  return new CodexGraphError(
    'BAD_INPUT',
    `The export could not be written to ${path}: ${reason}. Give a file in a folder that can be written.`,
    { cause },
  );
}
