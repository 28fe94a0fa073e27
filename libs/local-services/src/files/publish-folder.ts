import { randomUUID } from 'node:crypto';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { withFileErrors } from './disk-errors.js';

/**
 * Makes a folder by filling a hidden one beside it and renaming that: the folder is whole or not there, whatever interrupts.
 * Does nothing when it is there already; what another process made meanwhile is kept.
 */
export async function publishFolder(folder: string, fill: (scratch: string) => Promise<void>): Promise<void> {
  if (await isThere(folder)) return;
  const scratch = `${dirname(folder)}/.${randomUUID()}.partial`;
  await withFileErrors(folder, async () => {
    await mkdir(scratch, { recursive: true });
    try {
      await fill(scratch);
      await rename(scratch, folder).catch(async (error: unknown) => {
        if (!(await isThere(folder))) throw error;
      });
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  });
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
