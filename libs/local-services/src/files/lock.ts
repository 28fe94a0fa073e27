import { randomUUID } from 'node:crypto';
import { link, mkdir, rm, rmdir, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { identifySelf, isProcessIdentity, isSameProcessRunning, type ProcessIdentity } from '../process/process-identity.js';
import { pause } from '../process/wait.js';
import { withFileErrors } from './disk-errors.js';
import { readJsonIfWhole } from './private-files.js';

const POLL_MS = 100;
const GUARD_STALE_MS = 10_000;

/** How a lock is waited for. */
export interface LockOptions {
  readonly nowMs: () => number;
  readonly signal?: AbortSignal;
  /** Called once when another process holds the lock. */
  readonly onWait?: (holder: ProcessIdentity) => void;
}

/**
 * Runs work while no other process of this machine runs work under the same lock file. A lock whose process has ended, or that is
 * damaged, is taken over; a live one is waited for. @throws CANCELLED when the signal aborts while waiting
 */
export async function withLock<Result>(path: string, options: LockOptions, work: () => Promise<Result>): Promise<Result> {
  await acquire(path, options);
  try {
    return await work();
  } finally {
    await unlink(path).catch(() => undefined);
  }
}

async function acquire(path: string, options: LockOptions): Promise<void> {
  const self = await identifySelf();
  let told = false;
  for (;;) {
    if (await create(path, self)) return;
    const holder = await liveHolder(path, self);
    if (holder === undefined) {
      await removeStale(path, self, options);
      continue;
    }
    if (!told) options.onWait?.(holder);
    told = true;
    await pause(POLL_MS, options.signal);
  }
}

/** Creates the lock file with its content in one step, so that nobody ever sees it empty. */
async function create(path: string, self: ProcessIdentity): Promise<boolean> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  return withFileErrors(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    try {
      await writeFile(temporary, JSON.stringify(self), { mode: 0o600 });
      await link(temporary, path);
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
      throw error;
    } finally {
      await rm(temporary, { force: true });
    }
  });
}

/** Who holds the lock; undefined when nobody does. Work of this very process counts as a holder too. */
async function liveHolder(path: string, self: ProcessIdentity): Promise<ProcessIdentity | undefined> {
  const holder = await readJsonIfWhole(path);
  if (!isProcessIdentity(holder)) return undefined;
  const same = holder.pid === self.pid && holder.started === self.started;
  return same || (await isSameProcessRunning(holder)) ? holder : undefined;
}

/** One process at a time removes a stale lock, and looks again before it does: else it could remove the successor's lock. */
async function removeStale(path: string, self: ProcessIdentity, options: LockOptions): Promise<void> {
  const guard = `${path}.guard`;
  try {
    await mkdir(guard);
  } catch {
    const age = await stat(guard).then(
      (found) => options.nowMs() - found.mtimeMs,
      () => 0,
    );
    if (age > GUARD_STALE_MS) await rmdir(guard).catch(() => undefined);
    await pause(POLL_MS, options.signal);
    return;
  }
  try {
    if ((await liveHolder(path, self)) === undefined) await unlink(path).catch(() => undefined);
  } finally {
    await rmdir(guard).catch(() => undefined);
  }
}
