import type { ImportFact } from '../../facts/file-facts.js';
import type { LinkLanguage } from '../language/link-language.js';
import type { ModuleResolver, ModuleTarget, ModuleWorld } from '../language/module-resolution.js';
import type { LinkedFile } from './linked-file.js';

/** A package by its folder, or a module that may be one by its path. */
export type ModuleParent = { readonly folder: string } | { readonly path: string };

interface AskedSubmodule {
  readonly key: string;
  readonly parent: ModuleParent;
  readonly name: string;
  target: ModuleTarget | undefined;
}

/** The files of one language family, its library, and how its modules are found. */
export class Family {
  readonly language: LinkLanguage;
  readonly files = new Map<string, LinkedFile>();
  readonly library = new Map<string, LinkedFile>();
  #resolver: ModuleResolver | undefined;
  #targets = new WeakMap<ImportFact, ModuleTarget>();
  readonly #inputs: ReadonlyMap<string, string>;
  readonly #submodules = new Map<string, AskedSubmodule>();

  constructor(language: LinkLanguage, inputs: ReadonlyMap<string, string>) {
    this.language = language;
    this.#inputs = inputs;
  }

  /** The module resolver for the files as they are now. */
  get resolver(): ModuleResolver {
    return (this.#resolver ??= this.language.createModuleResolver(this.#world()));
  }

  /** Files or inputs came or went: resolves all imports again and returns the files for which some now mean another module. */
  reresolve(): readonly LinkedFile[] {
    const before = this.#targets;
    this.#resolver = undefined;
    this.#targets = new WeakMap();
    const moved: LinkedFile[] = [];
    for (const file of this.files.values()) {
      const changed = file.facts.imports.some((fact) => {
        const known = before.get(fact);
        return known !== undefined && !sameTarget(known, this.target(file, fact));
      });
      if (changed) moved.push(file);
    }
    return moved;
  }

  /** A submodule, and a name for the question. */
  submodule(parent: ModuleParent, name: string): { readonly key: string; readonly target: ModuleTarget | undefined } {
    const place = 'folder' in parent ? `in ${parent.folder}` : `of ${parent.path}`;
    const key = `${this.language.family} module ${name} ${place}`;
    let asked = this.#submodules.get(key);
    if (asked === undefined) {
      asked = { key, parent, name, target: this.resolver.submodule(parent, name) };
      this.#submodules.set(key, asked);
    }
    return asked;
  }

  /** Brings the answers of {@link submodule} up to date; the names of questions whose answer changed. */
  changedSubmodules(): readonly string[] {
    const changed: string[] = [];
    for (const asked of this.#submodules.values()) {
      const target = this.resolver.submodule(asked.parent, asked.name);
      if (sameTarget(target, asked.target)) continue;
      asked.target = target;
      changed.push(asked.key);
    }
    return changed;
  }

  /** What the module of an import is. */
  target(file: LinkedFile, fact: ImportFact): ModuleTarget {
    const known = this.#targets.get(fact);
    if (known !== undefined) return known;
    const target = this.#resolve(file, fact);
    this.#targets.set(fact, target);
    return target;
  }

  #resolve(file: LinkedFile, fact: ImportFact): ModuleTarget {
    if (fact.kind === 'augment' && fact.specifier === '') return { kind: 'library', name: this.language.scopes.builtins };
    if (!file.isLibrary) {
      return this.resolver.resolve({ from: file.path, specifier: fact.specifier, level: fact.level, kind: fact.kind });
    }
    const name = fact.specifier;
    return this.library.has(name) ? { kind: 'library', name } : { kind: 'external', name, package: name };
  }

  #world(): ModuleWorld {
    const files = [...this.files.keys()].sort();
    const folders = new Set<string>(['']);
    for (const path of files) {
      for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
        const folder = path.slice(0, slash);
        if (folders.has(folder)) break;
        folders.add(folder);
      }
    }
    return {
      files,
      hasFile: (path) => this.files.has(path),
      hasFolder: (path) => folders.has(path),
      inputPaths: [...this.#inputs.keys()].sort(),
      input: (path) => this.#inputs.get(path),
      hasLibraryModule: (name) => this.library.has(name),
    };
  }
}

function sameTarget(one: ModuleTarget | undefined, other: ModuleTarget | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
