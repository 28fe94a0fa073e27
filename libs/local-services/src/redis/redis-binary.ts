import { chmod, realpath } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import type { Artifact } from '../artifacts/artifact.js';
import { createArtifactStore } from '../artifacts/create-artifact-store.js';
import { sha256OfFile } from '../artifacts/checksum.js';
import { extractZip } from '../files/extract-zip.js';
import { publishFolder } from '../files/publish-folder.js';
import type { HomeLayout } from '../home-layout.js';
import type { LocalServicesOptions } from '../local-services-options.js';
import { runTool } from '../process/run-tool.js';

/** A Redis server program on this machine. */
export interface RedisBinary {
  readonly executable: string;
  /** Like `7.0.15`. */
  readonly version: string;
}

const JAR: Artifact = {
  path: 'com/github/codemonstur/embedded-redis/1.4.3/embedded-redis-1.4.3.jar',
  size: 11_953_653,
  sha256: 'ffbc63265c60d25dee453d6f656b527d98200d98657c6a0ab4dec4ea2c3a5cd6',
};

/** Programs in that jar by platform and processor, with their SHA-256. */
const PROGRAMS: Readonly<Record<string, { readonly entry: string; readonly sha256: string }>> = {
  'linux-x64': {
    entry: 'redis-server-6.2.6-v5-linux-amd64',
    sha256: '1f716094e08a25faee2bc7626feb9e13464ed89018ac5c376c5e9cff06bdcf52',
  },
  'linux-arm64': {
    entry: 'redis-server-6.2.7-linux-arm64',
    sha256: '036a23aa65bfb31d2a048aa96c170b38c2fbd4f1de68ef0f9c3133dd4b1474cd',
  },
  'darwin-x64': {
    entry: 'redis-server-6.2.6-v5-darwin-amd64',
    sha256: '7a4eb450d90a6ce9a2c651cfc4a0613b980a270c6426cbb6fa42d6c3beec9ce8',
  },
  'darwin-arm64': {
    entry: 'redis-server-6.2.6-v5-darwin-arm64',
    sha256: 'c523aec5a9b6f565cff0271ef67f5c51fa83e1180e3e954ab5251b3cf6282b76',
  },
};

const VERSION_TIMEOUT_MS = 10_000;

/** Smallest version that job queues work well on. */
export const MIN_REDIS_VERSION = '6.2.0';

/** A Redis server program: the machine's own when it is new enough, else the one of the embedded-redis jar. @throws SERVICE_START_FAILED, DOWNLOAD_FAILED */
export async function ensureRedisBinary(options: LocalServicesOptions, layout: HomeLayout): Promise<RedisBinary> {
  const own = await findRedisBinary(options.variables);
  if (own !== undefined && isAtLeast(own.version, MIN_REDIS_VERSION)) return own;
  const program = PROGRAMS[`${process.platform}-${process.arch}`];
  if (program === undefined) throw unavailable(`there is no program for ${process.platform} on ${process.arch}`);
  const folder = join(layout.redisBinaries, program.entry);
  const executable = join(folder, 'redis-server');
  await publishFolder(folder, (scratch) => unpack({ program, scratch, options, layout }));
  const version = await redisVersion(executable, options.variables);
  if (version.version === undefined) throw unavailable(`the fetched program does not run: ${version.complaint}`);
  return { executable, version: version.version };
}

/** `redis-server` (or Valkey's compatible one) on PATH; undefined when there is none that runs. */
export async function findRedisBinary(variables: Readonly<Record<string, string | undefined>>): Promise<RedisBinary | undefined> {
  for (const folder of (variables['PATH'] ?? '').split(delimiter).filter((one) => one !== '')) {
    const executable = await realpath(join(folder, 'redis-server')).catch(() => undefined);
    if (executable === undefined) continue;
    const { version } = await redisVersion(executable, variables);
    if (version !== undefined) return { executable, version };
  }
  return undefined;
}

/** Compares dotted versions number by number. */
export function isAtLeast(version: string, least: string): boolean {
  const [have, want] = [version, least].map((text) => text.split('.').map(Number)) as [number[], number[]];
  for (const [index, wanted] of want.entries()) {
    const difference = (have[index] ?? 0) - wanted;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

async function unpack(job: {
  readonly program: { readonly entry: string; readonly sha256: string };
  readonly scratch: string;
  readonly options: LocalServicesOptions;
  readonly layout: HomeLayout;
}): Promise<void> {
  const store = createArtifactStore(job.options, job.layout);
  await store.ensure({ name: 'embedded-redis-1.4.3', title: 'Redis', artifacts: [JAR] });
  const place = (entry: string): string | undefined => (entry === job.program.entry ? 'redis-server' : undefined);
  await extractZip({ archive: store.pathOf(JAR), folder: job.scratch, place });
  const executable = join(job.scratch, 'redis-server');
  if ((await sha256OfFile(executable)) !== job.program.sha256) throw unavailable('the program in the jar has a wrong checksum');
  await chmod(executable, 0o755);
}

async function redisVersion(
  executable: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly version: string | undefined; readonly complaint: string }> {
  const result = await runTool({ command: executable, args: ['--version'], variables, timeoutMs: VERSION_TIMEOUT_MS });
  return { version: /v=(\d+\.\d+\.\d+)/.exec(result.stdout)?.[1], complaint: result.complaint };
}

function unavailable(reason: string): CodexGraphError {
  return new CodexGraphError(
    'SERVICE_START_FAILED',
    `Redis ${MIN_REDIS_VERSION} or newer is needed and was not found, and ${reason}. Install it ("sudo apt-get install redis-server" on Debian and Ubuntu, "brew install redis" on macOS) or set REDIS_URL.`,
  );
}
