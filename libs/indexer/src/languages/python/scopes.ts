import { ScopeKind } from '../../facts/file-facts.js';

/** A scope that is open while its file is read. */
export class PythonScope {
  /** Names that the scope binds anywhere in it. */
  readonly bound = new Set<string>();
  /** Names declared `global` or `nonlocal`, and the scope that they then mean. */
  readonly redirected = new Map<string, PythonScope>();
  /** Type terms of annotations without or with a value, by name. */
  readonly declaredTypes = new Map<string, number>();
  /** FIELD or GLOBAL_VARIABLE definitions by name. */
  readonly variables = new Map<string, number>();
  /** Names bound by imports of whole modules only: reading them uses no definition. */
  readonly moduleNames = new Set<string>();
  /** Names that the scope binds to functions with `def`. */
  readonly functionNames = new Set<string>();
  /** Local names that hold a function, a class or an import, so that reading them may refer to a definition. */
  readonly definitionNames = new Set<string>();

  constructor(
    /** Index of its record. */
    readonly index: number,
    /** {@link ScopeKind} */
    readonly kind: number,
    readonly parent: PythonScope | undefined,
  ) {}

  /** The scope in which a name of this scope lives by Python's rules: class scopes are seen from their own code only. */
  resolve(name: string): PythonScope | undefined {
    return resolveFrom(this, name);
  }

  get module(): PythonScope {
    return this.parent === undefined ? this : this.parent.module;
  }

  /** Nearest enclosing function scope that binds the name: what `nonlocal` means. */
  enclosingFunction(name: string): PythonScope | undefined {
    const { parent } = this;
    if (parent?.kind === ScopeKind.FUNCTION && parent.bound.has(name)) return parent;
    return parent?.enclosingFunction(name);
  }

  /** Where `:=` binds: the nearest scope that is not a comprehension. */
  get assignmentTarget(): PythonScope {
    return this.kind === ScopeKind.COMPREHENSION && this.parent !== undefined ? this.parent.assignmentTarget : this;
  }
}

function resolveFrom(from: PythonScope, name: string): PythonScope | undefined {
  let seesClass = true;
  for (let scope: PythonScope | undefined = from; scope !== undefined; scope = scope.parent) {
    if (scope.kind !== ScopeKind.CLASS || seesClass) {
      const redirected = scope.redirected.get(name);
      if (redirected !== undefined) return redirected;
      if (scope.bound.has(name)) return scope;
    }
    if (scope.kind !== ScopeKind.TYPE) seesClass = false;
  }
  return undefined;
}
