import { spawn } from 'node:child_process';

/** Commands that run now; ended with this process, so that no server or worker outlives an interrupted run. */
const running = new Set();
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopping = true;
    for (const child of running) child.kill('SIGTERM');
    // Set-ups need a moment to stop their servers.
    setTimeout(() => process.exit(130), 20_000).unref();
    if (running.size === 0) process.exit(130);
  });
}

/**
 * Runs a command with closed standard input. Resolves with its exit code and, where `capture` is set, its `output`, and of that the part on
 * standard output.
 */
export function runCommand([file, ...args], { capture = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const stdio = capture ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'];
    const child = spawn(file, args, { stdio, env: { ...process.env, ...env } });
    running.add(child);
    const both = [];
    const out = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => both.push(chunk));
    child.stdout?.on('data', (chunk) => out.push(chunk));
    const end = (code, output) => {
      running.delete(child);
      // What was interrupted is not gone on with.
      if (stopping && running.size === 0) process.exit(130);
      resolve({ code, output, stdout: Buffer.concat(out).toString('utf8') });
    };
    child.on('error', (error) => end(1, `${file}: ${error.message}`));
    child.on('close', (code) => end(code ?? 1, Buffer.concat(both).toString('utf8')));
  });
}
