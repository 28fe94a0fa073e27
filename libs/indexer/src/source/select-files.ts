import type { SkippedFile } from '@codexgraph/graph-model';
import type { SourceLanguage } from '../languages/language.js';
import type { LanguageRegistry } from '../languages/registry.js';
import { hasIgnoredFolderMarker, isIgnoredFolder, isVendoredPath } from './file-classes.js';
import { tooLargeReason } from './folder-tree.js';
import { ignoreVerdict, parseIgnoreRules, type IgnoreRule, type IgnoreVerdict } from './ignore-rules.js';
import { joinTreePath, type SourceTree, type TreeEntry } from './source-tree.js';

/** Which files of a tree are wanted. */
export interface SelectionOptions {
  /** Larger source files are skipped with a reason. Default {@link DEFAULT_MAX_FILE_BYTES}. */
  readonly maxFileBytes?: number;
  /** Patterns as in .gitignore, above all ignore files; `!pattern` brings back what they leave out. */
  readonly exclude?: readonly string[];
  /** Whether copies of other people's code are indexed and flagged, or skipped with a reason. Default flag. */
  readonly vendored?: 'flag' | 'skip';
  /** The same for generated code. Default flag. */
  readonly generated?: 'flag' | 'skip';
  /** Only this folder, with the project files of the folders around it. Default '' for all. */
  readonly subfolder?: string;
}

/** Big enough for the largest hand-written files known, small enough for a parser's memory (about 20 bytes a byte). */
export const DEFAULT_MAX_FILE_BYTES = 4 * 1024 * 1024;
const MAX_PROJECT_FILE_BYTES = 1024 * 1024;
const MAX_IGNORE_FILE_BYTES = 1024 * 1024;
const SHEBANG_BYTES = 256;
const MAX_SCRIPT_BYTES = 1024 * 1024;
const LISTINGS_AT_ONCE = 16;

/** A file to index. */
export interface SourceFile {
  readonly path: string;
  readonly language: SourceLanguage;
  /** Bytes. */
  readonly size: number;
  /** Equal stamps of a path mean equal bytes. Never part of any output: it differs between copies of a tree. */
  readonly stamp: string;
  /** Lies in a folder for copies of other people's code. */
  readonly vendored: boolean;
}

/** What a walk found; all sorted by path in code-unit order. */
export interface Selection {
  readonly files: readonly SourceFile[];
  readonly skipped: readonly SkippedFile[];
  /** Text of each project file by path. */
  readonly projectFiles: ReadonlyMap<string, string>;
  /** Every folder that was entered, '' for the root. */
  readonly folders: readonly string[];
}

/** Rules of one ignore file and how many segments its folder has. */
interface RuleLevel {
  readonly depth: number;
  readonly rules: readonly IgnoreRule[];
}

interface Folder {
  readonly path: string;
  readonly segments: readonly string[];
  /** From .gitignore and .git/info/exclude, outermost first. */
  readonly gitRules: readonly RuleLevel[];
  /** From options (the first level) and .codexgraphignore; they have the last word. */
  readonly ownRules: readonly RuleLevel[];
}

/** Whether a change of the file may change which files are wanted. */
export function isIgnoreFile(path: string): boolean {
  return /(?:^|\/)\.(?:gitignore|codexgraphignore)$/.test(path) || path === '.git/info/exclude';
}

/** Walks a tree and picks the files of known languages. Never throws for anything inside the tree. */
export async function selectFiles(
  tree: SourceTree,
  registry: LanguageRegistry,
  options: SelectionOptions = {},
): Promise<Selection> {
  return new FileSelector(tree, registry, options).run();
}

class FileSelector {
  readonly #files: SourceFile[] = [];
  readonly #skipped: SkippedFile[] = [];
  readonly #projectFiles: [string, string][] = [];
  readonly #folders: string[] = [];
  readonly #maxFileBytes: number;
  readonly #subfolder: readonly string[];

  constructor(
    private readonly tree: SourceTree,
    private readonly registry: LanguageRegistry,
    private readonly options: SelectionOptions,
  ) {
    this.#maxFileBytes = options.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES;
    this.#subfolder = (options.subfolder ?? '').split('/').filter((name) => name !== '');
  }

