import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readNeo4jManifest } from '../artifacts/neo4j-artifacts.js';
import { mavenCoordinates } from '../artifacts/artifact.js';
import { featureVersion } from '../java/java-runtime.js';
import { diagnoseRedisExit, redisConf } from '../redis/redis-service.js';
import { isAtLeast } from '../redis/redis-binary.js';
import { answersBolt } from './bolt-handshake.js';
import { diagnoseNeo4jExit } from './diagnose-exit.js';
import { javaArgumentFile } from './java-arguments.js';
import { sizeNeo4jMemory } from './neo4j-memory.js';
import { neo4jConf, portOfNeo4jConf } from './neo4j-settings.js';
import { checkNeo4jServer, isSupportedNeo4jVersion } from './server-check.js';

const GIGABYTE = 1024 ** 3;
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that answers every connection with the same bytes, or only accepts it. */
async function fakeServer(reply: readonly number[] | undefined): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (reply !== undefined) socket.once('data', () => socket.write(Buffer.from(reply)));
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

describe('isSupportedNeo4jVersion', () => {
  it.each(['5.26.0', '5.26.30', '5.27-aura', '2025.01.0', '2026.08.1', '2026.08-aura'])('%s works', (version) => {
    expect(isSupportedNeo4jVersion(version)).toBe(true);
  });
  it.each(['3.5.35', '4.4.12', '5.25.1', '5.0.0', '6.0.0', '', 'unknown'])('"%s" does not', (version) => {
    expect(isSupportedNeo4jVersion(version)).toBe(false);
  });
});

describe('checkNeo4jServer', () => {
  it('says what to set when nothing answers', async () => {
    const check = checkNeo4jServer({ uri: 'bolt://127.0.0.1:9', user: 'neo4j', password: 'secret-word' });
    await expect(check).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: expect.stringContaining('NEO4J_URI') as string,
    });
    await expect(check).rejects.not.toMatchObject({ message: expect.stringContaining('secret-word') as string });
  });
});

describe('answersBolt', () => {
  it('knows a Bolt server from other ones, and does not wait for a silent one', async () => {
    expect(await answersBolt(await fakeServer([0, 0, 8, 5]), 1000)).toBe(true);
    expect(await answersBolt(await fakeServer([0, 0, 0, 0]), 1000)).toBe(false);
    expect(await answersBolt(await fakeServer(undefined), 100)).toBe(false);
    expect(await answersBolt(9, 1000)).toBe(false);
  });
});

describe('memory', () => {
  it.each([
    [1, 384, 64],
    [4, 410, 246],
    [16, 1638, 983],
    [64, 2048, 2048],
  ])('%d GB give %d MB of heap and %d MB of page cache', (gigabytes, heapMb, pageCacheMb) => {
    expect(sizeNeo4jMemory(gigabytes * GIGABYTE)).toEqual({ heapMb, pageCacheMb });
  });

  it('leaves what the user has set', () => {
    expect(sizeNeo4jMemory(4 * GIGABYTE, { heapMb: 3000 })).toEqual({ heapMb: 3000, pageCacheMb: 246 });
  });
});

