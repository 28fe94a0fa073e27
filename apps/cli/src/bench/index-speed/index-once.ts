import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { IndexRun } from './index-measurement.js';

/** One run of the indexer: what to read, where to write, whose CPU to count. */
export interface IndexOnceRequest {
  /** Absolute folder to index. */
  readonly folder: string;
  /** Name of the repository to write. */
  readonly name: string;
  /** Empty folder for the run's own caches. */
  readonly home: string;
  readonly threads: number;
  readonly neo4j: { readonly uri: string; readonly user: string; readonly password: string; readonly database?: string };
  /** Process of the database server, where it runs on this machine. */
  readonly serverPid?: number;
}

/** Indexes in a process of its own, so that its peak memory is that of this run alone. */
export async function indexOnce(request: IndexOnceRequest, signal: AbortSignal): Promise<IndexRun> {
  const script = fileURLToPath(new URL('./index-once.process.js', import.meta.url));
  const child = promisify(execFile)(process.execPath, [script], { signal, maxBuffer: 1 << 20 });
  // Through a pipe: arguments of a process can be read by others, and there is a password in it.
  child.child.stdin?.end(JSON.stringify(request));
  return JSON.parse((await child).stdout) as IndexRun;
}
