import type { Neo4jMemory } from './neo4j-memory.js';

/** What the Java command line of the server is made of. */
export interface JavaArguments {
  readonly memory: Neo4jMemory;
  /** Feature version, like 17. */
  readonly javaVersion: number;
  readonly jars: readonly string[];
  readonly mainClass: string;
  readonly home: string;
  readonly heapDumpFolder: string;
}

const NATIVE_ACCESS_SINCE = 22;
const UNSAFE_WARNING_SINCE = 24;

/** Text of the argument file that `java @FILE` reads: one argument a line, quoted. The class path would be too long for a command line. */
export function javaArgumentFile(options: JavaArguments): string {
  const lines = [
    `-Xms${String(Math.min(options.memory.heapMb, 256))}m`,
    `-Xmx${String(options.memory.heapMb)}m`,
    '-XX:+UseG1GC',
    '-XX:+ExitOnOutOfMemoryError',
    // Warm-up on the quick compiler only: the server is up in half the processor time, and graphs of this size never need the other one's peak.
    '-XX:TieredStopAtLevel=1',
    '-Dfile.encoding=UTF-8',
    `-XX:ErrorFile=${options.heapDumpFolder}/hs_err_%p.log`,
    ...(options.javaVersion >= NATIVE_ACCESS_SINCE ? ['--enable-native-access=ALL-UNNAMED'] : []),
    ...(options.javaVersion >= UNSAFE_WARNING_SINCE ? ['--sun-misc-unsafe-memory-access=allow'] : []),
    '-cp',
    options.jars.join(process.platform === 'win32' ? ';' : ':'),
    options.mainClass,
    `--home-dir=${options.home}`,
    `--config-dir=${options.home}/conf`,
  ];
  return `${lines.map(quoted).join('\n')}\n`;
}

function quoted(argument: string): string {
  return `"${argument.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
}
