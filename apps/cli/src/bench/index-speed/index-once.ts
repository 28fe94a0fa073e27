import type { IndexRun } from './index-measurement.js';
import { runMeasuringProcess } from './measuring-process.js';

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
  return (await runMeasuringProcess('./index-once.process.js', request, signal)) as IndexRun;
}
