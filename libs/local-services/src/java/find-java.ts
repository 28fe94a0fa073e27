import { execFile } from 'node:child_process';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { featureVersion, type JavaRuntime } from './java-runtime.js';

const run = promisify(execFile);
const VERSION_TIMEOUT_MS = 20_000;

/** Where to look for Java. */
export interface JavaSearch {
  /** JAVA_HOME, looked at first. */
  readonly javaHome?: string;
  /** Environment; PATH and HOME are read. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Folder of runtimes that were brought along, looked at last. */
  readonly ownFolder: string;
}

/** Every Java runtime that is found and works, in the order of preference: JAVA_HOME, PATH, the usual folders, our own. */
export async function findJavaRuntimes(search: JavaSearch): Promise<readonly JavaRuntime[]> {
  const found: JavaRuntime[] = [];
  for (const candidate of await candidates(search)) {
    const runtime = await inspectJava(candidate);
    if (runtime !== undefined && !found.some((one) => one.executable === runtime.executable)) found.push(runtime);
  }
  return found;
}

/** The first runtime of at least that version; undefined when there is none. Stops looking as soon as one is found. */
export async function findJava(search: JavaSearch, minVersion: number): Promise<JavaRuntime | undefined> {
  for (const candidate of await candidates(search)) {
    const runtime = await inspectJava(candidate);
    if (runtime !== undefined && runtime.version >= minVersion) return runtime;
  }
  return undefined;
}

async function candidates(search: JavaSearch): Promise<readonly string[]> {
  const path = (search.variables['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const userHome = search.variables['HOME'];
  const folders = [
    '/usr/lib/jvm',
    '/usr/java',
    '/opt/java',
    '/Library/Java/JavaVirtualMachines',
    '/opt/homebrew/opt',
    ...(userHome === undefined ? [] : [join(userHome, '.sdkman/candidates/java'), join(userHome, '.jdks')]),
    search.ownFolder,
  ];
  const homes = (await Promise.all(folders.map(javaHomesIn))).flat();
  return [
    ...(search.javaHome === undefined ? [] : [join(search.javaHome, 'bin', 'java')]),
    ...path.map((folder) => join(folder, 'java')),
    ...homes.map((home) => join(home, 'bin', 'java')),
  ];
}

/** Folders that may be Java homes, highest name first, so that the newest of a series comes first. */
async function javaHomesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => !name.startsWith('.'))
    .sort()
    .reverse()
    .flatMap((name) => [join(folder, name), join(folder, name, 'Contents', 'Home'), join(folder, name, 'libexec')]);
}

/** Reads the version from the `release` file beside the runtime, which is quicker than starting it; else starts it. */
export async function inspectJava(executable: string): Promise<JavaRuntime | undefined> {
  const real = await realpath(executable).catch(() => undefined);
  if (real === undefined) return undefined;
  const release = await readFile(join(dirname(dirname(real)), 'release'), 'utf8').catch(() => '');
  const version = featureVersion(release) ?? (await askVersion(real));
  return version === undefined ? undefined : { executable: real, version };
}

async function askVersion(executable: string): Promise<number | undefined> {
  try {
    const { stderr, stdout } = await run(executable, ['-version'], { timeout: VERSION_TIMEOUT_MS });
    return featureVersion(`${stderr}\n${stdout}`);
  } catch {
    return undefined;
  }
}
