import { spawn } from 'node:child_process';

/** Commands that run now; ended with this process, so that no server or worker outlives an interrupted run. */
const running = new Set();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of running) child.kill('SIGTERM');
    // Set-ups need a moment to stop their servers.
    setTimeout(() => process.exit(130), 20_000).unref();
    if (running.size === 0) process.exit(130);
  });
}

/** Runs a command with closed standard input. Resolves with its exit code and, where `capture` is set, its output. */
export function runCommand([file, ...args], { capture = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const stdio = capture ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'];
    const child = spawn(file, args, { stdio, env: { ...process.env, ...env } });
    running.add(child);
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
    const end = (code, text) => {
      running.delete(child);
      resolve({ code, output: text });
    };
    child.on('error', (error) => end(1, `${file}: ${error.message}`));
    child.on('close', (code) => end(code ?? 1, Buffer.concat(chunks).toString('utf8')));
  });
}
