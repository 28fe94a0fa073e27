import { mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const MAX_BYTES = 5 * 1024 * 1024;
const KEPT_FILES = 3;

/** Moves a log that has grown over 5 MiB to `.1` (and older ones on to `.2`, `.3`); the oldest goes. Call it while nobody writes. */
export async function rotateLog(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size < MAX_BYTES) return;
  for (let number = KEPT_FILES - 1; number >= 1; number -= 1) {
    await rename(`${path}.${String(number)}`, `${path}.${String(number + 1)}`).catch(() => undefined);
  }
  await rename(path, `${path}.1`);
}
