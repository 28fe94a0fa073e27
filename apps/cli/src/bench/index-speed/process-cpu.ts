import { readFileSync } from 'node:fs';

/** Ticks of a second in /proc; fixed by the kernel's interface. */
const TICKS_PER_SECOND = 100;
/** Fields of /proc/PID/stat after the name in parentheses: utime and stime are the 14th and 15th of all. */
const USER_TICKS_FIELD = 11;

/** User and system seconds that a process has used so far; undefined where the system does not tell (not Linux, process gone). */
export function cpuSecondsOf(pid: number): number | undefined {
  try {
    return cpuSecondsFromStat(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Reads the text of /proc/PID/stat; the name in it may hold spaces and parentheses. */
export function cpuSecondsFromStat(stat: string): number | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[USER_TICKS_FIELD]) + Number(fields[USER_TICKS_FIELD + 1]);
  return Number.isFinite(ticks) ? ticks / TICKS_PER_SECOND : undefined;
}
