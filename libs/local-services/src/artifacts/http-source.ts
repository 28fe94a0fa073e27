import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { explainFileError } from '../files/disk-errors.js';
import { pause } from '../process/wait.js';
import type { Artifact } from './artifact.js';
import type { ArtifactSource, FetchRequest } from './artifact-store.js';
import { matchesArtifact } from './checksum.js';
import { throwIfCancelled } from './folder-source.js';

/** Options of {@link httpSource}. */
export interface HttpSourceOptions {
  /** Base URL of a repository in Maven layout, with or without the last slash. */
  readonly baseUrl: string;
  /** Milliseconds before the second try; doubled for each later one. */
  readonly firstRetryMs: number;
}

const PARALLEL = 4;
const ATTEMPTS = 5;
const STALL_MS = 30_000;
const PARTIAL_CONTENT = 206;
const RANGE_NOT_SATISFIABLE = 416;
const FIRST_RETRYABLE_STATUS = 500;
const TOO_MANY_REQUESTS = 429;
const REQUEST_TIMEOUT = 408;

type Outcome = { readonly kind: 'done' } | { readonly kind: 'again' | 'final'; readonly reason: string };

/** Downloads over HTTP(S), four files at a time. A part that has arrived is kept in `NAME.part` and continued, also by a later run. */
export function httpSource(options: HttpSourceOptions): ArtifactSource {
  return {
    name: options.baseUrl,
    async fetch(request) {
      const queue = [...request.artifacts];
      const reasons: string[] = [];
      const worker = async (): Promise<void> => {
        for (let artifact = queue.shift(); artifact !== undefined; artifact = queue.shift()) {
          const reason = await downloadWithRetries(options, artifact, request);
          if (reason === undefined) continue;
          reasons.push(reason);
          // The host is away: the files that are left would only wait for the same.
          if (reasons.length >= PARALLEL) queue.length = 0;
        }
      };
      await Promise.all(Array.from({ length: PARALLEL }, worker));
      return reasons.length === 0 ? undefined : `${options.baseUrl}: ${reasons[0] ?? ''}`;
    },
  };
}

async function downloadWithRetries(
  options: HttpSourceOptions,
  artifact: Artifact,
  request: FetchRequest,
): Promise<string | undefined> {
  let reason = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    throwIfCancelled(request.signal);
    if (attempt > 0) await pause(options.firstRetryMs * 2 ** (attempt - 1), request.signal);
    const outcome = await downloadOnce(options, artifact, request);
    if (outcome.kind === 'done') return undefined;
    reason = outcome.reason;
    if (outcome.kind === 'final') break;
  }
  return `${artifact.path} ${reason}`;
}

async function downloadOnce(options: HttpSourceOptions, artifact: Artifact, request: FetchRequest): Promise<Outcome> {
  const target = request.target(artifact);
  const part = `${target}.part`;
  const from = await sizeOf(part);
  if (from < artifact.size) {
    const outcome = await transfer(`${options.baseUrl.replace(/\/+$/, '')}/${artifact.path}`, { part, from, artifact, request });
    if (outcome.kind !== 'done') return outcome;
  }
  if (from > 0 && !(await matchesArtifact(part, artifact))) {
    await rm(part, { force: true });
    return { kind: 'again', reason: 'was damaged on disk' };
  }
  await rename(part, target).catch((error: unknown) => {
    throw explainFileError(error, target);
  });
  return { kind: 'done' };
}

interface Transfer {
  readonly part: string;
  /** Bytes that the part has already. */
  readonly from: number;
  readonly artifact: Artifact;
  readonly request: FetchRequest;
}

async function transfer(url: string, job: Transfer): Promise<Outcome> {
  const stall = new AbortController();
  const signals = [stall.signal, ...(job.request.signal === undefined ? [] : [job.request.signal])];
  const timer = setTimeout(() => {
    stall.abort();
  }, STALL_MS);
  try {
    const headers = job.from > 0 ? { range: `bytes=${String(job.from)}-` } : {};
    const response = await fetch(url, { headers, signal: AbortSignal.any(signals) });
    const refused = await refusal(response, job);
    if (refused !== undefined || response.body === null) return refused ?? { kind: 'again', reason: 'came without content' };
    const append = response.status === PARTIAL_CONTENT;
    const counted = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks) {
        timer.refresh();
        job.request.onBytes(chunk.length);
        yield chunk;
      }
    };
    await pipeline(Readable.fromWeb(response.body), counted, createWriteStream(job.part, { flags: append ? 'a' : 'w' }));
    return (await sizeOf(job.part)) < job.artifact.size ? { kind: 'again', reason: 'ended too early' } : { kind: 'done' };
  } catch (error) {
    throwIfCancelled(job.request.signal);
    const explained = explainFileError(error, job.part);
    if (explained !== error) throw explained;
    return { kind: 'again', reason: stall.signal.aborted ? 'stalled' : `failed (${causeOf(error)})` };
  } finally {
    clearTimeout(timer);
  }
}

async function refusal(response: Response, job: Transfer): Promise<Outcome | undefined> {
  if (response.ok) return undefined;
  await response.body?.cancel();
  if (response.status === RANGE_NOT_SATISFIABLE) await rm(job.part, { force: true });
  const passing = [RANGE_NOT_SATISFIABLE, TOO_MANY_REQUESTS, REQUEST_TIMEOUT].includes(response.status);
  const kind = passing || response.status >= FIRST_RETRYABLE_STATUS ? 'again' : 'final';
  return { kind, reason: `was answered with HTTP status ${String(response.status)}` };
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.size,
    () => 0,
  );
}
