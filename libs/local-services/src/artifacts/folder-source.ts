import { copyFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import { explainFileError } from '../files/disk-errors.js';
import type { Artifact } from './artifact.js';
import type { ArtifactSource, FetchRequest } from './artifact-store.js';
import { matchesArtifact } from './checksum.js';

/** Options of {@link folderSource}. */
export interface FolderSourceOptions {
  readonly folder: string;
  /** For people. */
  readonly name: string;
  /** True: files that are not the published ones are passed over in silence, as in a repository that other tools write too. */
  readonly lenient: boolean;
}

/** Takes artefacts from a folder, in Maven layout or flat. */
export function folderSource(options: FolderSourceOptions): ArtifactSource {
  return {
    name: options.name,
    async fetch(request) {
      let missing = 0;
      for (const artifact of request.artifacts) {
        throwIfCancelled(request.signal);
        if (!(await copyOne(options, artifact, request))) missing += 1;
      }
      return missing === 0 || options.lenient ? undefined : `${options.name} lacks ${String(missing)} of them`;
    },
  };
}

async function copyOne(options: FolderSourceOptions, artifact: Artifact, request: FetchRequest): Promise<boolean> {
  for (const path of [join(options.folder, ...artifact.path.split('/')), join(options.folder, basename(artifact.path))]) {
    if (!(await isFile(path)) || (options.lenient && !(await matchesArtifact(path, artifact)))) continue;
    const target = request.target(artifact);
    try {
      await copyFile(path, `${target}.copy`);
      await rename(`${target}.copy`, target);
    } catch (error) {
      await rm(`${target}.copy`, { force: true });
      throw explainFileError(error, target);
    }
    request.onBytes(artifact.size);
    return true;
  }
  return false;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** Throws CANCELLED once the signal has aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new CodexGraphError('CANCELLED', 'Interrupted; what has arrived is kept.');
}
