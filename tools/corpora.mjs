#!/usr/bin/env node
/**
 * Real source code of other projects for tests and benchmarks, brought from the package registries at run time and never committed.
 * `node tools/corpora.mjs NAME...` prints the folder of each; `--list` what there is. Versions and checksums are pinned; a finished
 * download is kept under .cache/corpora, an interrupted one starts again where no file was complete.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cacheFolder = fileURLToPath(new URL('../.cache/corpora/', import.meta.url));

/**
 * Packages that carry their sources. `keep` are the folders of the package that hold them; '' is all of it.
 * @type {Readonly<Record<string, { registry: 'pypi' | 'npm', version: string, checksum: string, keep: readonly string[], lines: number, licence: string }>>}
 */
export const CORPORA = {
  requests: {
    registry: 'pypi',
    version: '2.32.5',
    checksum: 'sha256:2462f94637a34fd532264295e186976db0f5d453d1cdd31473c85a6a161affb6',
    keep: ['requests'],
    lines: 5_600,
    licence: 'Apache-2.0',
  },
  flask: {
    registry: 'pypi',
    version: '3.1.2',
    checksum: 'sha256:ca1d8112ec8a6158cc29ea4858963350011b5c846a414cdb7a954aa9e967d03c',
    keep: ['flask'],
    lines: 9_200,
    licence: 'BSD-3-Clause',
  },
  django: {
    registry: 'pypi',
    version: '5.2.8',
    checksum: 'sha256:37e687f7bd73ddf043e2b6b97cfe02fcbb11f2dbb3adccc6a2b18c6daa054d7f',
    keep: ['django'],
    lines: 158_000,
    licence: 'BSD-3-Clause',
  },
  'node-gyp': {
    registry: 'npm',
    version: '12.1.0',
    checksum: 'sha512-W+RYA8jBnhSr2vrTtlPYPc1K+CSjGpVDRZxcqJcERZ8ND3A1ThWPHRwctTx3qC3oW99jt726jhdz3Y6ky87J4g==',
    keep: ['gyp'],
    lines: 38_000,
    licence: 'BSD-3-Clause',
  },
  express: {
    registry: 'npm',
    version: '5.1.0',
    checksum: 'sha512-DT9ck5YIRU+8GYzzU5kT3eHGA5iL+1Zd0EutOmTE9Dtk+Tvuzd23VBU+ec7HPNSTxXYO55gPV/hq4pSBJDjFpA==',
    keep: ['index.js', 'lib'],
    lines: 2_500,
    licence: 'MIT',
  },
  rxjs: {
    registry: 'npm',
    version: '7.8.2',
    checksum: 'sha512-dhKf903U/PQZY6boNNtAGdWbG85WAbjT/1xYoZIC7FAY0yWapOBQVsVrDl58W86//e1VpMNBtRV4MaXfdMySFA==',
    keep: ['src'],
    lines: 21_000,
    licence: 'Apache-2.0',
  },
  zod: {
    registry: 'npm',
    version: '4.1.12',
    checksum: 'sha512-JInaHOamG8pt5+Ey8kGmdcAcg3OL9reK8ltczgHTAwNhMys/6ThXHityHxVV2p3fkw/c+MAvBHFVYHFZDmjMCQ==',
    keep: ['src', 'package.json'],
    lines: 59_000,
    licence: 'MIT',
  },
  effect: {
    registry: 'npm',
    version: '3.19.4',
    checksum: 'sha512-gApFffMwpDVgmw/FzCaYWt6zw4m0xAnQf5+cPS0+Sl85AxfeovJeEIsiEQVlk+ZvtBYcoPXxi65GIyruzanQ5g==',
    keep: ['src', 'package.json'],
    lines: 235_000,
    licence: 'MIT',
  },
};

/**
 * Folder of a corpus, read-only by convention: copy it before changing it. Downloads it when it is not there yet.
 * @param {string} name a key of {@link CORPORA}
 * @returns {Promise<string>} an absolute path
 */
export async function corpusFolder(name) {
  const corpus = Object.hasOwn(CORPORA, name) ? CORPORA[name] : undefined;
  if (corpus === undefined) throw new Error(`There is no corpus ${name}. There are: ${Object.keys(CORPORA).join(', ')}.`);
  const folder = path.join(cacheFolder, `${name}-${corpus.version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cacheFolder, { recursive: true });
  const work = mkdtempSync(path.join(cacheFolder, 'download-'));
  try {
    const unpacked = await (corpus.registry === 'pypi' ? fromPyPi(name, corpus, work) : fromNpm(name, corpus, work));
    const chosen = path.join(work, 'chosen');
    for (const part of corpus.keep) cpSync(path.join(unpacked, part), path.join(chosen, part), { recursive: true });
    move(chosen, folder);
    return folder;
  } catch (error) {
    const reason = String(error.stderr ?? error.message)
      .trim()
      .split('\n')
      .at(-1);
    throw new Error(
      `The corpus ${name} ${corpus.version} could not be brought from ${corpus.registry}: ${reason} Check the network and try again.`,
      {
        cause: error,
      },
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Pure wheels are the sources as they stand; pip itself verifies the checksum and resumes nothing half. */
async function fromPyPi(name, corpus, work) {
  const requirements = path.join(work, 'requirements.txt');
  writeFileSync(requirements, `${name}==${corpus.version} --hash=${corpus.checksum}\n`);
  const pip = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary', ':all:'];
  await run('python3', [...pip, '--require-hashes', '--dest', work, '--requirement', requirements]);
  const wheel = readdirSync(work).find((file) => file.endsWith('.whl'));
  const unpacked = path.join(work, 'unpacked');
  await run('python3', ['-m', 'zipfile', '-e', path.join(work, wheel), unpacked]);
  return unpacked;
}

async function fromNpm(name, corpus, work) {
  await run('npm', ['pack', '--silent', '--pack-destination', work, `${name}@${corpus.version}`]);
  const archive = path.join(
    work,
    readdirSync(work).find((file) => file.endsWith('.tgz')),
  );
  const checksum = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (checksum !== corpus.checksum) throw new Error(`its checksum is ${checksum}, not the pinned one.`);
  await run('tar', ['-xzf', archive, '-C', work]);
  return path.join(work, 'package');
}

/** Two processes may finish at once; the first one wins. */
function move(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2);
  if (names.length === 0 || names.includes('--list')) {
    for (const [name, { version, registry, lines, licence }] of Object.entries(CORPORA)) {
      console.log(`${name} ${version} (${registry}, about ${lines} lines, ${licence})`);
    }
  } else {
    for (const name of names) console.log(await corpusFolder(name));
  }
}
