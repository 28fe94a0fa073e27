import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
const MAX_PACKED_REFS_BYTES = 4 * 1024 * 1024;

/** The commit that a git work tree stands at, read from its files (no git needed). Undefined when it is none, or not as expected. */
export async function sourceCommit(folder: string): Promise<string | undefined> {
  try {
    const gitFolder = await findGitFolder(folder);
    if (gitFolder === undefined) return undefined;
    const head = (await readFile(path.join(gitFolder, 'HEAD'), 'utf8')).trim();
    if (COMMIT.test(head)) return head;
    const reference = /^ref: (refs\/[^\0]+)$/.exec(head)?.[1];
    if (reference === undefined || reference.includes('..')) return undefined;
    // A linked work tree keeps branches in the main repository.
    const common = await readFile(path.join(gitFolder, 'commondir'), 'utf8').then(
      (text) => path.resolve(gitFolder, text.trim()),
      () => gitFolder,
    );
    const loose = await readFile(path.join(common, reference), 'utf8').catch(() => '');
    return COMMIT.test(loose.trim()) ? loose.trim() : await packedCommit(path.join(common, 'packed-refs'), reference);
  } catch {
    return undefined;
  }
}

async function findGitFolder(folder: string): Promise<string | undefined> {
  for (let current = folder; ; current = path.dirname(current)) {
    const candidate = path.join(current, '.git');
    const found = await stat(candidate).catch(() => undefined);
    if (found?.isDirectory() === true) return candidate;
    if (found?.isFile() === true) {
      const target = /^gitdir: (.+)$/m.exec(await readFile(candidate, 'utf8'))?.[1];
      return target === undefined ? undefined : path.resolve(current, target.trim());
    }
    if (path.dirname(current) === current) return undefined;
  }
}

async function packedCommit(file: string, reference: string): Promise<string | undefined> {
  if ((await stat(file)).size > MAX_PACKED_REFS_BYTES) return undefined;
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.find((line) => line.endsWith(` ${reference}`))?.split(' ')[0];
}
