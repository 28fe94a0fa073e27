import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CodexGraphError, type RepositorySource } from '@codexgraph/graph-model';
import { checkRevision } from '@codexgraph/indexer';

/** What a caller may index. */
export interface SourceRequest {
  /** Absolute folder, archive file, or git URL (https, ssh, git@host:path, file). */
  readonly location: string;
  readonly revision?: string;
  readonly subfolder?: string;
}

/** Who asks, and below which folders everybody must stay. */
export interface SourcePolicy {
  /** A remote caller may name folders only below an allowed root. */
  readonly isRemote: boolean;
  /** Empty: local callers may name any folder, remote ones none. */
  readonly allowedRoots: readonly string[];
}

const ARCHIVE = /\.(tar\.gz|tgz|tar|zip)$/i;
const SCP_LIKE = /^[A-Za-z0-9_][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[^:-].*$/;

/**
 * Turns what a caller wrote into a source that may be indexed.
 * @throws BAD_INPUT for what cannot be a source; FORBIDDEN for a folder outside the allowed roots; SOURCE_UNREADABLE for a path that is not there.
 */
export async function acceptSource(request: SourceRequest, policy: SourcePolicy): Promise<RepositorySource> {
  const location = request.location.trim();
  const rest = { subfolder: checkSubfolder(request.subfolder ?? ''), ...acceptRevision(request.revision) };
  if (SCP_LIKE.test(location) && !location.includes('://')) return { kind: 'git', location, ...rest };
  if (/^[a-z][a-z0-9+.-]*:/i.test(location) && !path.win32.isAbsolute(location)) return acceptUrl(location, rest, policy);
  if (!path.isAbsolute(location)) {
    throw badInput(
      'The source must be an absolute folder, or a git URL like https://host/path.git, ssh://host/path or git@host:path.',
    );
  }
  if (rest.requestedRevision !== undefined)
    throw badInput('A revision needs a git URL: a folder or archive is indexed as it stands. Leave it out, or give the URL.');
  const real = await acceptPath(location, policy);
  if (ARCHIVE.test(real)) return { kind: 'archive', location: real, ...rest };
  return { kind: 'folder', location: real, ...rest };
}

async function acceptUrl(
  text: string,
  rest: Omit<RepositorySource, 'kind' | 'location'>,
  policy: SourcePolicy,
): Promise<RepositorySource> {
  if (!URL.canParse(text) || text.includes('::'))
    throw badInput('This git URL cannot be understood. Use https://host/path.git, ssh://host/path or git@host:path.');
  const url = new URL(text);
  if (url.protocol === 'file:') {
    const real = await acceptPath(fileURLToPath(url), policy);
    return { kind: 'git', location: `file://${real}`, ...rest };
  }
  if (url.protocol !== 'https:' && url.protocol !== 'ssh:') {
    throw badInput(`Git URLs over ${url.protocol.replace(':', '')} are refused. Use https or ssh.`);
  }
  if (!/^[A-Za-z0-9[]/.test(url.hostname) || url.username.startsWith('-'))
    throw badInput('The host of the git URL must start with a letter or digit.');
  if (url.password !== '' || (url.protocol === 'https:' && url.username !== '')) {
    throw badInput(
      'A git URL must not carry a password or token: it would be kept in clear text. Use a credential helper or an ssh key.',
    );
  }
  return { kind: 'git', location: text, ...rest };
}

async function acceptPath(written: string, policy: SourcePolicy): Promise<string> {
  if (written.includes('\0')) throw badInput('A path must not hold a NUL character.');
  const normal = path.resolve(written);
  const roots = await Promise.all(policy.allowedRoots.map(resolveRoot));
  const restricted = policy.isRemote || roots.length > 0;
  // Before the file system is asked, so that an answer does not tell what exists outside the roots.
  if (
    restricted &&
    ![...policy.allowedRoots.map((root) => path.resolve(root)), ...roots].some((root) => isInside(normal, root))
  ) {
    throw outsideRoots(policy);
  }
  const real = await realpath(normal).catch((error: unknown) => {
    throw new CodexGraphError(
      'SOURCE_UNREADABLE',
      `${normal} does not exist or cannot be read. Check the path and its permissions.`,
      { cause: error },
    );
  });
  if (restricted && !roots.some((root) => isInside(real, root))) throw outsideRoots(policy);
  return real;
}

async function resolveRoot(root: string): Promise<string> {
  return realpath(root).catch(() => path.resolve(root));
}

function isInside(candidate: string, root: string): boolean {
  const relative = path.relative(root, candidate);
  return relative === '' || (!relative.startsWith(`..${path.sep}`) && relative !== '..' && !path.isAbsolute(relative));
}

function checkSubfolder(subfolder: string): string {
  const parts = subfolder.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
  if (parts.includes('..') || subfolder.includes('\0') || path.isAbsolute(subfolder)) {
    throw badInput('The subfolder must be a relative path inside the source, without "..".');
  }
  return parts.join('/');
}

/** As the indexer holds it, so that a job is not made that cannot succeed. */
function acceptRevision(revision: string | undefined): { requestedRevision?: string } {
  if (revision === undefined || revision === '') return {};
  checkRevision(revision);
  return { requestedRevision: revision };
}

function badInput(message: string): CodexGraphError {
  return new CodexGraphError('BAD_INPUT', message);
}

function outsideRoots(policy: SourcePolicy): CodexGraphError {
  return new CodexGraphError(
    'FORBIDDEN',
    policy.allowedRoots.length === 0
      ? 'Callers from other machines may index no folder of the server. Set CODEXGRAPH_ALLOWED_ROOTS to the folders they may index.'
      : 'This folder is not below one of the folders in CODEXGRAPH_ALLOWED_ROOTS.',
  );
}
