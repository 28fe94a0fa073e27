import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import type { LanguageRegistry } from '../languages/registry.js';
import { gitFailure, type GitRequest } from './git-failure.js';
import { runGit, startGit, type GitEnvironment, type GitResult } from './git-process.js';
import { GitTree } from './git-tree.js';
import { checkRevision, DEFAULT_GIT_TRANSPORTS, parseGitUrl, type GitTransport, type GitUrl } from './git-url.js';
import { checkSubfolderName } from './open-folder.js';
import { takeProcessLock } from './process-lock.js';
import type { SelectionOptions } from './select-files.js';
import { takeSnapshot, type SourceSnapshot } from './source-snapshot.js';

/** Progress of a fetch as git tells it: one of several phases, each from 0 to its total. */
export interface FetchProgress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

/** How a repository elsewhere is fetched. */
export interface GitUrlOptions extends SelectionOptions {
  /** Variables of this process; git gets the few it needs. */
  readonly environment: GitEnvironment;
  /** Folder in which bare clones are kept between runs. */
  readonly clonesFolder: string;
  /** Branch, tag or commit; the remote's default branch when absent. */
  readonly revision?: string;
  /** Default https and ssh. */
  readonly transports?: readonly GitTransport[];
  /** For each git command. Default 20 minutes. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FetchProgress) => void;
}

const DEFAULT_TIMEOUT_MS = 20 * 60 * 1000;
const FETCHED_REFERENCE = 'refs/codexgraph/fetched';
/** Every update adds a pack; beyond this the clone is made anew, which is cheap because it has no history. */
const MAX_PACKS = 20;
const HASH = /^[0-9a-f]{4,64}$/;

/**
 * Snapshot of a commit of a repository elsewhere. Its bare, shallow clone is kept and only the difference fetched next time; nothing
 * is checked out, and no hook, filter or submodule of it is used.
 * @throws BAD_INPUT for a URL, revision or subfolder that is not acceptable, GIT_FAILED with what to do, CANCELLED, CONFLICT, DISK_FULL
 */
export async function openGitUrl(text: string, registry: LanguageRegistry, options: GitUrlOptions): Promise<SourceSnapshot> {
  const url = parseGitUrl(text, options.transports ?? DEFAULT_GIT_TRANSPORTS);
  if (options.revision !== undefined) checkRevision(options.revision);
  checkSubfolderName(options.subfolder ?? '');
  const clone = new BareClone(url, options);
  const commit = await clone.fetch();
  const tree = await clone.tree(commit);
  if (options.subfolder !== undefined && options.subfolder !== '') await requireFolder(tree, options.subfolder, url.url);
  return takeSnapshot(tree, registry, {
    ...selectionOf(options),
    origin: { ...originOf(url, options), commit, close: () => tree.close() },
  });
}

function selectionOf(options: GitUrlOptions): SelectionOptions {
  const {
    environment: _e,
    clonesFolder: _c,
    revision: _r,
    transports: _t,
    timeoutMs: _m,
    signal: _s,
    onProgress: _p,
    ...selection
  } = options;
  return selection;
}

function originOf(url: GitUrl, options: GitUrlOptions): { readonly source: SourceSnapshot['source'] } {
  const { subfolder = '', revision } = options;
  return {
    source: { kind: 'git', location: url.url, subfolder, ...(revision === undefined ? {} : { requestedRevision: revision }) },
  };
}

async function requireFolder(tree: GitTree, subfolder: string, url: string): Promise<void> {
  const listing = await tree.list(
    subfolder
      .split('/')
      .filter((name) => name !== '')
      .join('/'),
  );
  if (listing.ok) return;
  await tree.close();
  throw new CodexGraphError('BAD_INPUT', `There is no folder '${subfolder}' in ${url}. Check the subfolder.`);
}

class BareClone {
  readonly #url: GitUrl;
  readonly #options: GitUrlOptions;
  readonly #folder: string;
  readonly #request: GitRequest;
  readonly #timeoutMs: number;

  constructor(url: GitUrl, options: GitUrlOptions) {
    this.#url = url;
    this.#options = options;
    this.#folder = join(options.clonesFolder, url.folderName);
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const secrets = url.credentials === undefined ? [] : [url.credentials, ...url.credentials.split(':')];
    this.#request = { url: url.url, secrets, ...(options.revision === undefined ? {} : { revision: options.revision }) };
  }

