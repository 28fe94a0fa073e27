#!/usr/bin/env node
/**
 * A browser for the tests of the UI. `node tools/chromium.mjs` prints the command that starts it.
 * Order: CODEXGRAPH_CHROMIUM; a chromium or chrome on the PATH; the one that this brought before; Debian's, brought without root from the
 * archives that apt knows and unpacked under .cache/chromium. apt checks signatures; nothing is installed.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('../.cache/chromium/', import.meta.url));
const ON_PATH = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** Chinese text needs a font with its characters; the smallest that Debian has. */
const PACKAGES = ['chromium', 'fonts-dejavu-core', 'fonts-wqy-microhei'];
const MAX_OUTPUT = 16 * 1024 * 1024;

/**
 * The program and what it needs in its environment.
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {Promise<{ executable: string, variables: Readonly<Record<string, string>> }>}
 */
export async function findChromium(environment = process.env) {
  const chosen = environment.CODEXGRAPH_CHROMIUM;
  if (chosen !== undefined && chosen !== '') {
    if (!existsSync(chosen)) throw new Error(`CODEXGRAPH_CHROMIUM names ${chosen}, which does not exist.`);
    return { executable: chosen, variables: {} };
  }
  const installed = ON_PATH.flatMap((name) => (environment.PATH ?? '').split(':').map((place) => path.join(place, name))).find(
    (file) => existsSync(file),
  );
  if (installed !== undefined) return { executable: installed, variables: {} };
  if (!existsSync(path.join(folder, 'root'))) await bring();
  return unpacked(path.join(folder, 'root'));
}

/** The unpacked browser finds its libraries and fonts beside it. */
function unpacked(root) {
  const libraries = readdirSync(path.join(root, 'usr', 'lib'))
    .filter((name) => name.endsWith('-linux-gnu'))
    .map((name) => path.join(root, 'usr', 'lib', name));
  return {
    executable: path.join(root, 'usr', 'lib', 'chromium', 'chromium'),
    variables: {
      LD_LIBRARY_PATH: libraries.flatMap((place) => [place, path.join(place, 'pulseaudio')]).join(':'),
      FONTCONFIG_FILE: path.join(root, 'fonts.conf'),
    },
  };
}

async function bring() {
  console.error('Bringing a browser for the tests of the UI (about 130 MB) ...');
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(path.join(folder, 'download-'));
  try {
    const root = path.join(work, 'root');
    const archives = path.join(work, 'archives');
    mkdirSync(path.join(archives, 'partial'), { recursive: true });
    mkdirSync(root);
    await download(archives);
    for (const name of readdirSync(archives)
      .filter((one) => one.endsWith('.deb'))
      .sort()) {
      await run('dpkg-deb', ['-x', path.join(archives, name), root]);
    }
    writeFileSync(path.join(root, 'fonts.conf'), fontConfiguration(path.join(folder, 'root')));
    if (!existsSync(path.join(folder, 'root'))) renameSync(root, path.join(folder, 'root'));
  } catch (error) {
    const reason = String(error.stderr ?? error.message)
      .trim()
      .split('\n')
      .at(-1);
    throw new Error(
      `There is no chromium on this machine, and Debian's could not be brought: ${reason} Install chromium or chrome, or set CODEXGRAPH_CHROMIUM to one.`,
      { cause: error },
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Packages with what is missing of their dependencies. Lists of packages that are missing or old are brought into a folder of ours first. */
async function download(archives) {
  const own = ['-o', `Dir::Cache::archives=${archives}`, '-o', 'Debug::NoLocking=1'];
  const install = ['--download-only', '--no-install-recommends', '--yes', 'install', ...PACKAGES];
  try {
    await run('apt-get', [...own, ...install], { maxBuffer: MAX_OUTPUT });
  } catch {
    const lists = path.join(archives, '..', 'lists');
    mkdirSync(path.join(lists, 'partial'), { recursive: true });
    const withLists = [...own, '-o', `Dir::State::lists=${lists}`, '-o', `Dir::Cache=${path.join(archives, '..')}`];
    await run('apt-get', [...withLists, 'update'], { maxBuffer: MAX_OUTPUT });
    await run('apt-get', [...withLists, ...install], { maxBuffer: MAX_OUTPUT });
  }
}

function fontConfiguration(root) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(root, 'usr', 'share', 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${path.join(root, '..', 'font-cache')}</cachedir>
</fontconfig>
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { executable, variables } = await findChromium();
    console.log([...Object.entries(variables).map(([name, value]) => `${name}=${value}`), executable].join(' '));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
