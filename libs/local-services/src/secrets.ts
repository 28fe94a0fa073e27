import { join } from 'node:path';
import { readFileIfThere, writePrivateFile } from './files/private-files.js';

/** The password of a service, made at the first call and kept in a file that only the user can read. */
export async function readOrCreateSecret(folder: string, name: string, newSecret: () => string): Promise<string> {
  const path = join(folder, name);
  const existing = (await readFileIfThere(path))?.trim();
  if (existing !== undefined && existing !== '') return existing;
  const secret = newSecret();
  await writePrivateFile(path, `${secret}\n`);
  return secret;
}

/** The password of a service; undefined when none was made yet. */
export async function readSecret(folder: string, name: string): Promise<string | undefined> {
  const existing = (await readFileIfThere(join(folder, name)))?.trim();
  return existing === '' ? undefined : existing;
}
