import type { ModuleWorld } from '../../../linking/language/module-resolution.js';
import { folderOf, foldersUp, joinPath, matchPattern, parseJsonWithComments, property } from './paths.js';
import type { SourceFiles } from './source-files.js';

interface Manifest {
  readonly folder: string;
  readonly json: unknown;
}

/** The package.json files of the tree: workspaces by name, entries, `exports` and `imports` maps. */
export class PackageManifests {
  readonly #sources: SourceFiles;
  readonly #byFolder = new Map<string, Manifest>();
  readonly #byName = new Map<string, Manifest>();

  constructor(world: ModuleWorld, sources: SourceFiles) {
    this.#sources = sources;
    for (const path of world.inputPaths) {
      if (!/(^|\/)package\.json$/.test(path) || /(^|\/)node_modules\//.test(path)) continue;
      const json = parseJsonWithComments(world.input(path) ?? '');
      const manifest: Manifest = { folder: folderOf(path), json };
      this.#byFolder.set(manifest.folder, manifest);
      const name = property(json, 'name');
      if (typeof name === 'string' && !this.#byName.has(name)) this.#byName.set(name, manifest);
    }
  }

  /** File of `name` or `name/sub` where a package of this tree has that name. */
  resolvePackage(specifier: string): string | undefined {
    const parts = specifier.split('/');
    for (const length of specifier.startsWith('@') ? [2] : [1]) {
      const manifest = this.#byName.get(parts.slice(0, length).join('/'));
      if (manifest === undefined) continue;
      const rest = parts.slice(length).join('/');
      return this.#exported(manifest, rest === '' ? '.' : `./${rest}`);
    }
    return undefined;
  }

  /** File of `#internal` by the nearest `imports` map. */
  resolveImport(from: string, specifier: string): string | undefined {
    for (const folder of foldersUp(folderOf(from))) {
      const manifest = this.#byFolder.get(folder);
      if (manifest === undefined) continue;
      return this.#fromMap(folder, property(manifest.json, 'imports'), specifier);
    }
    return undefined;
  }

  /** Entry of a folder that has a package.json of its own. */
  folderEntry(folder: string): string | undefined {
    const manifest = this.#byFolder.get(folder);
    return manifest === undefined ? undefined : this.#entry(manifest);
  }

  #exported(manifest: Manifest, subpath: string): string | undefined {
    const exports = property(manifest.json, 'exports');
    if (exports !== undefined) {
      const map = isSubpathMap(exports) ? exports : { '.': exports };
      const found = this.#fromMap(manifest.folder, map, subpath);
      if (found !== undefined) return found;
    }
    if (subpath === '.') return this.#entry(manifest);
    return this.#sources.findBuilt(manifest.folder, subpath) ?? this.#sources.findBuilt(manifest.folder, `src/${subpath}`);
  }

  #entry(manifest: Manifest): string | undefined {
    for (const field of ['source', 'types', 'typings', 'module', 'main', 'browser']) {
      const target = property(manifest.json, field);
      if (typeof target !== 'string') continue;
      const found = this.#sources.findBuilt(manifest.folder, target);
      if (found !== undefined) return found;
    }
    for (const base of ['src/index', 'index', 'lib/index', 'src/main']) {
      const path = joinPath(manifest.folder, base);
      const found = path === undefined ? undefined : this.#sources.find(path);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #fromMap(folder: string, map: unknown, key: string): string | undefined {
    if (typeof map !== 'object' || map === null) return undefined;
    const entries = Object.entries(map).filter(([pattern]) => matchPattern(pattern, key) !== undefined);
    // The most specific pattern decides: the longest text before the star.
    entries.sort(([a], [b]) => prefixLength(b) - prefixLength(a));
    for (const [pattern, target] of entries) {
      const star = matchPattern(pattern, key) ?? '';
      for (const path of targetsOf(target)) {
        const found = this.#sources.findBuilt(folder, path.replaceAll('*', star));
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }
}

function isSubpathMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.keys(value).some((key) => key.startsWith('.'));
}

function prefixLength(pattern: string): number {
  const star = pattern.indexOf('*');
  return star < 0 ? pattern.length + 1 : star;
}

/** Every path under every condition, in the order written. */
function targetsOf(target: unknown): string[] {
  if (typeof target === 'string') return [target];
  if (Array.isArray(target)) return target.flatMap(targetsOf);
  return typeof target === 'object' && target !== null ? Object.values(target).flatMap(targetsOf) : [];
}
