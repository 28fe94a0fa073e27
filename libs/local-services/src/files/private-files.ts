import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { withFileErrors } from './disk-errors.js';

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** Makes a folder that only the user can read; one that exists gets that mode. */
export async function makePrivateFolder(path: string): Promise<void> {
  await withFileErrors(path, async () => {
    await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER });
    await chmod(path, PRIVATE_FOLDER);
  });
}

/** Writes a file that only the user can read. Others see the old content or the new one, never a part, also after a power cut. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  await withFileErrors(path, async () => {
    await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
    try {
      const file = await open(temporary, 'wx', PRIVATE_FILE);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  });
}

/** The text of a file; undefined when there is none. */
export async function readFileIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The JSON value of a file; undefined when the file is missing, empty or damaged: such a file never blocks anything. */
export async function readJsonIfWhole(path: string): Promise<unknown> {
  const text = await readFileIfThere(path);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
