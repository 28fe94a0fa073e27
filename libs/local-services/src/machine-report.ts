import { readdir, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasNeo4jArtifacts, readNeo4jManifest } from './artifacts/neo4j-artifacts.js';
import { HomeLayout } from './home-layout.js';
import { installAdvice, javaSearch } from './java/ensure-java.js';
import { findJavaRuntimes } from './java/find-java.js';
import type { JavaRuntime } from './java/java-runtime.js';
import type { LocalServicesOptions } from './local-services-options.js';
import { usableMemoryBytes } from './machine-memory.js';
import { runTool } from './process/run-tool.js';
import { findRedisBinary, isAtLeast, MIN_REDIS_VERSION, type RedisBinary } from './redis/redis-binary.js';

/** What a machine offers to the embedded services. Gathering it starts and fetches nothing. */
export interface MachineReport {
  readonly neo4j: {
    readonly version: string;
    /** Its files are in the cache, verified. */
    readonly fetched: boolean;
    /** Bytes of its files. */
    readonly size: number;
  };
  readonly java: {
    readonly needed: number;
    /** In order of preference; also those that are too old. */
    readonly found: readonly JavaRuntime[];
    /** pip is there to bring one. */
    readonly canBeFetched: boolean;
    readonly installAdvice: string;
  };
  readonly redis: {
    /** On PATH and new enough. */
    readonly own?: RedisBinary;
    readonly fetched: boolean;
    readonly leastVersion: string;
  };
  /** `mvn` is on PATH. */
  readonly maven: boolean;
  /** Bytes that are free where the home is or will be. */
  readonly freeDiskBytes: number;
  readonly memoryBytes: number;
}

const TOOL_TIMEOUT_MS = 20_000;

/** See {@link MachineReport}. */
export async function reportMachine(options: LocalServicesOptions): Promise<MachineReport> {
  const layout = new HomeLayout(options.home, options.cache);
  const manifest = await readNeo4jManifest(options.neo4j.version);
  const [fetched, found, pip, own, fetchedRedis, maven, freeDiskBytes] = await Promise.all([
    hasNeo4jArtifacts(options, layout),
    findJavaRuntimes(javaSearch(options, layout)),
    runTool({ command: 'python3', args: ['-m', 'pip', '--version'], variables: options.variables, timeoutMs: TOOL_TIMEOUT_MS }),
    findRedisBinary(options.variables),
    readdir(layout.redisBinaries).catch(() => []),
    runTool({ command: 'mvn', args: ['-v'], variables: options.variables, timeoutMs: TOOL_TIMEOUT_MS }),
    freeBytes(options.home),
  ]);
  return {
    neo4j: { version: manifest.version, fetched, size: manifest.files.reduce((sum, file) => sum + file.size, 0) },
    java: {
      needed: manifest.minJava,
      found,
      canBeFetched: pip.ok && !options.downloads.offline,
      installAdvice: installAdvice(manifest.minJava),
    },
    redis: {
      ...(own !== undefined && isAtLeast(own.version, MIN_REDIS_VERSION) && { own }),
      fetched: fetchedRedis.some((name) => !name.startsWith('.')),
      leastVersion: MIN_REDIS_VERSION,
    },
    maven: maven.ok,
    freeDiskBytes,
    memoryBytes: usableMemoryBytes(),
  };
}

/** Free bytes for this user at a path, or at the nearest folder above it that exists. */
async function freeBytes(path: string): Promise<number> {
  for (let folder = path; ; folder = dirname(folder)) {
    try {
      const found = await statfs(folder);
      return found.bavail * found.bsize;
    } catch {
      if (folder === dirname(folder)) return 0;
    }
  }
}
