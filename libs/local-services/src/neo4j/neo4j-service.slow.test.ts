import { spawn } from 'node:child_process';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import neo4j, { type Driver } from 'neo4j-driver';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalServices } from '../local-services.js';
import type { Neo4jEndpoint, Neo4jVersion } from '../local-services-options.js';
import { identifyProcess } from '../process/process-identity.js';
import { remarks, sharedCache, temporaryFolder, testOptions } from '../testing/test-options.js';
import { checkNeo4jServer } from './server-check.js';

const script = fileURLToPath(new URL('../testing/ensure-service.mjs', import.meta.url));

let home: string;
beforeEach(() => {
  home = temporaryFolder();
});
afterEach(async () => {
  await new LocalServices(testOptions(home)).stop();
  rmSync(home, { recursive: true, force: true });
});

const services = (): LocalServices => new LocalServices(testOptions(home));

async function withDriver<Result>(endpoint: Neo4jEndpoint, work: (driver: Driver) => Promise<Result>): Promise<Result> {
  const driver = neo4j.driver(endpoint.uri, neo4j.auth.basic(endpoint.user, endpoint.password));
  try {
    return await work(driver);
  } finally {
    await driver.close();
  }
}

const count = async (driver: Driver): Promise<number> => {
  const { records } = await driver.executeQuery('MATCH (x:Kept) RETURN count(x) AS n');
  return Number(records[0]!.get('n'));
};

/** Starts the service in a command of its own, which can be killed. */
function startElsewhere(): { kill: () => void; saw: (text: string) => Promise<void>; ended: Promise<string> } {
  const child = spawn(process.execPath, [script, 'neo4j', home, sharedCache()], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, error] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
  return {
    kill: () => child.kill('SIGKILL'),
    saw: (text) => expect.poll(() => error, { timeout: 60_000, interval: 20 }).toContain(text),
    ended: new Promise((resolve) => child.once('close', () => resolve(out))),
  };
}

describe('the embedded Neo4j', () => {
  it('loses nothing that was acknowledged when it is killed, and keeps port and password', async () => {
    const first = await services().ensureNeo4j();
    await withDriver(first, (driver) => driver.executeQuery('UNWIND range(1, 1000) AS i CREATE (:Kept {i: i})'));
    process.kill(first.pid, 'SIGKILL');
    const second = await services().ensureNeo4j();
    expect(second.pid).not.toBe(first.pid);
    expect({ uri: second.uri, password: second.password }).toEqual({ uri: first.uri, password: first.password });
    expect(await withDriver(second, count)).toBe(1000);

    // Found again although its state file is damaged, and at once.
    writeFileSync(join(home, 'run', 'neo4j.json'), '{"pid":');
    expect((await services().ensureNeo4j()).pid).toBe(second.pid);
    const attachMs: number[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      const started = performance.now();
      await services().ensureNeo4j();
      attachMs.push(performance.now() - started);
    }
    // The fastest of three: other tests run beside this one.
    expect(Math.min(...attachMs)).toBeLessThan(500);

    for (const file of ['secrets/neo4j-password', 'run/neo4j.json', 'neo4j/5.26/conf/neo4j.conf']) {
      expect(statSync(join(home, file)).mode & 0o077, file).toBe(0);
    }
    expect(await services().stop(['neo4j'])).toEqual(['Neo4j']);
    expect(await identifyProcess(second.pid)).toBeUndefined();
  });

  it('is adopted by the next command when the one that started it is killed half-way', async () => {
    const killed = startElsewhere();
    await killed.saw('Starting Neo4j');
    await expect.poll(() => readState()?.process?.pid, { timeout: 10_000, interval: 5 }).toBeGreaterThan(0);
    killed.kill();
    await killed.ended;
    const { pid } = readState()!.process!;
    const options = testOptions(home);
    const adopted = await new LocalServices(options).ensureNeo4j();
    expect(adopted.pid).toBe(pid);
    expect(remarks(options.events).join()).not.toContain('Starting');
    expect((await checkNeo4jServer(adopted)).version).toBe('5.26.30');
  });

  it('is one server for two commands that start at once', async () => {
    const [first, second] = [startElsewhere(), startElsewhere()];
    const [one, other] = await Promise.all([first.ended, second.ended]);
    expect(one).toMatch(/"pid":\d+/);
    expect(other).toBe(one);
  });

  it.each(['5.26.30', '2026.08.1'] as Neo4jVersion[])('%s keeps queries away from files and the network', async (version) => {
    const options = testOptions(home, { neo4j: { version, heapMb: 512, pageCacheMb: 64 } });
    const endpoint = await new LocalServices(options).ensureNeo4j();
    try {
      expect((await checkNeo4jServer(endpoint)).version).toContain(version);
      await withDriver(endpoint, async (driver) => {
        for (const url of ['file:///etc/passwd', 'http://127.0.0.1:1/x.csv', 'ftp://127.0.0.1/x.csv']) {
          await expect(driver.executeQuery(`LOAD CSV FROM '${url}' AS line RETURN line`)).rejects.toThrow();
        }
      });
    } finally {
      await new LocalServices(options).stop();
    }
  });

  it('says that the password file is gone rather than making a new one', async () => {
    await services().ensureNeo4j();
    await services().stop();
    rmSync(join(home, 'secrets', 'neo4j-password'));
    await expect(services().ensureNeo4j()).rejects.toMatchObject({
      code: 'SERVICE_START_FAILED',
      message: expect.stringMatching(/password of the embedded Neo4j is gone.*Put the file back, or delete/) as string,
    });
  });
});

function readState(): { process?: { pid: number } } | undefined {
  try {
    return JSON.parse(readFileSync(join(home, 'run', 'neo4j.json'), 'utf8')) as { process?: { pid: number } };
  } catch {
    return undefined;
  }
}
