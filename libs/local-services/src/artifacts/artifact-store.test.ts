import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/test-options.js';
import type { ServiceEvent } from '../local-services-options.js';
import type { Artifact } from './artifact.js';
import { mavenCoordinates } from './artifact.js';
import { ArtifactStore, type ArtifactSource } from './artifact-store.js';
import { folderSource } from './folder-source.js';
import { httpSource } from './http-source.js';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  rmSync(folder, { recursive: true, force: true });
});

const servers: Server[] = [];
const contents = new Map(
  [1, 2, 3, 4, 5, 6].map((n) => [`org/example/part${n}/1.0/part${n}-1.0.jar`, Buffer.alloc(200_000 + n, n)]),
);
const artifacts: readonly Artifact[] = [...contents].map(([path, bytes]) => ({
  path,
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
}));
const set = { name: 'example-1.0', title: 'Example 1.0', artifacts };

function store(sources: readonly ArtifactSource[], events: ServiceEvent[] = []): ArtifactStore {
  return new ArtifactStore({
    folder: join(folder, 'store'),
    sources,
    nowMs: () => Date.now(),
    onEvent: (event) => events.push(event),
  });
}

type Handler = (request: IncomingMessage, response: ServerResponse, bytes: Buffer) => void;

/** A Maven repository on this machine that counts what it is asked for. */
async function repository(
  handler: Handler = serveRange,
): Promise<{ source: ArtifactSource; requests: string[]; mostAtOnce: () => number }> {
  const requests: string[] = [];
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    open += 1;
    most = Math.max(most, open);
    response.once('close', () => {
      open -= 1;
    });
    requests.push(`${request.url ?? ''}${request.headers.range === undefined ? '' : ` ${request.headers.range}`}`);
    const bytes = contents.get((request.url ?? '').slice('/maven/'.length));
    if (bytes === undefined) response.writeHead(404).end();
    else setTimeout(() => handler(request, response, bytes), 20);
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    source: httpSource({ baseUrl: `http://127.0.0.1:${port}/maven/`, firstRetryMs: 5 }),
    requests,
    mostAtOnce: () => most,
  };
}

function serveRange(request: IncomingMessage, response: ServerResponse, bytes: Buffer): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length - from }).end(bytes.subarray(from));
}

function expectWhole(one: ArtifactStore): void {
  for (const artifact of artifacts) expect(readFileSync(one.pathOf(artifact)).equals(contents.get(artifact.path)!)).toBe(true);
}

describe('ArtifactStore over HTTP', () => {
  it('fetches all files, at most four at once, and asks for nothing the second time', async () => {
    const { source, requests, mostAtOnce } = await repository();
    const events: ServiceEvent[] = [];
    await store([source], events).ensure(set);
    expectWhole(store([]));
    expect(requests).toHaveLength(artifacts.length);
    expect(mostAtOnce()).toBe(4);
    expect(events.at(-1)).toEqual({ kind: 'finished', title: 'Fetching Example 1.0', remark: '1 MB, checksums verified' });
    await store([source]).ensure(set);
    expect(requests).toHaveLength(artifacts.length);
    expect(await store([]).has(set.name, artifacts)).toBe(true);
  });

  it('goes on where a broken connection stopped', async () => {
    const cut = new Set<string>();
    const { source, requests } = await repository((request, response, bytes) => {
      if (cut.has(request.url!)) {
        serveRange(request, response, bytes);
        return;
      }
      cut.add(request.url!);
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 150_000), () => setTimeout(() => response.destroy(), 20));
    });
    await store([source]).ensure(set);
    expectWhole(store([]));
    const resumed = requests.filter((request) => request.includes('bytes='));
    expect(resumed.length).toBe(artifacts.length);
    for (const request of resumed) expect(Number(/bytes=(\d+)/.exec(request)?.[1])).toBeGreaterThan(0);
  });

  it('goes on where an earlier command was interrupted', async () => {
    const first = artifacts[0]!;
    const part = `${store([]).pathOf(first)}.part`;
    mkdirSync(dirname(part), { recursive: true });
    writeFileSync(part, contents.get(first.path)!.subarray(0, 123_456));
    const { source, requests } = await repository();
    await store([source]).ensure(set);
    expectWhole(store([]));
    expect(requests).toContain(`/maven/${first.path} bytes=123456-`);
  });

  it('starts a file over when the part on disk was damaged', async () => {
    const first = artifacts[0]!;
    const part = `${store([]).pathOf(first)}.part`;
    mkdirSync(dirname(part), { recursive: true });
    writeFileSync(part, Buffer.alloc(1000, 99));
    const { source, requests } = await repository();
    await store([source]).ensure(set);
    expectWhole(store([]));
    expect(requests.filter((request) => request.startsWith(`/maven/${first.path}`))).toEqual([
      `/maven/${first.path} bytes=1000-`,
      `/maven/${first.path}`,
    ]);
  });

  it('starts a file over when the server knows no ranges', async () => {
    const first = artifacts[0]!;
    const part = `${store([]).pathOf(first)}.part`;
    mkdirSync(dirname(part), { recursive: true });
    writeFileSync(part, Buffer.alloc(1000, 99));
    const { source } = await repository((_request, response, bytes) => response.writeHead(200).end(bytes));
    await store([source]).ensure(set);
    expectWhole(store([]));
  });

  it('refuses files that are not the published ones, and keeps none of them', async () => {
    const { source } = await repository((_request, response, bytes) =>
      response.writeHead(200).end(Buffer.alloc(bytes.length, 77)),
    );
    await expect(store([source]).ensure(set)).rejects.toMatchObject({
      code: 'CHECKSUM_MISMATCH',
      message: expect.stringContaining('part1-1.0.jar') as string,
    });
    for (const artifact of artifacts) expect(existsSync(store([]).pathOf(artifact))).toBe(false);
  });

  it('tries again after errors that pass, and not after those that stay', async () => {
    const failures = new Map<string, number>();
    const { source, requests } = await repository((request, response, bytes) => {
      const failed = failures.get(request.url!) ?? 0;
      failures.set(request.url!, failed + 1);
      if (failed < 2) response.writeHead(503).end();
      else serveRange(request, response, bytes);
    });
    await store([source]).ensure(set);
    expect(requests).toHaveLength(artifacts.length * 3);
    const missing = { path: 'org/example/none/1/none-1.jar', size: 1, sha256: '00' };
    const before = requests.length;
    await expect(store([source]).ensure({ ...set, name: 'other', artifacts: [missing] })).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringMatching(/none-1\.jar.*HTTP status 404.*run the command again/) as string,
    });
    expect(requests.length).toBe(before + 1);
  });

  it('says so when the server is away', async () => {
    const source = httpSource({ baseUrl: 'http://127.0.0.1:9', firstRetryMs: 1 });
    await expect(store([source]).ensure(set)).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED', retryable: true });
  });

  it.skipIf(!existsSync('/dev/full'))('says so when the disk is full', async () => {
    const part = `${store([]).pathOf(artifacts[0]!)}.part`;
    mkdirSync(dirname(part), { recursive: true });
    symlinkSync('/dev/full', part);
    const { source } = await repository();
    await expect(store([source]).ensure(set)).rejects.toMatchObject({
      code: 'DISK_FULL',
      message: expect.stringContaining('Free some space') as string,
    });
  });

  it('stops at once when it is interrupted, and keeps what has arrived', async () => {
    const controller = new AbortController();
    const { source } = await repository((_request, response, bytes) => {
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 100_000));
      setTimeout(() => controller.abort(), 50);
    });
    const interrupted = new ArtifactStore({
      folder: join(folder, 'store'),
      sources: [source],
      nowMs: () => Date.now(),
      onEvent: () => undefined,
      signal: controller.signal,
    });
    await expect(interrupted.ensure(set)).rejects.toMatchObject({ code: 'CANCELLED' });
    const kept = artifacts.filter((artifact) => existsSync(`${store([]).pathOf(artifact)}.part`));
    expect(kept.length).toBeGreaterThan(0);
    const { source: healthy } = await repository();
    await store([healthy]).ensure(set);
    expectWhole(store([]));
  });

  it('fetches once for two commands at the same time', async () => {
    const { source, requests } = await repository();
    await Promise.all([store([source]).ensure(set), store([source]).ensure(set)]);
    expect(requests).toHaveLength(artifacts.length);
  });
});

