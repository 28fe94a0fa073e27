import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { CodexGraphError } from '@codexgraph/graph-model';

const POLL_MS = 100;
/** A lock without a readable owner is one that is being written, for this long. */
const UNOWNED_GRACE_MS = 5_000;

/** How to wait for a lock. */
export interface LockOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** What the lock protects, for messages: 'the clone of https://...'. */
  readonly what: string;
}

/** The lock was had; `tookOver` when its last owner died without giving it back. */
export interface HeldLock {
  readonly tookOver: boolean;
  release(): Promise<void>;
}

/**
 * Takes a lock file that holds the owner's process id. Locks of dead processes are taken over at once.
 * @throws CONFLICT when a living process holds it all the time, CANCELLED
 */
export async function takeProcessLock(path: string, options: LockOptions): Promise<HeldLock> {
  let tookOver = false;
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    if (await tryCreate(path)) return { tookOver, release: () => rm(path, { force: true }) };
    if (await isAbandoned(path)) {
      tookOver = true;
      await rm(path, { force: true });
      continue;
    }
    if (options.signal?.aborted === true) throw new CodexGraphError('CANCELLED', `Waiting for ${options.what} was cancelled.`);
    if (waitedMs >= options.timeoutMs) {
      throw new CodexGraphError('CONFLICT', `Another process is using ${options.what}. Try again when it is done.`, {
        retryable: true,
      });
    }
    await sleep(POLL_MS);
  }
}

async function tryCreate(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  const owner = Number(await readFile(path, 'utf8').catch(() => ''));
  if (Number.isInteger(owner) && owner > 0) return !isProcessAlive(owner);
  const status = await stat(path).catch(() => undefined);
  return status !== undefined && performance.timeOrigin + performance.now() - status.mtimeMs > UNOWNED_GRACE_MS;
}

/** Whether a process of that id runs, whoever owns it. */
export function isProcessAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
