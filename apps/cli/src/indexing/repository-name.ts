import { basename, resolve } from 'node:path';

const ARCHIVE_SUFFIX = /\.(?:tar\.gz|tgz|tar|zip)$/i;
const MAX_LENGTH = 100;

/** Name for a repository that was given none: the last part of its folder, archive or URL, in the characters a name may have. */
export function defaultRepositoryName(location: string): string {
  const last =
    location.includes('://') || /^[^/]+@[^/]+:/.test(location)
      ? (location
          .split(/[/:]/)
          .filter((part) => part !== '')
          .at(-1) ?? '')
      : basename(resolve(location));
  const name = last
    .replace(/\.git$/, '')
    .replace(ARCHIVE_SUFFIX, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, MAX_LENGTH);
  return name === '' ? 'repository' : name;
}