  /** Brings the requested revision here and returns its commit. */
  async fetch(): Promise<string> {
    await mkdir(this.#options.clonesFolder, { recursive: true });
    const lock = await takeProcessLock(`${this.#folder}.lock`, {
      timeoutMs: this.#timeoutMs,
      what: `the clone of ${this.#url.url}`,
      ...this.#signal(),
    });
    try {
      // A clone that somebody died over is not to be trusted with anything.
      if (lock.tookOver || (await this.#hasManyPacks())) await rm(this.#folder, { recursive: true, force: true });
      this.#require(await this.#git(['init', '--quiet', '--bare', '--template=', this.#folder], []));
      const revision = this.#options.revision ?? 'HEAD';
      const shallow = await this.#fetchReference(revision, ['--depth=1']);
      if (shallow.kind === 'done' && shallow.exitCode === 0) return await this.#resolve(FETCHED_REFERENCE);
      if (!HASH.test(revision) || shallow.kind !== 'done') throw gitFailure(shallow, this.#request, this.#timeoutMs);
      return await this.#fetchHash(revision, shallow);
    } finally {
      await lock.release();
    }
  }

  /** The files of a commit that was fetched. */
  async tree(commit: string): Promise<GitTree> {
    const listing = this.#require(await this.#git(['ls-tree', '-r', '-z', '-l', '--full-tree', commit], []));
    const objects = startGit([`--git-dir=${this.#folder}`, 'cat-file', '--batch'], { environment: this.#options.environment });
    return new GitTree(listing, objects);
  }

  /** A server may refuse single commits, and never knows short hashes: then all branches and tags are fetched, with history. */
  async #fetchHash(revision: string, refused: GitResult): Promise<string> {
    const full = await this.#git(
      [
        'fetch',
        '--unshallow',
        '--force',
        '--no-recurse-submodules',
        '--progress',
        '--',
        this.#url.url,
        '+refs/heads/*:refs/heads/*',
        '+refs/tags/*:refs/tags/*',
      ],
      [this.#url.transport],
    );
    const again = isNotShallow(full)
      ? await this.#git(
          [
            'fetch',
            '--force',
            '--no-recurse-submodules',
            '--progress',
            '--',
            this.#url.url,
            '+refs/heads/*:refs/heads/*',
            '+refs/tags/*:refs/tags/*',
          ],
          [this.#url.transport],
        )
      : full;
    this.#require(again);
    const found = await this.#git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], []);
    if (found.kind === 'done' && found.exitCode === 0) return found.stdout.toString('latin1').trim();
    throw gitFailure(refused, this.#request, this.#timeoutMs);
  }

  #fetchReference(revision: string, depth: readonly string[]): Promise<GitResult> {
    return this.#git(
      [
        'fetch',
        ...depth,
        '--no-tags',
        '--force',
        '--no-recurse-submodules',
        '--progress',
        '--',
        this.#url.url,
        `+${revision}:${FETCHED_REFERENCE}`,
      ],
      [this.#url.transport],
    );
  }

  async #resolve(reference: string): Promise<string> {
    const output = this.#require(await this.#git(['rev-parse', '--verify', '--end-of-options', `${reference}^{commit}`], []));
    return output.toString('latin1').trim();
  }

  #git(parameters: readonly string[], protocols: readonly string[]): Promise<GitResult> {
    const isInit = parameters[0] === 'init';
    return runGit([...(isInit ? [] : [`--git-dir=${this.#folder}`]), ...parameters], {
      environment: this.#options.environment,
      protocols,
      timeoutMs: this.#timeoutMs,
      configuration: this.#authorization(),
      ...this.#signal(),
      onErrorText: (text) => this.#tellProgress(text),
    });
  }

  /** The password goes by the environment, where other users cannot see it, and to this server only. */
  #authorization(): Readonly<Record<string, string>> {
    const { credentials, url } = this.#url;
    if (credentials === undefined) return {};
    const server = new URL(url).origin;
    return { [`http.${server}/.extraHeader`]: `Authorization: Basic ${Buffer.from(credentials).toString('base64')}` };
  }

  #signal(): { readonly signal?: AbortSignal } {
    return this.#options.signal === undefined ? {} : { signal: this.#options.signal };
  }

  #require(result: GitResult): Buffer {
    if (result.kind === 'done' && result.exitCode === 0) return result.stdout;
    throw gitFailure(result, this.#request, this.#timeoutMs);
  }

  async #hasManyPacks(): Promise<boolean> {
    const entries = await readdir(join(this.#folder, 'objects', 'pack')).catch(() => []);
    return entries.filter((name) => name.endsWith('.pack')).length > MAX_PACKS;
  }

  #tellProgress(text: string): void {
    const { onProgress } = this.#options;
    if (onProgress === undefined) return;
    for (const match of text.matchAll(/(?:remote: )?([A-Z][a-z]+ [a-z]+):\s+\d+% \((\d+)\/(\d+)\)/g)) {
      onProgress({ phase: (match[1] ?? '').toLowerCase(), done: Number(match[2]), total: Number(match[3]) });
    }
  }
}

function isNotShallow(result: GitResult): boolean {
  return result.kind === 'done' && /--unshallow on a complete repository/.test(result.stderr);
}
