import type { DefinitionLabel } from '@codexgraph/graph-model';
import { BindingKind, DefinitionFlag, ScopeKind, type CallableFact, type DefinitionFact } from '../../facts/file-facts.js';
import type { Draft, FactsBuilder } from '../../facts/facts-builder.js';
import { Meaning, Scope, type Local } from './scopes.js';
import type { ScriptTree } from './script-tree.js';

/** An assignment to a name or member path, by the node that assigns. Paths start with the local's key or `this`. */
export interface Write {
  readonly node: number;
  readonly name: string;
  readonly scope: Scope;
  local?: Local | undefined;
}

/** What one definition needs besides its defaults. */
export interface DefinitionInput {
  readonly label: DefinitionLabel;
  readonly kind: string;
  readonly name: string;
  /** Token of the name; the range when it has none. */
  readonly nameNode: number;
  /** Node of the whole definition incl. `export` and decorators. */
  readonly range: number;
  readonly start?: number;
  /** Offset where the body begins, -1 for none. */
  readonly headerEnd: number;
  readonly parent: number;
  readonly flags?: number;
  readonly path?: string;
}

/** What a definition is and where it stands. */
export type DefinitionPlace = Pick<
  DefinitionFact,
  | 'label'
  | 'kind'
  | 'name'
  | 'parent'
  | 'path'
  | 'start'
  | 'end'
  | 'startLine'
  | 'endLine'
  | 'nameLine'
  | 'nameColumn'
  | 'headerStart'
  | 'headerEnd'
  | 'docStart'
  | 'docEnd'
  | 'flags'
>;

/** A name and what it is bound to. */
export interface DeclareInput {
  readonly scope: Scope;
  readonly name: string;
  readonly offset: number;
  readonly kind: number;
  readonly value?: number;
  readonly meaning?: number;
  readonly definition?: number;
}

/** Where the walk is: what new names and definitions belong to. */
export interface Place {
  readonly scope: Scope;
  /** Innermost named definition. */
  readonly definition: number;
  /** Innermost class definition whose instance `this` is here; -1 when none. */
  readonly receiver: number;
  /** True inside `declare`. */
  readonly ambient: boolean;
  /** True inside a function. */
  readonly nested: boolean;
}

/** Everything a file declares by syntax alone: filled by the declaration pass, read by the value pass. Keys are nodes. */
export class Declarations {
  readonly scopes = new Map<number, Scope>();
  readonly definitions = new Map<number, number>();
  readonly callables = new Map<number, number>();
  /** Binding by the node of the name. */
  readonly bindings = new Map<number, number>();
  readonly imports = new Map<number, number>();
  /** In source order; `local` is set when the pass is over. */
  readonly writes: Write[] = [];
  /** Names of declared members by class definition. */
  readonly memberNames = new Map<number, Set<string>>();
  readonly moduleScope: Scope;
  readonly #locals: Local[] = [];

  constructor(
    readonly tree: ScriptTree,
    readonly facts: FactsBuilder,
    /** JavaScript: fields come from assignments, types from JSDoc. */
    readonly javascript: boolean,
  ) {
    this.moduleScope = new Scope(facts.scope(ScopeKind.MODULE, -1, 0, -1), ScopeKind.MODULE, undefined);
    this.scopes.set(0, this.moduleScope);
  }

  openScope(options: {
    node: number;
    kind: number;
    parent: Scope;
    definition?: number;
    callable?: number;
    arrow?: boolean;
  }): Scope {
    const { node, kind, parent, definition = -1, callable = -1, arrow = false } = options;
    const scope = new Scope(this.facts.scope(kind, parent.index, definition, callable), kind, parent, arrow);
    this.scopes.set(node, scope);
    return scope;
  }

  /** Binds a name in a scope. */
  declare(options: Omit<DeclareInput, 'offset'> & { readonly node: number }): number {
    const binding = this.declareAt({ ...options, offset: this.tree.start(options.node) });
    this.bindings.set(options.node, binding);
    return binding;
  }

  /** Binds a name that no node of the tree stands for. */
  declareAt(options: DeclareInput): number {
    const { scope, name, offset, kind, value = 0, meaning = Meaning.VALUE, definition = -1 } = options;
    const binding = this.facts.binding({
      scope: scope.index,
      name: this.facts.string(name),
      kind,
      value,
      definition,
      offset,
      meaning,
    });
    let local = scope.names.get(name);
    if (local === undefined) {
      local = this.#newLocal(name, scope, kind === BindingKind.PARAMETER);
      scope.names.set(name, local);
    }
    if ((meaning & Meaning.VALUE) !== 0) local.values.push(binding);
    local.meanings |= meaning;
    if (definition >= 0) local.definition = definition;
    return binding;
  }

  #newLocal(name: string, scope: Scope, parameter: boolean): Local {
    const local: Local = {
      key: String(this.#locals.length),
      name,
      scope,
      values: [],
      meanings: 0,
      writes: 0,
      captured: false,
      definition: -1,
      declaredType: -1,
      parameter,
    };
    this.#locals.push(local);
    return local;
  }

