import { createHash } from 'node:crypto';
import { CodexGraphError } from '@codexgraph/graph-model';

/** Transports that may be allowed. Default are https and ssh. */
export type GitTransport = 'https' | 'ssh' | 'http' | 'file';

/** Transports that reach servers and nothing on this machine. */
export const DEFAULT_GIT_TRANSPORTS: readonly GitTransport[] = ['https', 'ssh'];

/** A checked git URL. */
export interface GitUrl {
  readonly transport: GitTransport;
  /** Without user name and password (ssh keeps its user name): what is stored, logged and given to git. */
  readonly url: string;
  /** `user:password` of an http or https URL, percent-decoded. */
  readonly credentials?: string;
  /** Name of a folder for the clone: readable, distinct for each URL. */
  readonly folderName: string;
}

const CONTROL = /[\u0000-\u001f\u007f]/;
const SCP_FORM = /^(?:([\w.][\w.+-]*)@)?([a-zA-Z0-9][a-zA-Z0-9.-]*|\[[0-9a-fA-F:.]+\]):(?!\/\/)(.+)$/;
const TRANSPORTS: ReadonlyMap<string, GitTransport> = new Map([
  ['https', 'https'],
  ['http', 'http'],
  ['ssh', 'ssh'],
  ['git+ssh', 'ssh'],
  ['ssh+git', 'ssh'],
  ['file', 'file'],
]);
const SCHEME = /^([a-zA-Z][\w+.-]*):\/\//;

/** Whether a text means a git repository elsewhere rather than a path: `https://...`, `git@host:path`. */
export function looksLikeGitUrl(text: string): boolean {
  if (SCHEME.test(text) || text.includes('::')) return true;
  const scp = SCP_FORM.exec(text);
  // `C:\folder` is a path, and so is a name with a colon behind a slash.
  return scp !== null && (scp[1] !== undefined || ((scp[2] ?? '').length > 1 && (scp[2] ?? '').includes('.')));
}

/**
 * Checks a git URL before any program sees it.
 * @throws BAD_INPUT for anything but a plain URL of an allowed transport; the message never repeats a password
 */
export function parseGitUrl(text: string, allowed: readonly GitTransport[] = DEFAULT_GIT_TRANSPORTS): GitUrl {
  if (CONTROL.test(text)) throw badUrl('holds control characters');
  if (text.startsWith('-')) throw badUrl('starts with a hyphen');
  if (/^[a-zA-Z0-9+.-]+::/.test(text)) throw badUrl("names a transport helper ('::'), which would run a program");
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase();
  const parsed = scheme === undefined ? parseScpForm(text) : parseUrlForm(text, scheme);
  if (allowed.includes(parsed.transport)) return parsed;
  throw badUrl(`uses the transport '${parsed.transport}', which is not allowed here (allowed: ${allowed.join(', ')})`);
}

/**
 * Checks the name of a branch or tag, or a commit hash.
 * @throws BAD_INPUT when git would not take it as such, or could take it as something else
 */
export function checkRevision(revision: string): void {
  const isPlain =
    revision !== '' &&
    revision.length <= 250 &&
    !CONTROL.test(revision) &&
    !/^[-/.]|[\s~^:?*[\]\\]|\.\.|@\{|\/\/|\/$|\.lock$|\.$/.test(revision) &&
    revision !== '@';
  if (!isPlain) throw new CodexGraphError('BAD_INPUT', `'${revision}' is no name of a branch or tag, and no commit hash.`);
}

function parseUrlForm(text: string, scheme: string): GitUrl {
  const transport = TRANSPORTS.get(scheme);
  if (transport === undefined) throw badUrl(`uses the transport '${scheme}', which is not supported; use https:// or ssh://`);
  let url: URL;
  try {
    url = new URL(text.replace(/^[^:]+/, transport));
  } catch {
    throw badUrl('cannot be read');
  }
  const path = safeDecode(url.pathname);
  if (path === undefined || CONTROL.test(path)) throw badUrl('holds control characters');
  if (transport === 'file') return fileUrl(url, path);
  checkServerParts(url, path);
  const user = transport === 'ssh' && url.username !== '' ? `${url.username}@` : '';
  const plain = `${transport}://${user}${url.host}${url.pathname}`;
  const credentials = transport === 'ssh' ? undefined : credentialsOf(url);
  return { transport, url: plain, folderName: folderName(plain), ...(credentials === undefined ? {} : { credentials }) };
}

function checkServerParts(url: URL, path: string): void {
  if (url.hostname === '' || url.hostname.startsWith('-')) throw badUrl('names no host');
  if (path === '/' || path === '') throw badUrl('names no repository');
  if (path.startsWith('/-')) throw badUrl('has a path that starts with a hyphen');
  if (url.username.startsWith('-')) throw badUrl('has a user name that starts with a hyphen');
}

function parseScpForm(text: string): GitUrl {
  const match = SCP_FORM.exec(text);
  const path = match?.[3] ?? '';
  if (match === null || path.startsWith('-') || path === '')
    throw badUrl('is neither a URL (https://host/path) nor of the form user@host:path');
  return { transport: 'ssh', url: text, folderName: folderName(text) };
}

function fileUrl(url: URL, path: string): GitUrl {
  if (url.hostname !== '') throw badUrl('is a file URL with a host');
  const plain = `file://${path}`;
  return { transport: 'file', url: plain, folderName: folderName(plain) };
}

function credentialsOf(url: URL): string | undefined {
  if (url.username === '' && url.password === '') return undefined;
  const user = safeDecode(url.username);
  const password = safeDecode(url.password);
  if (user === undefined || password === undefined || CONTROL.test(user + password)) throw badUrl('holds control characters');
  return `${user}:${password}`;
}

function safeDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function folderName(url: string): string {
  const words = url
    .replace(/^[a-z]+:\/\//, '')
    .replace(/\.git\/?$/, '')
    .replace(/[^A-Za-z0-9.]+/g, '-');
  const readable = words
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(-60)
    .replace(/^[-.]+/, '');
  return `${readable}-${createHash('sha256').update(url).digest('hex').slice(0, 12)}.git`;
}

function badUrl(why: string): CodexGraphError {
  return new CodexGraphError(
    'BAD_INPUT',
    `The git URL ${why}. Give a URL such as https://host/owner/name.git or git@host:owner/name.git.`,
  );
}
