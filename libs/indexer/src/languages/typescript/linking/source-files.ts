import type { ModuleWorld } from '../../../linking/language/module-resolution.js';
import { joinPath } from './paths.js';

const EXTENSIONS = ['.ts', '.tsx', '.d.ts', '.mts', '.d.mts', '.cts', '.d.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** What an output extension may have been written as. */
const SOURCES_OF: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.d.ts', '.js', '.jsx'],
  '.jsx': ['.tsx', '.jsx'],
  '.mjs': ['.mts', '.d.mts', '.mjs'],
  '.cjs': ['.cts', '.d.cts', '.cjs'],
};

/** Folders that builds write to, and where their sources usually lie. */
const OUTPUT_FOLDER = /^(dist|lib|build|out|output|esm|cjs|es|types|typings|\.\w+)$/;

/** Finds the source file that a path without or with an output extension means. */
export class SourceFiles {
  readonly #world: ModuleWorld;

  constructor(world: ModuleWorld) {
    this.#world = world;
  }

  /** `a/b`, `a/b.js` or a folder with an index file. */
  find(base: string): string | undefined {
    const exact = this.#exact(base);
    if (exact !== undefined) return exact;
    for (const extension of EXTENSIONS) if (this.#world.hasFile(base + extension)) return base + extension;
    const index = base === '' ? 'index' : `${base}/index`;
    for (const extension of EXTENSIONS) if (this.#world.hasFile(index + extension)) return index + extension;
    return undefined;
  }

  #exact(base: string): string | undefined {
    const dot = base.lastIndexOf('.');
    const extension = dot < 0 ? '' : base.slice(dot);
    const written = SOURCES_OF[extension];
    if (written !== undefined) {
      const stem = base.slice(0, dot);
      if (this.#world.hasFile(base)) return base;
      for (const source of written) if (this.#world.hasFile(stem + source)) return stem + source;
      return undefined;
    }
    return this.#world.hasFile(base) ? base : undefined;
  }

  /** The source of a build output of a package: `dist/x.js` for `src/x.ts` and its like. */
  findBuilt(folder: string, target: string): string | undefined {
    const direct = joinPath(folder, target);
    if (direct === undefined) return undefined;
    const found = this.find(direct);
    if (found !== undefined) return found;
    const parts = target
      .replace(/\.d\.([cm]?)ts$/, '.$1js')
      .split('/')
      .filter((part) => part !== '' && part !== '.');
    while (parts.length > 1 && OUTPUT_FOLDER.test(parts[0] ?? '')) {
      parts.shift();
      for (const root of ['src', 'source', 'lib', '']) {
        const base = joinPath(folder, [root, ...parts].join('/'));
        const source = base === undefined ? undefined : this.#anyExtension(base);
        if (source !== undefined) return source;
      }
    }
    return undefined;
  }

  #anyExtension(base: string): string | undefined {
    return this.find(base.replace(/\.[cm]?js$/, '.js')) ?? this.find(base.replace(/\.[cm]?js$/, ''));
  }
}
