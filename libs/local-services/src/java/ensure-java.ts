import { CodexGraphError } from '@codexgraph/graph-model';
import type { HomeLayout } from '../home-layout.js';
import type { LocalServicesOptions } from '../local-services-options.js';
import { bringJavaByPip } from './bring-java-by-pip.js';
import { findJava, type JavaSearch } from './find-java.js';
import type { JavaRuntime } from './java-runtime.js';

/** The search that options and layout stand for. */
export function javaSearch(options: LocalServicesOptions, layout: HomeLayout): JavaSearch {
  const { javaHome } = options.neo4j;
  return { variables: options.variables, ownFolder: layout.java, ...(javaHome !== undefined && { javaHome }) };
}

/** A Java runtime of at least that version: found on the machine, else brought into the cache without root. @throws SERVICE_START_FAILED */
export async function ensureJava(options: LocalServicesOptions, layout: HomeLayout, minVersion: number): Promise<JavaRuntime> {
  const search = javaSearch(options, layout);
  const found = await findJava(search, minVersion);
  if (found !== undefined) return found;
  const reason = await bringJavaByPip(options, layout);
  const brought = reason === undefined ? await findJava(search, minVersion) : undefined;
  if (brought !== undefined) return brought;
  throw new CodexGraphError(
    'SERVICE_START_FAILED',
    `Java ${String(minVersion)} or newer is needed and was not found, nor could it be fetched (${reason ?? 'the fetched one does not run'}). ${installAdvice(minVersion)}`,
  );
}

/** The command that installs Java on this kind of machine, or the variable to set. */
export function installAdvice(minVersion: number): string {
  const wanted = minVersion <= 17 ? '17' : '21';
  const commands: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
    linux: `Install it with "sudo apt-get install openjdk-${wanted}-jre-headless" (Debian, Ubuntu) or "sudo dnf install java-${wanted}-openjdk-headless" (Fedora)`,
    darwin: `Install it with "brew install openjdk@${wanted}"`,
  };
  return `${commands[process.platform] ?? `Install a Java ${wanted} runtime`}, or set JAVA_HOME to one.`;
}
