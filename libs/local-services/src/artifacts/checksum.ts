import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Artifact } from './artifact.js';

/** SHA-256 of a file in hexadecimal. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** True when the file has exactly the size and the checksum of the artifact; false also when there is no file. */
export async function matchesArtifact(path: string, artifact: Pick<Artifact, 'size' | 'sha256'>): Promise<boolean> {
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : -1),
    () => -1,
  );
  return size === artifact.size && (await sha256OfFile(path)) === artifact.sha256;
}