describe('ArtifactStore over folders', () => {
  it.each(['flat', 'Maven layout'])('takes files from a folder (%s)', async (layout) => {
    const source = join(folder, 'offline');
    for (const [path, bytes] of contents) {
      const target = layout === 'flat' ? join(source, path.split('/').at(-1)!) : join(source, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, bytes);
    }
    await store([folderSource({ folder: source, name: 'the folder', lenient: false })]).ensure(set);
    expectWhole(store([]));
  });

  it('names what a folder lacks', async () => {
    const source = folderSource({ folder: join(folder, 'nothing'), name: 'the folder', lenient: false });
    await expect(store([source]).ensure(set)).rejects.toMatchObject({
      message: expect.stringContaining('the folder lacks 6 of them') as string,
    });
  });

  it('passes over wrong files of a lenient folder, and lets the next source have its turn', async () => {
    const repo = join(folder, 'm2');
    for (const path of contents.keys()) {
      mkdirSync(dirname(join(repo, path)), { recursive: true });
      writeFileSync(join(repo, path), 'half a file');
    }
    const { source } = await repository();
    await store([folderSource({ folder: repo, name: 'Maven', lenient: true }), source]).ensure(set);
    expectWhole(store([]));
  });

  it('fetches again what was changed on disk', async () => {
    const { source, requests } = await repository();
    await store([source]).ensure(set);
    const changed = store([]).pathOf(artifacts[2]!);
    writeFileSync(changed, Buffer.alloc(artifacts[2]!.size, 1));
    utimesSync(changed, new Date(1), new Date(1));
    expect(await store([]).has(set.name, artifacts)).toBe(false);
    await store([source]).ensure(set);
    expectWhole(store([]));
    expect(requests).toHaveLength(artifacts.length + 1);
  });
});

describe('mavenCoordinates', () => {
  it.each([
    ['org/neo4j/neo4j/5.26.30/neo4j-5.26.30.jar', 'org.neo4j:neo4j:5.26.30:jar'],
    ['io/netty/netty-x/4.1.137.Final/netty-x-4.1.137.Final-linux-x86_64.jar', 'io.netty:netty-x:4.1.137.Final:jar:linux-x86_64'],
    ['blue/a/a/1/a-1.pom', 'blue.a:a:1:pom'],
  ])('%s is %s', (path, text) => {
    const found = mavenCoordinates(path)!;
    const { groupId, artifactId, version, type, classifier } = found;
    expect([groupId, artifactId, version, type, ...(classifier === undefined ? [] : [classifier])].join(':')).toBe(text);
  });

  it.each(['a.jar', 'g/a/1/other-1.jar', 'g/a/1/a-2.jar'])('%s is none', (path) => {
    expect(mavenCoordinates(path)).toBeUndefined();
  });
});
