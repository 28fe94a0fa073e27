import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { WriterIdentity } from './writer-lease.js';

/**
 * Names this process by host, process id and (where the system tells) its start, and knows when another process of this host is gone.
 * Of processes on other hosts, and in other containers, it is never certain.
 */
export function processWriterIdentity(): WriterIdentity {
  const host = `${hostname()}/${bootId()}`;
  return {
    holder: `${host}:${String(process.pid)}:${startOf(process.pid) ?? ''}`,
    isGone: (holder) => {
      const [, holderHost, processId, start] = /^(.*):(\d+):(\d*)$/u.exec(holder) ?? [];
      if (holderHost !== host || processId === undefined) return false;
      if (!isRunning(Number(processId))) return true;
      const now = startOf(Number(processId));
      return start !== undefined && start !== '' && now !== undefined && now !== start;
    },
  };
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Start of a process in clock ticks since boot; undefined where there is no /proc. A zombie counts as gone. */
function startOf(processId: number): string | undefined {
  try {
    const fields = readFileSync(`/proc/${String(processId)}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ');
    return fields?.[0] === 'Z' ? 'gone' : fields?.[19];
  } catch {
    return undefined;
  }
}

/** Tells apart hosts, and process id spaces of containers, that share a name. */
function bootId(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot.slice(0, 8)}-${readlinkSync('/proc/self/ns/pid').replace(/\D+/gu, '')}`;
  } catch {
    return '';
  }
}
