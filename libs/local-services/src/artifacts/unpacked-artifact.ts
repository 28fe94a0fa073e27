import { join } from 'node:path';
import { extractZip } from '../files/extract-zip.js';
import { publishFolder } from '../files/publish-folder.js';
import { HomeLayout } from '../home-layout.js';
import type { LocalServicesOptions } from '../local-services-options.js';
import type { Artifact } from './artifact.js';
import { createArtifactStore } from './create-artifact-store.js';

/** An archive of a Maven repository that is wanted as files. */
export interface WantedArchive {
  /** Short and with the version, like `tck-1.0.0-M23`: the name of the folder. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  readonly artifact: Artifact;
  /** True for the entries that are wanted. */
  readonly keeps: (entryName: string) => boolean;
}

/**
 * Absolute folder with the wanted entries of an archive, under their names in it; brought and verified once, then kept in the cache.
 * @throws DOWNLOAD_FAILED, CHECKSUM_MISMATCH, DISK_FULL, CANCELLED
 */
export async function unpackedArtifact(options: LocalServicesOptions, wanted: WantedArchive): Promise<string> {
  const layout = new HomeLayout(options.home, options.cache);
  const folder = join(layout.tools, wanted.name);
  await publishFolder(folder, async (scratch) => {
    const store = createArtifactStore(options, layout);
    await store.ensure({ name: wanted.name, title: wanted.title, artifacts: [wanted.artifact] });
    const place = (entry: string): string | undefined => (wanted.keeps(entry) ? entry : undefined);
    await extractZip({ archive: store.pathOf(wanted.artifact), folder: scratch, place });
  });
  return folder;
}
