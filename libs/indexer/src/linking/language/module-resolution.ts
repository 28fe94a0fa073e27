/** What linking knows of the tree besides facts. Paths are relative to the repository root, with `/`. */
export interface ModuleWorld {
  /** Source files of the language's family, sorted by code units. */
  readonly files: readonly string[];
  /** True for a source file of the family. */
  readonly hasFile: (path: string) => boolean;
  /** True for a folder that holds a source file of the family, at any depth. '' is the root. */
  readonly hasFolder: (path: string) => boolean;
  /** Paths of the non-source inputs that were handed in (pyproject.toml, package.json, tsconfig.json, ...), sorted. */
  readonly inputPaths: readonly string[];
  /** Text of a non-source input; undefined when it was not handed in. */
  readonly input: (path: string) => string | undefined;
  /** True when the language's library describes a module of that name. */
  readonly hasLibraryModule: (name: string) => boolean;
}

/** What a module specifier names. */
export type ModuleTarget =
  | { readonly kind: 'file'; readonly path: string }
  /** A folder that is a module without a file of its own; `name` is its dotted name. */
  | { readonly kind: 'package'; readonly folder: string; readonly name: string }
  /** Described by the language's library; `name` as in {@link LibraryModule.name}. */
  | { readonly kind: 'library'; readonly name: string }
  /** Outside the repository. `name` is the module's canonical name ('requests.adapters', 'node:fs', '@scope/x/y'), `package` the distribution's top name. */
  | { readonly kind: 'external'; readonly name: string; readonly package: string }
  /** Looks like a module of this repository (relative, or below one of its roots) but is not there. */
  | { readonly kind: 'unresolved'; readonly name: string };

/** One import to resolve. */
export interface ModuleRequest {
  /** File that imports. */
  readonly from: string;
  /** As in ImportFact. */
  readonly specifier: string;
  readonly level: number;
  /** ImportFact.kind: `require` and `import` may be resolved by other conditions. */
  readonly kind: string;
}

/** Answers for one state of the file list and inputs; built again when these change. Pure and cheap per request. */
export interface ModuleResolver {
  readonly resolve: (request: ModuleRequest) => ModuleTarget;
  /** Submodule `name` of a package or of a module that is a package (`import a` then `a.b`, `from a import b`); undefined when there is none. */
  readonly submodule: (parent: { readonly folder: string } | { readonly path: string }, name: string) => ModuleTarget | undefined;
  /** Dotted name of a file; a MODULE's name. Distinct files may have the same one. */
  readonly nameOf: (path: string) => string;
  /** Dotted name of a folder; a PACKAGE's qualified name. */
  readonly nameOfFolder: (folder: string) => string;
}

/** A part of the standard library, as stub source in the language itself, so that no rule is written twice. */
export interface LibraryModule {
  /** Module name: 'builtins', 'collections.abc'; for TS/JS 'global' (global scope), 'node:events', ... */
  readonly name: string;
  /** Decides the grammar by its extension. */
  readonly fileName: string;
  readonly text: string;
}
