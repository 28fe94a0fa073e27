import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A process of ours that runs beside the test. */
export interface Child {
  /** What it printed when it was ready. */
  readonly ready: { readonly process: string; readonly pid: number; readonly port?: number; readonly url?: string };
  /** Sends a signal and waits for the end. @returns the exit code, or the signal's name. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | string>;
  /** Everything it wrote to stderr so far. */
  readonly log: () => string;
}

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

/** Path of a built entry point. */
export function built(name: string): string {
  if (!existsSync(`${DIST}${name}`)) throw new Error(`${name} is not built: run "npx tsc -b apps/api" first`);
  return `${DIST}${name}`;
}

/** Starts a script with Node and waits for its ready line. */
export async function startChild(
  script: string,
  options: { args?: string[]; environment?: Record<string, string> } = {},
): Promise<Child> {
  const child = spawn(process.execPath, [script, ...(options.args ?? [])], {
    env: { PATH: process.env['PATH'], ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const ready = await firstLine(child, exited, () => log);
  return {
    ready,
    log: () => log,
    end: async (signal) => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      const [code, by] = await exited;
      return code ?? by ?? 'unknown';
    },
  };
}

async function firstLine(child: ChildProcess, exited: Promise<unknown>, log: () => string): Promise<Child['ready']> {
  if (child.stdout === null) throw new Error('the child has no stdout');
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, 'line').then(([text]) => String(text)),
    exited.then(() => {
      throw new Error(`the process ended before it was ready:\n${log()}`);
    }),
  ]);
  exited.catch(() => undefined);
  return JSON.parse(line) as Child['ready'];
}
