import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HomeLayout } from '../home-layout.js';
import type { LocalServicesOptions } from '../local-services-options.js';
import { ArtifactStore, type ArtifactSource } from './artifact-store.js';
import { folderSource } from './folder-source.js';
import { httpSource } from './http-source.js';
import { ensureMaven } from './maven-tool.js';
import { mavenSource } from './maven-source.js';

const FIRST_RETRY_MS = 500;

/** The store of a cache with the sources that the options allow, nearest first. */
export function createArtifactStore(options: LocalServicesOptions, layout: HomeLayout): ArtifactStore {
  const { nowMs, onEvent, signal } = options;
  return new ArtifactStore({
    folder: layout.artifacts,
    sources: sourcesOf(options, layout),
    nowMs,
    onEvent,
    ...(signal && { signal }),
  });
}

function sourcesOf(options: LocalServicesOptions, layout: HomeLayout): readonly ArtifactSource[] {
  const { downloads, variables } = options;
  const sources: ArtifactSource[] = [];
  if (downloads.artifactsFolder !== undefined) {
    sources.push(
      folderSource({ folder: downloads.artifactsFolder, name: `the folder ${downloads.artifactsFolder}`, lenient: false }),
    );
  }
  const userHome = variables['HOME'];
  if (userHome !== undefined) {
    sources.push(folderSource({ folder: join(userHome, '.m2', 'repository'), name: "Maven's local repository", lenient: true }));
  }
  if (downloads.mavenUrl?.startsWith('file:') === true) {
    sources.push(folderSource({ folder: fileURLToPath(downloads.mavenUrl), name: downloads.mavenUrl, lenient: false }));
  } else if (downloads.offline) {
    sources.push({ name: 'the network', fetch: () => Promise.resolve('downloads are forbidden by CODEXGRAPH_OFFLINE') });
  } else if (downloads.mavenUrl !== undefined) {
    sources.push(httpSource({ baseUrl: downloads.mavenUrl, firstRetryMs: FIRST_RETRY_MS }));
  } else {
    sources.push(mavenSource({ tool: () => ensureMaven(options, layout), variables }));
  }
  return sources;
}