  /** The name behind a flow key. */
  localOf(key: string): Local | undefined {
    return this.#locals[Number(key)];
  }

  /** Adds a definition and returns its index. */
  define(input: DefinitionInput): number {
    const { tree, facts } = this;
    const { label, kind, name, nameNode, range, parent, headerEnd } = input;
    const start = input.start ?? tree.start(range);
    const parentPath = facts.definitions[parent]?.path ?? '';
    const [docStart, docEnd] = docRange(tree.text, start);
    return this.defineAt({
      label,
      kind,
      name,
      parent,
      path: input.path ?? (parentPath === '' ? name : `${parentPath}.${name}`),
      start,
      end: tree.end(range),
      startLine: tree.flat.lineAt(start),
      endLine: tree.flat.lineAt(Math.max(start, tree.end(range) - 1)),
      nameLine: tree.line(nameNode),
      nameColumn: tree.flat.columnAt(tree.start(nameNode)),
      headerStart: start,
      headerEnd: headerEnd < 0 ? tree.end(range) : trimEnd(tree.text, start, headerEnd),
      docStart,
      docEnd,
      flags: input.flags ?? 0,
    });
  }

  /** Adds a definition that no node of the tree stands for. */
  defineAt(place: DefinitionPlace): number {
    const definition: Draft<DefinitionFact> = {
      ...place,
      scope: -1,
      callable: -1,
      binding: -1,
      declaredType: -1,
      declaredTypeText: '',
      value: 0,
      bases: [],
      decorators: [],
      decoratorTexts: [],
      typeParameters: [],
    };
    return this.facts.definitions.push(definition) - 1;
  }

  definition(index: number): Draft<DefinitionFact> {
    return this.facts.definitions[index] as Draft<DefinitionFact>;
  }

  /** Adds a callable and returns its index. */
  addCallable(options: { node: number; definition: number; owner: number; receiverClass: number; flags: number }): number {
    const { node, definition, owner, receiverClass, flags } = options;
    const callable: Draft<CallableFact> = {
      definition,
      owner: definition >= 0 ? definition : owner,
      scope: -1,
      receiverClass,
      parameters: [],
      typeParameters: [],
      returnType: -1,
      returns: [],
      yields: [],
      flags,
    };
    const index = this.facts.callables.push(callable) - 1;
    this.callables.set(node, index);
    if (definition >= 0) this.definition(definition).callable = index;
    return index;
  }

  callable(index: number): Draft<CallableFact> {
    return this.facts.callables[index] as Draft<CallableFact>;
  }

  memberSet(definition: number): Set<string> {
    let names = this.memberNames.get(definition);
    if (names === undefined) {
      names = new Set();
      this.memberNames.set(definition, names);
    }
    return names;
  }

  /** Resolves the writes, once all names are known. */
  settleWrites(): void {
    for (const write of this.writes) {
      const local = write.scope.resolve(write.name) ?? this.#implicitGlobal(write.name);
      write.local = local;
      if (local === undefined) continue;
      local.writes++;
      if (write.scope.functionScope !== local.scope.functionScope) local.captured = true;
    }
  }

  /** A JavaScript assignment to a name that nothing declares makes a global. */
  #implicitGlobal(name: string): Local | undefined {
    if (!this.javascript || name === 'exports' || name === 'module') return undefined;
    const local = this.#newLocal(name, this.moduleScope, false);
    local.meanings = Meaning.VALUE;
    this.moduleScope.names.set(name, local);
    return local;
  }

  /** Marks signatures whose implementation is another definition of the same path. */
  settleOverloads(): void {
    const implemented = new Set<string>();
    for (const definition of this.facts.definitions) {
      if (definition.callable >= 0 && !this.#isSignature(definition.callable))
        implemented.add(`${String(definition.parent)}:${definition.path}`);
    }
    for (const definition of this.facts.definitions) {
      if (definition.callable < 0 || !this.#isSignature(definition.callable)) continue;
      if (implemented.has(`${String(definition.parent)}:${definition.path}`)) definition.flags |= DefinitionFlag.OVERLOAD;
    }
  }

  #isSignature(callable: number): boolean {
    return (this.callable(callable).flags & 8) !== 0;
  }
}

/** Range of the doc comment that ends right before the offset, or `[-1, -1]`. */
export function docRange(text: string, start: number): readonly [number, number] {
  let end = start;
  while (end > 0 && text.charCodeAt(end - 1) <= 32) end--;
  if (end < 5 || text.charCodeAt(end - 1) !== 47 || text.charCodeAt(end - 2) !== 42) return [-1, -1];
  const open = text.lastIndexOf('/*', end - 3);
  if (open < 0 || text.charCodeAt(open + 2) !== 42 || text.indexOf('*/', open + 2) !== end - 2) return [-1, -1];
  return [open, end];
}

function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && text.charCodeAt(at - 1) <= 32) at--;
  return at;
}
