import { execFile, spawn } from 'node:child_process';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HomeLayout } from '../home-layout.js';
import { LocalServices } from '../local-services.js';
import { identifyProcess, isSameProcessRunning } from '../process/process-identity.js';
import { stopProcess } from '../process/stop-process.js';
import { ServiceSupervisor } from '../supervisor/service-supervisor.js';
import { remarks, sharedCache, temporaryFolder, testOptions } from '../testing/test-options.js';
import { checkRedisServer } from './redis-check.js';
import { RedisService } from './redis-service.js';

const run = promisify(execFile);
const script = fileURLToPath(new URL('../testing/ensure-service.mjs', import.meta.url));

let home: string;
beforeEach(() => {
  home = temporaryFolder();
});
afterEach(async () => {
  await new LocalServices(testOptions(home)).stop();
  rmSync(home, { recursive: true, force: true });
});

function services(): LocalServices {
  return new LocalServices(testOptions(home));
}
const stateFile = (): string => join(home, 'run', 'redis.json');

describe('the embedded Redis', () => {
  it('starts, signs in, stops, and takes the same port again', async () => {
    const first = await services().ensureRedis();
    expect((await checkRedisServer(first.url)).version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(await services().stop(['redis'])).toEqual(['Redis']);
    expect(await services().stop(['redis'])).toEqual([]);
    expect((await services().status()).redis).toBeUndefined();
    const second = await services().ensureRedis();
    expect(second.port).toBe(first.port);
    expect(second.pid).not.toBe(first.pid);
    expect(second.url).toBe(first.url);
  });

  it('keeps its password where only the user can read it', async () => {
    const { url } = await services().ensureRedis();
    const password = new URL(url).password;
    expect(password).toHaveLength(48);
    for (const file of ['secrets/redis-password', 'redis/redis.conf', 'run/redis.json']) {
      expect(statSync(join(home, file)).mode & 0o077, file).toBe(0);
    }
    expect(statSync(join(home, 'secrets')).mode & 0o077).toBe(0);
    const wrong = checkRedisServer(url.replace(password, 'wrong'));
    await expect(wrong).rejects.toMatchObject({
      code: 'QUEUE_UNAVAILABLE',
      message: expect.stringContaining('REDIS_URL') as string,
    });
    await expect(wrong).rejects.not.toMatchObject({ message: expect.stringContaining('wrong') as string });
  });

  it('is one server for four commands that start at once', async () => {
    const outputs = await Promise.all([1, 2, 3, 4].map(() => run(process.execPath, [script, 'redis', home, sharedCache()])));
    const found = new Set(outputs.map(({ stdout }) => stdout));
    expect(found.size).toBe(1);
    const { pid } = JSON.parse(outputs[0]!.stdout) as { pid: number };
    expect(await identifyProcess(pid)).toBeDefined();
  });

  it('outlives the command that started it', async () => {
    const { stdout } = await run(process.execPath, [script, 'redis', home, sharedCache()]);
    const status = await services().status();
    expect(status.redis?.pid).toBe((JSON.parse(stdout) as { pid: number }).pid);
  });

  it('comes back after kill -9 with what it had', async () => {
    const first = await services().ensureRedis();
    const { Redis } = await import('ioredis');
    const client = new Redis(first.url);
    await client.set('key', 'value');
    await client.bgrewriteaof();
    await sleep(1500);
    client.disconnect();
    process.kill(first.pid, 'SIGKILL');
    const second = await services().ensureRedis();
    expect(second.pid).not.toBe(first.pid);
    const again = new Redis(second.url);
    expect(await again.get('key')).toBe('value');
    again.disconnect();
  });

  it.each(['', '{"port":', '[]', '{"port":"x","version":1}', '\0\0\0'])(
    'is found again when the state file holds %j',
    async (damage) => {
      const first = await services().ensureRedis();
      writeFileSync(stateFile(), damage);
      expect((await services().ensureRedis()).pid).toBe(first.pid);
    },
  );

  it('is not mistaken for a process that was given the number of a dead server', async () => {
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
    try {
      const first = await services().ensureRedis();
      await services().stop();
      const state = {
        port: first.port,
        version: first.version,
        process: { pid: stranger.pid, started: 'another time' },
        startedMs: Date.now(),
      };
      writeFileSync(stateFile(), JSON.stringify(state));
      expect((await services().ensureRedis()).pid).not.toBe(stranger.pid);
      await services().stop();
      expect(stranger.exitCode).toBeNull();
      expect(await identifyProcess(stranger.pid!)).toBeDefined();
    } finally {
      stranger.kill('SIGKILL');
    }
  });

  it.each([
    ['of a dead process', JSON.stringify({ pid: 4_000_000, started: 'boot/1' })],
    ['of a process whose number was given again', JSON.stringify({ pid: process.pid, started: 'boot/1' })],
    ['that is damaged', '{"pid":'],
  ])('a lock %s does not block', async (_name, content) => {
    await services().ensureRedis();
    await services().stop();
    writeFileSync(join(home, 'run', 'redis.lock'), content);
    expect((await services().ensureRedis()).pid).toBeGreaterThan(0);
  });

  it('avoids a port that another program has taken meanwhile', async () => {
    const first = await services().ensureRedis();
    await services().stop();
    const stranger = await listen(first.port);
    try {
      const second = await services().ensureRedis();
      expect(second.port).not.toBe(first.port);
      expect(await checkRedisServer(second.url)).toBeDefined();
    } finally {
      stranger.close();
    }
  });

  it('is replaced when it hangs', async () => {
    const first = await services().ensureRedis();
    process.kill(first.pid, 'SIGSTOP');
    const options = testOptions(home);
    const layout = new HomeLayout(home, sharedCache());
    class ImpatientRedis extends RedisService {
      override readonly startTimeoutMs = 2_000;
      override readonly stopGraceMs = 500;
    }
    const supervisor = new ServiceSupervisor(new ImpatientRedis(options, layout), options);
    const second = await supervisor.ensure();
    expect(second.process.pid).not.toBe(first.pid);
    expect(remarks(options.events)).toContain('Stopping a Redis of this home that does not answer.');
    expect(await identifyProcess(first.pid)).toBeUndefined();
  });

  it('does not touch the server of another home', async () => {
    const other = `${home} too`;
    const neighbour = new LocalServices(testOptions(other));
    try {
      const [ours, theirs] = [await services().ensureRedis(), await neighbour.ensureRedis()];
      expect(ours.port).not.toBe(theirs.port);
      rmSync(join(home, 'run', 'redis.json'));
      await services().stop();
      expect((await neighbour.status()).redis?.pid).toBe(theirs.pid);
      expect(await identifyProcess(ours.pid)).toBeUndefined();
    } finally {
      await neighbour.stop();
      rmSync(other, { recursive: true, force: true });
    }
  });

  it('rotates its log', async () => {
    const log = join(home, 'logs', 'redis.log');
    await services().ensureRedis();
    await services().stop();
    writeFileSync(log, 'x'.repeat(6 * 1024 * 1024));
    await services().ensureRedis();
    expect(statSync(`${log}.1`).size).toBe(6 * 1024 * 1024);
    expect(readFileSync(log, 'utf8')).toContain('Ready to accept connections');
  });

  it('says where the log is when its program ends at once', async () => {
    const options = testOptions(home);
    class BrokenRedis extends RedisService {
      override async prepare(port: number) {
        return { ...(await super.prepare(port)), args: ['/missing/redis.conf'] };
      }
    }
    const supervisor = new ServiceSupervisor(new BrokenRedis(options, new HomeLayout(home, sharedCache())), options);
    await expect(supervisor.ensure()).rejects.toMatchObject({
      code: 'SERVICE_START_FAILED',
      message: expect.stringContaining(join(home, 'logs', 'redis.log')) as string,
    });
  });

  it('is stopped without waiting for a process that is gone', async () => {
    const { pid } = await services().ensureRedis();
    const identity = await identifyProcess(pid);
    await stopProcess(identity!, 5_000);
    expect(await isSameProcessRunning(identity!)).toBe(false);
    expect(await stopProcess(identity!, 5_000)).toBe('gone');
  });
});

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve(server);
    });
  });
}
