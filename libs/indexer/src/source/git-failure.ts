import { CodexGraphError } from '@codexgraph/graph-model';
import type { GitResult } from './git-process.js';

/** What git was asked for, in words for messages. */
export interface GitRequest {
  /** Without credentials. */
  readonly url: string;
  readonly revision?: string;
  /** Parts that must never be shown. */
  readonly secrets: readonly string[];
}

/** What git writes, and what it means for the person who gave the URL. First match counts. */
const CAUSES: readonly (readonly [RegExp, (request: GitRequest) => string, boolean])[] = [
  [
    /couldn't find remote ref|not our ref|unadvertised object|no such ref/i,
    ({ url, revision }) =>
      revision === undefined
        ? `${url} is empty: it has no commit on its default branch.`
        : `${url} has no branch, tag or commit '${revision}'. Check the revision.`,
    false,
  ],
  [
    /could not read (?:username|password)|authentication failed|terminal prompts disabled|returned error: 40[13]|invalid username or (?:password|token)|access denied/i,
    ({ url }) =>
      `${url} asks for a password: it is private, or does not exist. Check the address; for a private repository use an ssh URL with a loaded key, or https://USER:TOKEN@...; the token is not stored.`,
    false,
  ],
  [
    /permission denied \(publickey|permission denied, please try again|too many authentication failures/i,
    ({ url }) =>
      `${url} refuses this machine's ssh keys. Load a key that may read the repository (ssh-add), or use an https URL.`,
    false,
  ],
  [
    /host key verification failed/i,
    ({ url }) =>
      `The ssh host of ${url} is not known on this machine. Connect to it once with ssh and accept its key, then try again.`,
    false,
  ],
  [
    /could not resolve host(?:name)?|name or service not known|temporary failure in name resolution/i,
    ({ url }) => `The host of ${url} cannot be found. Check the address and the network.`,
    true,
  ],
  [
    /failed to connect|connection refused|connection timed out|network is unreachable|no route to host|operation timed out|connection reset|operation too slow|early eof|rpc failed/i,
    ({ url }) => `The server of ${url} cannot be reached, or the connection broke. Try again later.`,
    true,
  ],
  [
    /dubious ownership/i,
    ({ url }) => `${url} belongs to another user, so git refuses to read it. Run as that user, or copy it.`,
    false,
  ],
  [
    /ssl|certificate/i,
    ({ url }) => `The certificate of ${url} cannot be checked. Set GIT_SSL_CAINFO to the certificate authority's file.`,
    false,
  ],
  [/no space left on device|disk quota exceeded/i, () => 'The disk is full. Free some space and try again.', true],
  [
    /repository .*not found|not found|does not appear to be a git repository|does not exist|returned error: 404|no such file or directory/i,
    ({ url }) => `There is no git repository at ${url}. Check the address.`,
    false,
  ],
  [/transport '.*' not allowed/i, ({ url }) => `${url} leads to a transport that is not allowed.`, false],
];

const KEPT_DETAIL_CHARACTERS = 300;

/** The error for a git command that did not succeed. */
export function gitFailure(result: GitResult, request: GitRequest, timeoutMs: number): CodexGraphError {
  switch (result.kind) {
    case 'not-installed':
      return new CodexGraphError(
        'GIT_FAILED',
        `Git is not installed, and ${request.url} can only be fetched with it. Install git, or download the source as an archive and index that.`,
      );
    case 'timed-out':
      return new CodexGraphError(
        'GIT_FAILED',
        `Fetching ${request.url} took longer than ${Math.round(timeoutMs / 1000)} s and was given up. Try again, or index a local clone.`,
        { retryable: true },
      );
    case 'cancelled':
      return new CodexGraphError('CANCELLED', `Fetching ${request.url} was cancelled.`);
    case 'too-much-output':
      return new CodexGraphError(
        'LIMIT_EXCEEDED',
        `${request.url} has too many files to list. Index a subfolder of a local clone.`,
      );
    case 'done':
      return explain(result.stderr, request);
  }
}

function explain(stderr: string, request: GitRequest): CodexGraphError {
  for (const [pattern, sentence, retryable] of CAUSES) {
    if (!pattern.test(stderr)) continue;
    const code = /disk is full/.test(sentence(request)) ? 'DISK_FULL' : 'GIT_FAILED';
    return new CodexGraphError(code, sentence(request), { retryable, details: { git: lastWords(stderr, request) } });
  }
  return new CodexGraphError(
    'GIT_FAILED',
    `Git could not fetch ${request.url}: ${lastWords(stderr, request)}. Check that 'git ls-remote' works for it.`,
  );
}

/** The last line that tells of an error, without secrets. */
function lastWords(stderr: string, request: GitRequest): string {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const line =
    lines.findLast((candidate) => /^(?:fatal|error|remote|ssh)\b/i.test(candidate)) ??
    lines[lines.length - 1] ??
    'no reason given';
  const redacted = request.secrets.reduce((text, secret) => (secret === '' ? text : text.replaceAll(secret, '***')), line);
  return redacted.replace(/(\/\/)[^/@\s]+@/g, '$1').slice(0, KEPT_DETAIL_CHARACTERS);
}
