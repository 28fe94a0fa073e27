import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';
import { findChromium } from '../../../tools/chromium.mjs';
import { isBuilt } from '../../../tools/launch/build.mjs';
import { SAMPLE_FILES } from './sample-repository.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the service is. */
    readonly baseUrl: string;
    /** A folder with the sample repository, not yet indexed. */
    readonly sampleFolder: string;
    /** Home of the service, for tests that start it once more. */
    readonly home: string;
    readonly chromium: { readonly executable: string; readonly variables: Readonly<Record<string, string>> };
  }
}

/**
 * Before the tests of the UI: builds it, brings a browser, and starts API and worker over the Neo4j and Redis of this test run, as `codexgraph up` does.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const chromium = await findChromium();
  if (process.env['CODEXGRAPH_UI_TEST_URL'] === undefined && !isBuilt(root)) await buildWeb();
  const home = mkdtempSync(join(tmpdir(), 'codexgraph-ui-'));
  const sampleFolder = join(home, 'shop');
  for (const [name, text] of Object.entries(SAMPLE_FILES)) {
    mkdirSync(dirname(join(sampleFolder, name)), { recursive: true });
    writeFileSync(join(sampleFolder, name), text);
  }
  // While tests are written, a service that runs already (and the build that it serves) is enough.
  const running = process.env['CODEXGRAPH_UI_TEST_URL'];
  const { service, baseUrl } = running === undefined ? await startService(home) : { service: undefined, baseUrl: running };
  project.provide('baseUrl', baseUrl);
  project.provide('sampleFolder', sampleFolder);
  project.provide('home', home);
  project.provide('chromium', chromium);
  return async () => {
    if (service !== undefined) await end(service);
    rmSync(home, { recursive: true, force: true });
  };
}

function buildWeb(): Promise<void> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    cwd: join(root, 'apps', 'ui'),
    stdio: ['ignore', 'inherit', 'inherit'],
    // A build for tests of the tests' environment would be another one than people get.
    env: { ...process.env, NODE_ENV: 'production', VITEST: undefined },
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The web interface does not build (vite ended with ${String(code)}).`));
    });
  });
}

async function startService(home: string): Promise<{ service: ChildProcess; baseUrl: string }> {
  const cli = join(root, 'apps', 'cli', 'dist', 'main.js');
  const service = spawn(process.execPath, [cli, 'up', '--json', '--no-open', '--port', '0'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', VITEST: undefined, CODEXGRAPH_HOME: home },
  });
  let errors = '';
  service.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-4_000);
  });
  for await (const line of createInterface({ input: service.stdout })) {
    const { url } = JSON.parse(line) as { readonly url: string };
    return { service, baseUrl: new URL('/', url).href };
  }
  throw new Error(`The service did not start: ${errors}`);
}

async function end(service: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => service.once('close', resolve));
  service.kill('SIGINT');
  await closed;
}
