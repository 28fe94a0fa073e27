import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import type { LocalServicesStatus, RedisEndpoint } from '@codexgraph/local-services';
import { KeptServices } from './kept-services.js';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function startRedis(port: number): RedisEndpoint {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
  children.push(child);
  return { url: `redis://127.0.0.1:${String(port)}`, port, pid: child.pid ?? 0, version: '7.2.0' };
}

async function kill(child: ChildProcess | undefined): Promise<void> {
  child?.kill('SIGKILL');
  if (child?.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

function keep(ports: readonly number[]) {
  const said: string[] = [];
  const next = [...ports];
  const status: LocalServicesStatus = { redis: startRedis(next.shift() ?? 0) };
  const services = {
    status: () => Promise.resolve(status),
    ensureNeo4j: () => Promise.reject(new TypeError('Neo4j is not embedded here')),
    ensureRedis: () => Promise.resolve(startRedis(next.shift() ?? 0)),
  };
  return { kept: new KeptServices({ services, names: ['redis'], say: (text) => said.push(text), pauseMs: 20 }), said };
}

it('starts a service again as often as its process ends, and none after it was stopped', async () => {
  const { kept, said } = keep([7001, 7001, 7001]);
  await kept.start();
  for (const starts of [2, 3]) {
    await kill(children.at(-1));
    await expect.poll(() => children.length, { timeout: 5_000 }).toBe(starts);
  }
  await kept.stop();
  await kill(children.at(-1));
  expect(children).toHaveLength(3);
  expect(said).toEqual(Array.from({ length: 2 }, () => 'Redis ended unexpectedly; starting it again.'));
});

it('gives up when the service comes back where API and worker do not look for it', async () => {
  const { kept } = keep([7001, 7002]);
  const { failure } = await kept.start();
  await kill(children[0]);
  await expect(failure).rejects.toMatchObject({
    code: 'SERVICE_START_FAILED',
    message: expect.stringContaining('port 7001 was taken') as string,
  });
});