describe('settings', () => {
  it('listen on loopback only and can be read again', () => {
    const text = neo4jConf({ version: '5.26.30', port: 17_687, memory: { heapMb: 1000, pageCacheMb: 200 } });
    expect(portOfNeo4jConf(text)).toBe(17_687);
    expect(text.match(/listen_address=.*/g)).toEqual(['listen_address=127.0.0.1:17687']);
    expect(text).toContain('server.http.enabled=false\n');
    expect(text).toContain('db.memory.transaction.max=400m\n');
    expect(portOfNeo4jConf('')).toBeUndefined();
  });

  it.each([
    ['5.26.30', 'quiet_period=0'],
    ['2026.08.1', 'quiet_period_duration=0s'],
  ])('let %s stop at once', (version, setting) => {
    const text = neo4jConf({ version, port: 17_687, memory: { heapMb: 1000, pageCacheMb: 200 } });
    expect(text).toContain(`netty_server_shutdown_${setting}\n`);
  });

  it('hand Java every path whole, with spaces and quotes in it', () => {
    const text = javaArgumentFile({
      memory: { heapMb: 512, pageCacheMb: 64 },
      javaVersion: 25,
      jars: ['/a b/x.jar', '/a b/y".jar'],
      mainClass: 'org.example.Main',
      home: '/a b/home',
      heapDumpFolder: '/a b/logs',
    });
    expect(text.split('\n')).toContain('"/a b/x.jar:/a b/y\\".jar"');
    expect(text).toContain('"--home-dir=/a b/home"\n');
    expect(text).toContain('"--sun-misc-unsafe-memory-access=allow"\n');
  });

  it('give Redis a password and no way out of loopback', () => {
    const text = redisConf({ port: 1, password: 'pw', folder: '/a "b"' });
    expect(text).toContain('bind 127.0.0.1\n');
    expect(text).toContain('requirepass pw\n');
    expect(text).toContain('dir "/a \\"b\\""\n');
  });
});

describe('what the end of a log says', () => {
  it.each([
    ['java.net.BindException: Address already in use', 'port-busy'],
    ['java.io.IOException: No space left on device', 'DISK_FULL'],
    ['Could not reserve enough space for 4194304KB object heap', 'not enough free memory'],
    ['java.lang.UnsupportedClassVersionError: org/neo4j/server/X', 'Java that was found is too old'],
    ['FileLockException: Lock file has been locked by another process', 'another server uses the same database files'],
    ['anything else', 'unknown'],
  ])('Neo4j: %s', (log, meaning) => {
    const diagnosis = diagnoseNeo4jExit(log);
    const text = diagnosis.kind === 'failed' ? `${diagnosis.error.code} ${diagnosis.error.message}` : diagnosis.kind;
    expect(text).toContain(meaning);
  });

  it.each([
    ['Could not create server TCP listening socket 127.0.0.1:1: bind: Address already in use', 'port-busy'],
    ['Write error writing append only file: No space left on device', 'DISK_FULL'],
    ['Bad file format reading the append only file', 'damaged'],
    ['', 'unknown'],
  ])('Redis: %s', (log, meaning) => {
    const diagnosis = diagnoseRedisExit(log);
    const text = diagnosis.kind === 'failed' ? `${diagnosis.error.code} ${diagnosis.error.message}` : diagnosis.kind;
    expect(text).toContain(meaning);
  });
});

describe('versions', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['JAVA_VERSION="21.0.8"', 21],
    ['java version "1.8.0_392"', 8],
    ['openjdk version "25" 2025-09-16', 25],
    ['IMPLEMENTOR="x"', undefined],
  ])('%s is Java %s', (text, version) => {
    expect(featureVersion(text)).toBe(version);
  });

  it('compares number by number', () => {
    expect([isAtLeast('7.0.15', '6.2.0'), isAtLeast('6.2.0', '6.2.0'), isAtLeast('6.10.0', '6.2.0')]).toEqual([true, true, true]);
    expect([isAtLeast('6.0.16', '6.2.0'), isAtLeast('5.0.14', '6.2.0')]).toEqual([false, false]);
  });
});

describe('manifests', () => {
  it.each(['5.26.30', '2026.08.1'] as const)('%s names every jar in Maven layout with size and SHA-256', async (version) => {
    const manifest = await readNeo4jManifest(version);
    expect(manifest.version).toBe(version);
    expect(manifest.files.length).toBeGreaterThan(200);
    expect(manifest.files.some((file) => file.path === `org/neo4j/neo4j/${version}/neo4j-${version}.jar`)).toBe(true);
    for (const file of manifest.files) {
      expect(mavenCoordinates(file.path), file.path).toBeDefined();
      expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(file.size).toBeGreaterThan(0);
    }
    expect(new Set(manifest.files.map((file) => file.path)).size).toBe(manifest.files.length);
  });
});
