import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { LanguageRegistry } from '../languages/registry.js';
import { openArchive, type ArchiveOptions } from './open-archive.js';
import { openFolder, type FolderOptions } from './open-folder.js';
import { openGitUrl, type GitUrlOptions } from './open-git-url.js';
import { looksLikeGitUrl } from './git-url.js';
import type { SourceSnapshot } from './source-snapshot.js';

/** Options for every kind of source; those of other kinds are not looked at. */
export type SourceOptions = FolderOptions & GitUrlOptions & ArchiveOptions;

/**
 * Opens what a person names: a folder, an archive, or a git URL. A path that exists is never taken for a URL.
 * @throws CodexGraphError as openFolder, openArchive and openGitUrl do
 */
export async function openSource(location: string, registry: LanguageRegistry, options: SourceOptions): Promise<SourceSnapshot> {
  const status = location.includes('\0') ? undefined : await stat(resolve(location)).catch(() => undefined);
  if (status === undefined && looksLikeGitUrl(location)) return openGitUrl(location, registry, options);
  if (status?.isFile() === true) return openArchive(location, registry, options);
  const {
    environment,
    clonesFolder: _c,
    unpackFolder: _u,
    limits: _l,
    revision: _r,
    transports: _t,
    timeoutMs: _m,
    signal: _s,
    onProgress: _p,
    ...folder
  } = options;
  return openFolder(location, registry, { gitEnvironment: environment, ...folder });
}
