import type { ModuleRequest, ModuleResolver, ModuleTarget, ModuleWorld } from '../../../linking/language/module-resolution.js';
import { packagingRoots } from './packaging-roots.js';
import { STANDARD_MODULES } from './standard-modules.js';

const EXTENSIONS = ['.py', '.pyi', '.pyw'];

/** Finds Python modules as the import system would: below source roots, in packages, namespace packages and stubs. */
export function createPythonModuleResolver(world: ModuleWorld): ModuleResolver {
  return new PythonModules(world);
}

class PythonModules implements ModuleResolver {
  readonly #world: ModuleWorld;
  /** Source roots, longest first. */
  readonly #roots: readonly string[];

  constructor(world: ModuleWorld) {
    this.#world = world;
    this.#roots = sourceRoots(world);
  }

  readonly resolve = (request: ModuleRequest): ModuleTarget => {
    const { from, specifier, level } = request;
    if (level > 0) return this.#relative(from, specifier, level);
    const parts = specifier.split('.');
    const found = this.#absolute(from, parts);
    if (found !== undefined) return found;
    if (this.#world.hasLibraryModule(specifier)) return { kind: 'library', name: specifier };
    const top = parts[0] ?? specifier;
    const isOwn = this.#roots.some((root) => this.#below(root, [top])?.kind === 'file');
    return isOwn ? { kind: 'unresolved', name: specifier } : { kind: 'external', name: specifier, package: top };
  };

  /** Only what lies beside the importing code can hide a module of the standard library, and a folder without a file cannot. */
  #absolute(from: string, parts: readonly string[]): ModuleTarget | undefined {
    const isStandard = STANDARD_MODULES.has(parts[0] ?? '');
    let folder: ModuleTarget | undefined;
    for (const root of isStandard ? [this.#rootOf(from)] : this.#rootsFor(from)) {
      const found = this.#below(root, parts);
      if (found?.kind === 'file') return found;
      folder ??= found;
    }
    // A file wins over a folder without one, wherever both lie: namespace packages come last in the import system too.
    return isStandard ? undefined : folder;
  }

  readonly submodule = (
    parent: { readonly folder: string } | { readonly path: string },
    name: string,
  ): ModuleTarget | undefined => {
    if ('folder' in parent) return this.#below(parent.folder, [name]);
    if (!isPackageFile(parent.path)) return undefined;
    return this.#below(folderOf(parent.path), [name]);
  };

  readonly nameOf = (path: string): string => {
    const stem = isPackageFile(path) ? folderOf(path) : path.replace(/\.[^./]*$/, '');
    const name = this.#dotted(stem);
    return name === '' ? stem.slice(stem.lastIndexOf('/') + 1) || path : name;
  };

  readonly nameOfFolder = (folder: string): string => this.#dotted(folder) || folder.replaceAll('/', '.');

  /** The root that the importing file lies under comes first, then its own folder (scripts), then the other roots. */
  #rootsFor(from: string): readonly string[] {
    const own = this.#rootOf(from);
    const script = scriptFolder(this.#world, from);
    return [...new Set([own, script, ...this.#roots])];
  }

  #rootOf(path: string): string {
    return this.#roots.find((root) => root === '' || path.startsWith(`${root}/`)) ?? '';
  }

  #dotted(stem: string): string {
    const root = this.#rootOf(`${stem}/`);
    const inside = root === '' ? stem : stem.slice(root.length + 1);
    return inside.replaceAll('/', '.');
  }

  #relative(from: string, specifier: string, level: number): ModuleTarget {
    let folder = folderOf(from);
    for (let up = 1; up < level; up++) folder = folderOf(folder);
    const parts = specifier === '' ? [] : specifier.split('.');
    return this.#below(folder, parts) ?? { kind: 'unresolved', name: '.'.repeat(level) + specifier };
  }

  /** Module by its parts below a folder. */
  #below(folder: string, parts: readonly string[]): ModuleTarget | undefined {
    const path = [...(folder === '' ? [] : [folder]), ...parts].join('/');
    if (parts.length > 0) {
      const stub = EXTENSIONS.map((extension) => `${path}/__init__${extension}`).find((candidate) =>
        this.#world.hasFile(candidate),
      );
      const file = stub ?? EXTENSIONS.map((extension) => path + extension).find((candidate) => this.#world.hasFile(candidate));
      if (file !== undefined) return { kind: 'file', path: file };
    } else {
      const init = EXTENSIONS.map((extension) => `${path === '' ? '' : `${path}/`}__init__${extension}`).find((candidate) =>
        this.#world.hasFile(candidate),
      );
      if (init !== undefined) return { kind: 'file', path: init };
    }
    return this.#world.hasFolder(path) ? { kind: 'package', folder: path, name: this.#dotted(path) } : undefined;
  }
}

/** Folders that imports start from: declared ones, `src`, the root, and parents of outermost packages. Longest first. */
function sourceRoots(world: ModuleWorld): readonly string[] {
  const roots = new Set<string>(['', ...packagingRoots(world)]);
  for (const path of world.files) {
    if (!isPackageFile(path)) continue;
    const folder = folderOf(path);
    const parent = folderOf(folder);
    if (folder !== '' && !hasInit(world, parent)) roots.add(parent);
  }
  if (world.hasFolder('src') && !hasInit(world, 'src')) roots.add('src');
  return [...roots].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

function hasInit(world: ModuleWorld, folder: string): boolean {
  return EXTENSIONS.some((extension) => world.hasFile(`${folder === '' ? '' : `${folder}/`}__init__${extension}`));
}

/** A file outside every package may be run as a script: its folder is on the path then. */
function scriptFolder(world: ModuleWorld, path: string): string {
  let folder = folderOf(path);
  while (folder !== '' && hasInit(world, folder)) folder = folderOf(folder);
  return folder;
}

function isPackageFile(path: string): boolean {
  return /(^|\/)__init__\.py[iw]?$/.test(path);
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
