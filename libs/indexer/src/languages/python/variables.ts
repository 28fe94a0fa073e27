import { DefinitionFlag, ScopeKind } from '../../facts/file-facts.js';
import { addDefinition, shortText } from './definition-facts.js';
import type { ClassContext, FunctionContext, PythonReader } from './python-reader.js';
import type { PythonScope } from './scopes.js';

/** A name or attribute that may be the first assignment of a variable or field. */
export interface VariableTarget {
  readonly name: string;
  /** Offset of the name token. */
  readonly nameOffset: number;
  /** Statement, `for` or `with` item that assigns. */
  readonly statement: number;
  readonly value: number;
  readonly declaredType: number;
  /** Annotation node, or -1. */
  readonly annotation: number;
  readonly isAlias?: boolean;
}

/** Makes GLOBAL_VARIABLE and FIELD definitions at the first assignment of their name. */
export class VariableReader {
  readonly #reader: PythonReader;

  constructor(reader: PythonReader) {
    this.#reader = reader;
  }

  /** Definition of a name assigned in the scope; -1 for locals. */
  define(scope: PythonScope, target: VariableTarget): number {
    if (scope.kind !== ScopeKind.MODULE && scope.kind !== ScopeKind.CLASS) return -1;
    const known = scope.variables.get(target.name);
    if (known !== undefined) {
      this.#complete(known, target);
      return known;
    }
    const owner = this.#reader.classContext;
    const isField = scope.kind === ScopeKind.CLASS;
    if (isField && owner?.scope !== scope) return -1;
    const definition = this.#add(target, {
      label: isField ? 'FIELD' : 'GLOBAL_VARIABLE',
      kind: isField ? this.#fieldKind(owner as ClassContext, target) : this.#globalKind(target),
      parent: isField ? (owner as ClassContext).definition : 0,
      flags: 0,
    });
    scope.variables.set(target.name, definition);
    return definition;
  }

  /** Definition of `self.name`; -1 where the class makes it a property. */
  defineMember(owner: ClassContext, target: VariableTarget, isInstance: boolean): number {
    const known = owner.scope.variables.get(target.name);
    if (known !== undefined) {
      this.#complete(known, target);
      return known;
    }
    if (owner.propertyNames.has(target.name)) return -1;
    const definition = this.#add(target, {
      label: 'FIELD',
      kind: 'field',
      parent: owner.definition,
      flags: isInstance ? DefinitionFlag.INSTANCE : 0,
    });
    owner.scope.variables.set(target.name, definition);
    return definition;
  }

  /** The function whose receiver (`self`, `cls`; in `__new__` a local `self` as well) the name is, seen from here. */
  receiverOf(name: string): FunctionContext | undefined {
    const reader = this.#reader;
    for (let context = reader.functionContext; context !== undefined; context = context.outer) {
      const isReceiver = context.receiverName === name || (context.createsInstance && name === 'self');
      if (isReceiver && context.receiverClass !== undefined && reader.scope.resolve(name) === context.scope) return context;
    }
    return undefined;
  }

  #add(
    target: VariableTarget,
    definition: { label: 'FIELD' | 'GLOBAL_VARIABLE'; kind: string; parent: number; flags: number },
  ): number {
    const reader = this.#reader;
    const [start, end] = this.#range(target.statement);
    const index = addDefinition(reader, { ...definition, name: target.name, start, end, nameOffset: target.nameOffset });
    this.#complete(index, target);
    return index;
  }

  /** A later annotation or value fills what the first assignment did not say. */
  #complete(definition: number, target: VariableTarget): void {
    const fact = this.#reader.facts.definitions[definition];
    if (fact === undefined) return;
    if (fact.declaredType < 0 && target.declaredType >= 0) {
      fact.declaredType = target.declaredType;
      fact.declaredTypeText = shortText(this.#reader, target.annotation);
    }
    if (fact.value < 0 && target.value >= 0) fact.value = target.value;
  }

  #range(statement: number): [number, number] {
    const { tree, grammar } = this.#reader.syntax;
    const { kinds, fields } = grammar;
    let node = statement;
    if (tree.kind[node] === kinds.assignment && tree.kind[tree.parent[node] as number] === kinds.expression_statement)
      node = tree.parent[node] as number;
    const header = tree.kind[node] === kinds.for_statement ? tree.childByField(node, fields.right) : node;
    return [tree.start[node] as number, tree.end[header < 0 ? node : header] as number];
  }

  #fieldKind(owner: ClassContext, target: VariableTarget): string {
    const isMember = owner.isEnum && target.annotation < 0 && !target.name.startsWith('_');
    return isMember ? 'enum_member' : 'field';
  }

  #globalKind(target: VariableTarget): string {
    if (target.isAlias === true) return 'alias';
    return /^_*[A-Z][A-Z0-9_]*$/.test(target.name) ? 'constant' : 'variable';
  }
}
