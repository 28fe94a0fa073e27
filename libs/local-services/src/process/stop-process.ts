import { isSameProcessRunning, type ProcessIdentity } from './process-identity.js';
import { pause } from './wait.js';

const POLL_MS = 50;

/** Asks a process to end, waits, and ends it by force after `graceMs`. Resolves once it is gone; another process of the same number is never touched. */
export async function stopProcess(identity: ProcessIdentity, graceMs: number): Promise<'stopped' | 'killed' | 'gone'> {
  if (!(await isSameProcessRunning(identity))) return 'gone';
  send(identity.pid, 'SIGTERM');
  if (await waitForEnd(identity, graceMs)) return 'stopped';
  send(identity.pid, 'SIGKILL');
  await waitForEnd(identity, graceMs);
  return 'killed';
}

async function waitForEnd(identity: ProcessIdentity, limitMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs <= limitMs; waitedMs += POLL_MS) {
    if (!(await isSameProcessRunning(identity))) return true;
    await pause(POLL_MS);
  }
  return false;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the check and the signal.
  }
}
