import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import type { SourceLanguage } from '../../languages/language.js';
import { LanguageRegistry } from '../../languages/registry.js';

function language(
  id: string,
  extensions: readonly string[],
  interpreters: readonly string[],
  projectFiles: readonly string[],
): SourceLanguage {
  const unused = (): never => {
    throw new TypeError('not needed to list files');
  };
  return {
    id,
    family: id,
    extensions,
    interpreters,
    projectFiles,
    grammarPath: unused,
    createExtractor: unused,
    cleanDocstring: (raw) => raw,
  };
}

/** Languages that list files and cannot parse them. */
export const listingRegistry = new LanguageRegistry([
  language('python', ['.py', '.pyi'], ['python'], ['pyproject.toml', 'setup.cfg']),
  language('typescript', ['.ts', '.js'], ['node'], ['package.json', 'tsconfig*.json']),
]);

const folders: string[] = [];

afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

/** A folder that is removed after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'codexgraph-source-')));
  folders.push(folder);
  return folder;
}

/** Writes files by relative path. */
export async function writeTree(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
