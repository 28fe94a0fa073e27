import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { identifyProcess, type ProcessIdentity } from './process-identity.js';

const run = promisify(execFile);
const PS_OUTPUT_BYTES = 16 * 1024 * 1024;

/**
 * Processes of this user one argument of which is exactly `argument`, ascending by number. Finds a server whose state file was lost.
 * The whole argument is compared, so that a folder is not taken for one whose name it begins.
 */
export async function findProcessesByArgument(argument: string): Promise<readonly ProcessIdentity[]> {
  const pids = process.platform === 'linux' ? await pidsFromProc(argument) : await pidsFromPs(argument);
  const found = await Promise.all(pids.filter((pid) => pid !== process.pid).map(identifyProcess));
  return found.filter((identity) => identity !== undefined).sort((left, right) => left.pid - right.pid);
}

async function pidsFromProc(argument: string): Promise<readonly number[]> {
  const names = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const matches = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
      return text.split('\0').includes(argument) ? Number(name) : undefined;
    }),
  );
  return matches.filter((pid) => pid !== undefined);
}

async function pidsFromPs(argument: string): Promise<readonly number[]> {
  try {
    const { stdout } = await run('ps', ['-axww', '-o', 'pid=,args='], { maxBuffer: PS_OUTPUT_BYTES });
    return stdout.split('\n').flatMap((line) => {
      const match = /^\s*(\d+)\s(.*)$/.exec(line);
      return match !== null && `${match[2] ?? ''} `.includes(` ${argument} `) ? [Number(match[1])] : [];
    });
  } catch {
    return [];
  }
}
