import type { ModuleRequest, ModuleResolver, ModuleTarget, ModuleWorld } from '../../../linking/language/module-resolution.js';
import { joinPath, folderOf } from './paths.js';
import { PackageManifests } from './package-manifests.js';
import { SourceFiles } from './source-files.js';
import { TsConfigs } from './ts-configs.js';

/** Finds modules as TypeScript and Node do: relative, `paths`, `baseUrl`, workspaces, `exports` and `imports` maps. */
export function createScriptModuleResolver(world: ModuleWorld): ModuleResolver {
  return new ScriptModules(world);
}

const BUILTINS = new Set(
  (
    'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http http2 https ' +
    'inspector module net os path perf_hooks process punycode querystring readline repl stream string_decoder sys timers tls trace_events ' +
    'tty url util v8 vm wasi worker_threads zlib test'
  ).split(' '),
);

class ScriptModules implements ModuleResolver {
  readonly #world: ModuleWorld;
  readonly #sources: SourceFiles;
  readonly #manifests: PackageManifests;
  readonly #configs: TsConfigs;

  constructor(world: ModuleWorld) {
    this.#world = world;
    this.#sources = new SourceFiles(world);
    this.#manifests = new PackageManifests(world, this.#sources);
    this.#configs = new TsConfigs(world);
  }

  readonly resolve = (request: ModuleRequest): ModuleTarget => {
    const { from } = request;
    const specifier = request.specifier.replace(/[?!].*$/, '');
    if (/^\.{1,2}(\/|$)/.test(specifier)) return this.#relative(from, specifier);
    if (specifier.startsWith('/')) return this.#file(specifier.slice(1)) ?? { kind: 'unresolved', name: specifier };
    if (specifier.startsWith('#')) {
      const path = this.#manifests.resolveImport(from, specifier);
      if (path !== undefined) return { kind: 'file', path };
    }
    const mapped = this.#mapped(from, specifier);
    if (mapped !== undefined) return mapped;
    const path = this.#manifests.resolvePackage(specifier);
    if (path !== undefined) return { kind: 'file', path };
    return this.#outside(specifier);
  };

  /** Modules have no submodules: what a module offers, it exports. */
  readonly submodule = (): undefined => undefined;

  readonly nameOf = (path: string): string => dotted(path.replace(/(\.d)?\.[cm]?[jt]sx?$/, '')) || path;

  readonly nameOfFolder = (folder: string): string => dotted(folder);

  #relative(from: string, specifier: string): ModuleTarget {
    const base = joinPath(folderOf(from), specifier);
    if (base === undefined) return { kind: 'unresolved', name: specifier };
    const found = this.#file(base);
    if (found !== undefined) return found;
    for (const other of this.#configs.rootDirAlternatives(from, base)) {
      const alternative = this.#file(other);
      if (alternative !== undefined) return alternative;
    }
    return { kind: 'unresolved', name: base };
  }

  #file(base: string): ModuleTarget | undefined {
    const path = this.#sources.find(base) ?? this.#manifests.folderEntry(base);
    return path === undefined ? undefined : { kind: 'file', path };
  }

  #mapped(from: string, specifier: string): ModuleTarget | undefined {
    for (const base of this.#configs.candidates(from, specifier)) {
      const found = this.#file(base);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #outside(specifier: string): ModuleTarget {
    const bare = specifier.startsWith('node:') ? specifier.slice(5) : specifier;
    const top = packageName(bare);
    const builtin = specifier.startsWith('node:') || BUILTINS.has(top);
    const name = builtin ? `node:${bare}` : specifier;
    if (this.#world.hasLibraryModule(name)) return { kind: 'library', name };
    return { kind: 'external', name, package: builtin ? `node:${top}` : top };
  }
}

/** `@scope/name` or `name` of a specifier. */
export function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}

function dotted(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('.');
}
