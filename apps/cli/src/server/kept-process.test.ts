import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identifyProcess } from '@codexgraph/local-services';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeptProcess } from './kept-process.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function keep(program: string): { kept: KeptProcess; said: string[]; starts: () => number } {
  const entry = join(folder, 'program.mjs');
  writeFileSync(entry, program);
  const said: string[] = [];
  let starts = 0;
  const kept = new KeptProcess({
    title: 'The program',
    entry,
    variables: process.env,
    logFile: join(folder, 'logs', 'program.log'),
    onStarted: () => {
      starts += 1;
      return Promise.resolve();
    },
    say: (text) => said.push(text),
  });
  return { kept, said, starts: () => starts };
}

describe('KeptProcess', () => {
  it('starts a program that was killed again, and stops it for good', async () => {
    const { kept, said, starts } = keep('setInterval(() => undefined, 1000); console.log("up");');
    await kept.start();
    const first = kept.identity!;
    process.kill(first.pid, 'SIGKILL');
    await expect.poll(() => starts(), { timeout: 10_000 }).toBe(2);
    const second = kept.identity!;
    expect(second.pid).not.toBe(first.pid);
    expect(said[0]).toContain('The program ended unexpectedly; starting it again');
    await kept.stop();
    expect(await identifyProcess(second.pid)).toBeUndefined();
    expect(starts()).toBe(2);
  });

  it('gives up on a program that ends at once, with the last words of its log', async () => {
    const { kept } = keep('console.error("NEO4J_URI is wrong"); process.exit(1);');
    await kept.start();
    await expect(kept.failure).rejects.toMatchObject({
      code: 'SERVICE_START_FAILED',
      message: expect.stringMatching(/The program cannot be kept running.*NEO4J_URI is wrong/) as string,
    });
    expect(readFileSync(join(folder, 'logs', 'program.log'), 'utf8').match(/wrong/g)).toHaveLength(3);
  });
});
