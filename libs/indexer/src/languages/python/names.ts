import { BindingKind, ScopeKind, SiteKind } from '../../facts/file-facts.js';
import { TermOp } from '../../facts/term.js';
import type { PythonReader } from './python-reader.js';
import type { PythonScope } from './scopes.js';

const BUILTIN_TYPES = new Set(
  'bool bytearray bytes complex dict float frozenset int list memoryview object range set slice str tuple type'.split(' '),
);

/** What is bound to a name. */
export interface NameBinding {
  readonly node: number;
  readonly name: string;
  readonly kind: number;
  readonly value: number;
  /** Type term; -1 or absent when none is written here. */
  readonly declaredType?: number;
  readonly definition?: number;
  /** Scope to bind in when it is not the one that Python's rules give. */
  readonly scope?: PythonScope;
}

/** Reads and binds names and tracks which value reaches them. */
export class NameReader {
  readonly #reader: PythonReader;

  constructor(reader: PythonReader) {
    this.#reader = reader;
  }

  /** Flow key of a name, or undefined for a name that the file does not bind. */
  key(name: string): string | undefined {
    const scope = this.#reader.scope.resolve(name);
    return scope === undefined ? undefined : `${scope.index}:${name}`;
  }

  /** The term of a name read here. */
  term(name: string): number {
    const reader = this.#reader;
    const scope = reader.scope.resolve(name);
    if (scope === undefined) return reader.nameTerm(name, reader.scope);
    const known = reader.flow.get(`${scope.index}:${name}`);
    if (known !== undefined) return known;
    if (scope === reader.scope && scope.kind === ScopeKind.CLASS && scope.parent !== undefined && !reader.hasStarImport) {
      return reader.nameTerm(name, scope.parent);
    }
    return reader.nameTerm(name, scope.kind === ScopeKind.MODULE ? scope : reader.scope);
  }

  /** The term of a name used as a type here: types are not flow-sensitive. */
  typeTerm(name: string): number {
    const reader = this.#reader;
    const scope = reader.scope.resolve(name);
    if (scope !== undefined && scope.kind === ScopeKind.CLASS && scope.parent !== undefined && this.#isShadow(name, scope)) {
      return reader.nameTerm(name, scope.parent);
    }
    return reader.nameTerm(name, scope?.kind === ScopeKind.MODULE ? scope : reader.scope);
  }

  /** Reads a name as a value: gives its term and, where it may mean a definition, a READ site. */
  read(node: number, flags: number): number {
    const reader = this.#reader;
    const { tree } = reader.syntax;
    const name = tree.textOf(node);
    const term = this.term(name);
    if (this.mayMeanDefinition(name)) {
      reader.site({
        kind: SiteKind.READ,
        term: this.#withoutNarrowing(name, term),
        offset: tree.start[node] as number,
        name,
        flags,
      });
    }
    return term;
  }

  /** False for locals that hold plain values, builtins and whole modules: no edge can come from reading those. */
  mayMeanDefinition(name: string): boolean {
    const scope = this.#reader.scope.resolve(name);
    if (scope === undefined) return this.#reader.hasStarImport;
    if (scope.moduleNames.has(name)) return false;
    if (scope.kind === ScopeKind.MODULE || scope.kind === ScopeKind.CLASS) return true;
    return scope.definitionNames.has(name);
  }

  /** Binds a name where Python's rules say, lets reads after it see the value, and returns the binding. */
  bind(binding: NameBinding): number {
    const reader = this.#reader;
    const { name } = binding;
    const scope = binding.scope ?? this.bindingScope(name);
    const declaredType = binding.declaredType ?? -1;
    if (declaredType >= 0) scope.declaredTypes.set(name, declaredType);
    const index = reader.facts.binding({
      scope: scope.index,
      name: reader.facts.string(name),
      kind: binding.kind,
      value: binding.value,
      declaredType: declaredType >= 0 ? declaredType : (scope.declaredTypes.get(name) ?? -1),
      definition: binding.definition ?? -1,
      offset: reader.syntax.tree.start[binding.node] as number,
    });
    const key = `${scope.index}:${name}`;
    if (binding.kind === BindingKind.DELETE) reader.flow.forget(key);
    else if (binding.kind !== BindingKind.DECLARATION) reader.flow.assign(key, reader.facts.term(TermOp.BINDING, index));
    return index;
  }

  /** The scope that an assignment to the name binds it in. */
  bindingScope(name: string): PythonScope {
    const { scope } = this.#reader;
    return scope.redirected.get(name) ?? scope;
  }

  /** A method or field that happens to be called like a type outside its class: `def list(self) -> list[int]`. */
  #isShadow(name: string, scope: PythonScope): boolean {
    if (scope.functionNames.has(name)) return true;
    if (scope.definitionNames.has(name)) return false;
    return BUILTIN_TYPES.has(name) || scope.parent?.resolve(name) !== undefined;
  }

  /** What the name denotes, without what tests told about its value. */
  #withoutNarrowing(name: string, term: number): number {
    const reader = this.#reader;
    const { op } = reader.facts.termAt(term);
    return op === TermOp.BINDING || op === TermOp.NAME ? term : reader.nameTerm(name, reader.scope);
  }
}
