import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LanguageRegistry } from '../languages/registry.js';

/** Folders of this build whose code decides what facts a file gives. */
const DECIDING_FOLDERS = ['../facts', '../syntax', '../languages', '.'] as const;
const CODE = /(?<!\.d|\.test)\.[jt]s$/;

/**
 * Hash of all code and grammars that facts depend on: other code, other fingerprint. It lets a cache tell facts of an older build
 * apart without anybody remembering to raise a number.
 */
export function extractorFingerprint(registry: LanguageRegistry): Promise<string> {
  return fingerprint(registry, DECIDING_FOLDERS);
}

/** Hash of all code and grammars that the graph of given sources depends on: extraction, linking and the composing of rows. */
export function graphFingerprint(registry: LanguageRegistry): Promise<string> {
  return fingerprint(registry, [...DECIDING_FOLDERS, '../linking', '../passes', '../indexing']);
}

async function fingerprint(registry: LanguageRegistry, folders: readonly string[]): Promise<string> {
  const here = dirname(fileURLToPath(import.meta.url));
  const hash = createHash('sha256');
  for (const folder of folders) await addCode(hash, join(here, folder));
  for (const language of registry.languages) hash.update(await readFile(language.grammarPath()));
  return hash.digest('hex').slice(0, 16);
}

async function addCode(hash: ReturnType<typeof createHash>, folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory() && entry.name !== 'testing') await addCode(hash, join(folder, entry.name));
    if (!entry.isFile() || !CODE.test(entry.name)) continue;
    hash.update(`${entry.name}\0`);
    hash.update(await readFile(join(folder, entry.name)));
  }
}
