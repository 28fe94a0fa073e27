import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { CodexGraphError } from '@codexgraph/graph-model';

/**
 * Runs a script of this folder in a process of its own: JSON in on standard input (a pipe, since arguments can be read by others), JSON out.
 * @throws INTERNAL with what the process said last when it fails, CANCELLED when the signal aborts
 */
export async function runMeasuringProcess(script: string, input: unknown, signal: AbortSignal): Promise<unknown> {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'pipe'] });
  const stop = (): void => void child.kill();
  signal.addEventListener('abort', stop);
  // A process that dies early closes its end of the pipe; its exit code tells.
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(input));
  const ended = once(child, 'close') as Promise<[number | null]>;
  const [out, remarks, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  signal.removeEventListener('abort', stop);
  if (signal.aborted) throw new CodexGraphError('CANCELLED', 'The measurement was interrupted.');
  if (code !== 0) {
    const reason = remarks.split('\n').find((line) => /^\S*(error|exception)\b.*:/i.test(line)) ?? remarks.trim().slice(-200);
    throw new CodexGraphError('INTERNAL', `The measured process ended with ${String(code)}: ${reason}`);
  }
  return JSON.parse(out);
}