  async run(): Promise<Selection> {
    let folders: readonly Folder[] = [await this.#root()];
    while (folders.length > 0) {
      const inner: Folder[] = [];
      for (let from = 0; from < folders.length; from += LISTINGS_AT_ONCE) {
        const found = await Promise.all(folders.slice(from, from + LISTINGS_AT_ONCE).map((folder) => this.#visit(folder)));
        inner.push(...found.flat());
      }
      folders = inner;
    }
    return {
      files: this.#files.sort((a, b) => (a.path < b.path ? -1 : 1)),
      skipped: this.#skipped.sort((a, b) => (a.path < b.path ? -1 : 1)),
      projectFiles: new Map(this.#projectFiles.sort(([a], [b]) => (a < b ? -1 : 1))),
      folders: this.#folders.sort(),
    };
  }

  async #root(): Promise<Folder> {
    const clone = await this.#rules('.git/info/exclude');
    const own = parseIgnoreRules((this.options.exclude ?? []).join('\n'));
    return { path: '', segments: [], gitRules: [{ depth: 0, rules: clone }], ownRules: [{ depth: 0, rules: own }] };
  }

  /** Takes what is wanted of one folder and returns the folders to enter. */
  async #visit(outer: Folder): Promise<readonly Folder[]> {
    const listing = await this.tree.list(outer.path);
    if (!listing.ok) {
      if (outer.path !== '') this.#skip(outer.path, listing.reason);
      return [];
    }
    const names = new Set(listing.entries.map((entry) => entry.name));
    if (outer.path !== '' && hasIgnoredFolderMarker(names) && this.#ownVerdict(outer, outer.segments, true) !== 'included')
      return [];
    this.#folders.push(outer.path);
    const folder = await this.#withRules(outer, listing.entries);
    const inner: Folder[] = [];
    const files: Promise<void>[] = [];
    for (const entry of listing.entries) {
      if (this.#isLeftOut(folder, entry)) continue;
      if (entry.kind === 'folder' && entry.invalidName !== true) inner.push(this.#inside(folder, entry.name));
      else files.push(this.#take(joinTreePath(folder.path, entry.name), entry));
    }
    await Promise.all(files);
    return inner;
  }

  #inside(folder: Folder, name: string): Folder {
    return { ...folder, path: joinTreePath(folder.path, name), segments: [...folder.segments, name] };
  }

  async #withRules(folder: Folder, entries: readonly TreeEntry[]): Promise<Folder> {
    const has = (name: string): boolean => entries.some((entry) => entry.name === name && entry.kind === 'file');
    const depth = folder.segments.length;
    const level = async (name: string): Promise<readonly RuleLevel[]> =>
      has(name) ? [{ depth, rules: await this.#rules(joinTreePath(folder.path, name)) }] : [];
    return {
      ...folder,
      gitRules: [...folder.gitRules, ...(await level('.gitignore'))],
      ownRules: [...folder.ownRules, ...(await level('.codexgraphignore'))],
    };
  }

  async #rules(path: string): Promise<readonly IgnoreRule[]> {
    const content = await this.tree.read(path, MAX_IGNORE_FILE_BYTES);
    return content.ok ? parseIgnoreRules(Buffer.from(content.bytes).toString('utf8')) : [];
  }

  #isLeftOut(folder: Folder, entry: TreeEntry): boolean {
    const isFolder = entry.kind === 'folder' || entry.kind === 'submodule';
    if (isFolder && entry.name === '.git') return true;
    const segments = [...folder.segments, entry.name];
    if (!this.#isInScope(segments, isFolder)) return true;
    const own = this.#ownVerdict(folder, segments, isFolder);
    if (own !== undefined) return own === 'ignored';
    return (isFolder && isIgnoredFolder(entry.name)) || verdict(folder.gitRules, segments, isFolder) === 'ignored';
  }

  /** Options first, then the innermost .codexgraphignore. */
  #ownVerdict(folder: Folder, segments: readonly string[], isFolder: boolean): IgnoreVerdict {
    const [options, ...files] = folder.ownRules;
    return verdict(options === undefined ? [] : [options], segments, isFolder) ?? verdict(files, segments, isFolder);
  }

  /** Inside the subfolder, on the way to it, or a project file on that way. */
  #isInScope(segments: readonly string[], isFolder: boolean): boolean {
    const shared = Math.min(segments.length, this.#subfolder.length);
    if (this.#subfolder.slice(0, shared).every((name, at) => name === segments[at])) return true;
    const parents = segments.slice(0, -1);
    const isOnTheWay = parents.every((name, at) => name === this.#subfolder[at]);
    return !isFolder && isOnTheWay && this.registry.isProjectFile(segments[segments.length - 1] ?? '');
  }

  async #take(path: string, entry: TreeEntry): Promise<void> {
    const language = this.registry.byPath(path);
    if (entry.kind === 'link') return this.#explainLink(path, language);
    if (entry.invalidName === true) {
      if (language !== undefined || entry.kind === 'folder') this.#skip(path, 'its name is no valid UTF-8');
      return;
    }
    if (entry.kind === 'submodule') {
      this.#skip(path, 'is a git submodule, which is indexed as a repository of its own');
      return;
    }
    if (entry.kind === 'other') {
      if (language !== undefined) this.#skip(path, 'is no regular file');
      return;
    }
    await this.#takeFile(path, entry.name, language);
  }

  async #takeFile(path: string, name: string, language: SourceLanguage | undefined): Promise<void> {
    if (this.registry.isProjectFile(name)) await this.#takeProjectFile(path);
    const known = language ?? (name.includes('.') ? undefined : await this.#languageOfScript(path));
    if (known !== undefined && this.#isUnderSubfolder(path)) await this.#takeSource(path, known);
  }

  #isUnderSubfolder(path: string): boolean {
    const prefix = this.#subfolder.join('/');
    return prefix === '' || path.startsWith(`${prefix}/`);
  }

  async #takeSource(path: string, language: SourceLanguage): Promise<void> {
    const status = await this.tree.status(path);
    if (!status.ok) {
      this.#skip(path, status.reason);
      return;
    }
    if (status.size > this.#maxFileBytes) {
      this.#skip(path, tooLargeReason(status.size, this.#maxFileBytes));
      return;
    }
    const vendored = isVendoredPath(path);
    if (vendored && this.options.vendored === 'skip') {
      this.#skip(path, "lies in a folder for other people's code");
      return;
    }
    this.#files.push({ path, language, size: status.size, stamp: status.stamp, vendored });
  }

  async #takeProjectFile(path: string): Promise<void> {
    const content = await this.tree.read(path, MAX_PROJECT_FILE_BYTES);
    if (content.ok) this.#projectFiles.push([path, new TextDecoder().decode(content.bytes)]);
    else if (!content.missing) this.#skip(path, content.reason);
  }

  async #languageOfScript(path: string): Promise<SourceLanguage | undefined> {
    const content = await this.tree.read(path, MAX_SCRIPT_BYTES);
    if (!content.ok || content.bytes[0] !== 0x23 || content.bytes[1] !== 0x21) return undefined;
    const head = Buffer.from(content.bytes.subarray(0, SHEBANG_BYTES)).toString('latin1');
    return this.registry.byShebang(head.split(/\r?\n/, 1)[0] ?? '');
  }

  /** A link is never followed: what it leads to is found where it lies, or is none of this repository's business. */
  async #explainLink(path: string, language: SourceLanguage | undefined): Promise<void> {
    const target = await this.tree.linkTarget(path);
    if (target.kind === 'outside') {
      this.#skip(path, 'is a symbolic link out of the repository');
      return;
    }
    if (language === undefined) return;
    if (target.kind === 'broken') this.#skip(path, 'is a symbolic link to nothing, or in a circle');
    else this.#skip(path, `is a symbolic link to ${target.path}, which is read where it lies`);
  }

  #skip(path: string, reason: string): void {
    this.#skipped.push({ path, reason });
  }
}

/** The innermost level that says anything decides. */
function verdict(levels: readonly RuleLevel[], segments: readonly string[], isFolder: boolean): IgnoreVerdict {
  for (let at = levels.length - 1; at >= 0; at--) {
    const level = levels[at] as RuleLevel;
    if (level.rules.length === 0) continue;
    const found = ignoreVerdict(level.rules, segments.slice(level.depth), isFolder);
    if (found !== undefined) return found;
  }
  return undefined;
}
