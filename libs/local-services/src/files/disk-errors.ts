import { CodexGraphError } from '@codexgraph/graph-model';

/** Turns what the file system says about space and permission into sentences; gives other errors back unchanged. */
export function explainFileError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
    return new CodexGraphError(
      'DISK_FULL',
      `The disk is full: ${path} cannot be written. Free some space and run the command again.`,
      {
        cause: error,
      },
    );
  }
  if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS') {
    return new CodexGraphError(
      'SERVICE_START_FAILED',
      `No permission to write ${path}. Make the folder writable for you, or set CODEXGRAPH_HOME and CODEXGRAPH_CACHE to folders that are.`,
      { cause: error },
    );
  }
  return error;
}

/** Runs file work and throws what {@link explainFileError} makes of its failure. @throws DISK_FULL, SERVICE_START_FAILED */
export async function withFileErrors<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw explainFileError(error, path);
  }
}
