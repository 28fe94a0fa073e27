import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 200;

/**
 * Runs work while no other launch in this clone does. The lock of a launch that was killed is taken over.
 * @param {string} folder Absolute; made when missing.
 * @param {() => Promise<void>} work
 */
export async function withLaunchLock(folder, work) {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'lock');
  const self = `${process.pid} ${startOf(process.pid)}`;
  let told = false;
  while (!create(lock, self)) {
    const holder = readText(lock);
    if (holder === undefined) continue;
    if (!isAlive(holder)) {
      takeAway(lock, holder);
      continue;
    }
    if (!told)
      console.error(`codexgraph: waiting for another start that installs or builds (process ${holder.split(' ')[0]}) ...`);
    told = true;
    await sleep(POLL_MS);
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function create(lock, content) {
  const temporary = `${lock}.${process.pid}`;
  writeFileSync(temporary, content);
  try {
    linkSync(temporary, lock);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Moves a dead holder's lock aside; a live one that came in between is put back. */
function takeAway(lock, expected) {
  const aside = `${lock}.${process.pid}.stale`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (readText(aside) !== expected) {
    try {
      linkSync(aside, lock);
    } catch {
      // A third launch has it by now; its work is safe to repeat.
    }
  }
  rmSync(aside, { force: true });
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function isAlive(holder) {
  const [pid, start] = holder.split(' ');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if (error.code === 'ESRCH' || error instanceof TypeError) return false;
  }
  return startOf(Number(pid)) === start;
}

/** When a process started, where the system tells; keeps a number that was given again from being taken for the old holder. */
function startOf(pid) {
  const stat = readText(`/proc/${pid}/stat`);
  return stat === undefined ? 'unknown' : (stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 'unknown');
}
