import type { ModuleWorld } from '../../../linking/language/module-resolution.js';
import { folderOf, foldersUp, joinPath, matchPattern, parseJsonWithComments, property } from './paths.js';

/** What resolution takes from a configuration and those it extends. */
interface Config {
  readonly baseUrl?: string;
  readonly paths: readonly (readonly [string, readonly string[]])[];
  readonly rootDirs: readonly string[];
}

/** How many configurations one may extend in a row. */
const MAX_EXTENDS = 10;

/** The tsconfig and jsconfig files of the tree. */
export class TsConfigs {
  readonly #world: ModuleWorld;
  /** Configurations of a folder: `tsconfig.json` first, then the others by name. */
  readonly #byFolder = new Map<string, Config[]>();

  constructor(world: ModuleWorld) {
    this.#world = world;
    const paths = world.inputPaths.filter((path) => /(^|\/)[tj]sconfig[^/]*\.json$/.test(path));
    const plainFirst = (path: string): number => (/(^|\/)[tj]sconfig\.json$/.test(path) ? 0 : 1);
    for (const path of [...paths].sort((a, b) => plainFirst(a) - plainFirst(b))) {
      const config = this.#read(path, 0);
      if (config === undefined) continue;
      const folder = folderOf(path);
      const known = this.#byFolder.get(folder);
      if (known === undefined) this.#byFolder.set(folder, [config]);
      else known.push(config);
    }
  }

  /** Paths that `paths` and `baseUrl` give for a specifier, best first. The nearest folder with a match decides. */
  candidates(from: string, specifier: string): string[] {
    const result: string[] = [];
    for (const folder of foldersUp(folderOf(from))) {
      for (const config of this.#byFolder.get(folder) ?? []) {
        for (const [pattern, targets] of config.paths) {
          const star = matchPattern(pattern, specifier);
          if (star !== undefined) result.push(...targets.map((target) => target.replace('*', star)));
        }
        const base = config.baseUrl === undefined ? undefined : joinPath(config.baseUrl, specifier);
        if (base !== undefined) result.push(base);
      }
    }
    return result;
  }

  /** The same path below the other `rootDirs`. */
  rootDirAlternatives(from: string, base: string): string[] {
    for (const folder of foldersUp(folderOf(from))) {
      for (const { rootDirs } of this.#byFolder.get(folder) ?? []) {
        const root = rootDirs.find((dir) => base.startsWith(`${dir}/`));
        if (root !== undefined) return rootDirs.filter((dir) => dir !== root).map((dir) => dir + base.slice(root.length));
      }
    }
    return [];
  }

  #read(path: string, depth: number): Config | undefined {
    const text = this.#world.input(path);
    if (text === undefined || depth > MAX_EXTENDS) return undefined;
    const json = parseJsonWithComments(text);
    const folder = folderOf(path);
    const bases = [property(json, 'extends')].flat().filter((item): item is string => typeof item === 'string');
    let inherited: Config = { paths: [], rootDirs: [] };
    for (const base of bases) inherited = { ...inherited, ...this.#extended(folder, base, depth) };
    const options = property(json, 'compilerOptions');
    const baseUrl = stringOf(property(options, 'baseUrl'));
    const ownBase = baseUrl === undefined ? undefined : joinPath(folder, baseUrl);
    const paths = readPaths(property(options, 'paths'), ownBase ?? inherited.baseUrl ?? folder);
    const rootDirs = [property(options, 'rootDirs')]
      .flat()
      .flatMap((dir) => (typeof dir === 'string' ? (joinPath(folder, dir) ?? []) : []));
    const effectiveBase = ownBase ?? inherited.baseUrl;
    return {
      ...(effectiveBase === undefined ? {} : { baseUrl: effectiveBase }),
      paths: paths ?? inherited.paths,
      rootDirs: rootDirs.length > 0 ? rootDirs : inherited.rootDirs,
    };
  }

  #extended(folder: string, base: string, depth: number): Config | undefined {
    if (!base.startsWith('.')) return undefined;
    const path = joinPath(folder, base);
    if (path === undefined) return undefined;
    return this.#read(path, depth + 1) ?? this.#read(`${path}.json`, depth + 1) ?? this.#read(`${path}/tsconfig.json`, depth + 1);
  }
}

function readPaths(value: unknown, base: string): Config['paths'] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value)
    .map(([pattern, targets]) => {
      const list = [targets as unknown]
        .flat()
        .flatMap((target) => (typeof target === 'string' ? (joinPath(base, target) ?? []) : []));
      return [pattern, list] as const;
    })
    .sort(([a], [b]) => b.length - a.length);
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
