import { ScopeKind } from '../../facts/file-facts.js';

/** What a binding can mean, as bits: a value, a type, a namespace. */
export const Meaning = { VALUE: 1, TYPE: 2, NAMESPACE: 4 } as const;

/** A name that a scope of this file binds. */
export interface Local {
  /** Key of the name in flow environments; unique in the file. */
  readonly key: string;
  readonly name: string;
  readonly scope: Scope;
  /** Bindings that give it a value, in source order. */
  readonly values: number[];
  /** Bits of {@link Meaning} over all bindings. */
  meanings: number;
  /** Assignments after the declaration. */
  writes: number;
  /** Assigned in a function nested in the one that declares it: flow cannot follow it. */
  captured: boolean;
  /** Last definition that the name stands for; -1 for locals and imports. */
  definition: number;
  /** Type term of the variable or parameter; -1 when not declared. */
  declaredType: number;
  /** True for a parameter. */
  readonly parameter: boolean;
}

/** A lexical scope. Block scopes without names of their own are left out. */
export class Scope {
  readonly names = new Map<string, Local>();
  /** Nearest scope that `var` and parameters live in. */
  readonly functionScope: Scope;
  /** Scope that `this` is read from: arrow functions look outward. */
  readonly thisScope: Scope;

  constructor(
    readonly index: number,
    readonly kind: number,
    readonly parent: Scope | undefined,
    arrow = false,
  ) {
    const own =
      kind === ScopeKind.MODULE || kind === ScopeKind.FUNCTION || kind === ScopeKind.NAMESPACE || kind === ScopeKind.CLASS;
    this.functionScope = own || parent === undefined ? this : parent.functionScope;
    this.thisScope = (own && !arrow) || parent === undefined ? this : parent.thisScope;
  }

  /** The name as seen from here, with one of the meanings; undefined when this file does not bind it. */
  resolve(name: string, meanings: number = Meaning.VALUE): Local | undefined {
    const local = this.names.get(name);
    if (local !== undefined && (local.meanings & meanings) !== 0) return local;
    return this.parent?.resolve(name, meanings);
  }
}
