import { BindingKind, DefinitionFlag, SiteKind, type DefinitionFact, type TypeParameterFact } from '../../facts/file-facts.js';
import { TermOp } from '../../facts/term.js';
import { augmentationsOf, type Augmentations } from './augmentations.js';
import { valueContexts, type ValueContexts } from './value-contexts.js';
import type { LinkedFile } from './linked-file.js';
import { append } from './multimap.js';
import { classesByBase, decorationsByName, type DecoratedDefinition } from './written-names.js';
import { BindingField, MemberField, SiteField } from './record-fields.js';

/** Look-up tables over the facts of one file; each is built when it is first asked for. */
export class FileIndex {
  readonly #file: LinkedFile;
  #children: readonly (readonly number[])[] | undefined;
  #bindings: Map<number, number[]> | undefined;
  #memberRecords: Map<number, number[]> | undefined;
  #membersByName: Map<string, number[]> | undefined;
  #ordinals: Int32Array | undefined;
  #canonical: Int32Array | undefined;
  #classMembers = new Map<number, ReadonlyMap<string, readonly number[]>>();
  #callSitesByName: Map<string, number[]> | undefined;
  #extensions: ReadonlyMap<string, readonly number[]> | undefined;
  #decorations: ReadonlyMap<string, readonly DecoratedDefinition[]> | undefined;
  #augmentations: Augmentations | undefined;
  #strings: Map<string, number> | undefined;
  #contexts: ValueContexts | undefined;
  #recordsOfValue: Map<number, number[]> | undefined;
  #typeParameters: Map<number, TypeParameterFact> | undefined;
  readonly #nodeIds: string[] = [];
  #functionTerms: Map<number, number> | undefined;
  #overloads: Map<number, readonly number[]> | undefined;

  constructor(file: LinkedFile) {
    this.#file = file;
  }

  /** Index of a string; -1 when the file does not mention it. */
  stringIndex(text: string): number {
    this.#strings ??= new Map(this.#file.facts.strings.map((string, index) => [string, index]));
    return this.#strings.get(text) ?? -1;
  }

  /** Definitions directly inside a definition, in source order. */
  children(definition: number): readonly number[] {
    this.#children ??= this.#collectChildren();
    return this.#children[definition] ?? [];
  }

  /** Bindings of a name in a scope, in source order. */
  bindings(scope: number, name: number): readonly number[] {
    this.#bindings ??= this.#collectBindings();
    return this.#bindings.get(scope * this.#file.facts.strings.length + name) ?? [];
  }

  /** METHOD, FIELD and nested CLASS definitions of a class (of all its merged declarations) by name. */
  classMembers(definition: number): ReadonlyMap<string, readonly number[]> {
    const known = this.#classMembers.get(definition);
    if (known !== undefined) return known;
    const members = new Map<string, number[]>();
    for (const part of this.mergedClass(definition)) {
      for (const child of this.children(part)) append(members, this.#file.definition(child).name, child);
    }
    this.#classMembers.set(definition, members);
    return members;
  }

  /** Member-assignment records that belong to a FIELD or METHOD definition. */
  memberRecordsOf(definition: number): readonly number[] {
    if (this.#memberRecords === undefined) {
      this.#memberRecords = new Map();
      for (let record = 0; record < this.#file.memberCount; record++) {
        append(this.#memberRecords, this.#file.member(record, MemberField.DEFINITION), record);
      }
    }
    return this.#memberRecords.get(definition) ?? [];
  }

  /** Member-assignment records by member name. */
  membersNamed(name: string): readonly number[] {
    if (this.#membersByName === undefined) {
      this.#membersByName = new Map();
      for (let record = 0; record < this.#file.memberCount; record++) {
        append(this.#membersByName, this.#file.string(this.#file.member(record, MemberField.NAME)), record);
      }
    }
    return this.#membersByName.get(name) ?? [];
  }

  /** Names to which some member assignment of this file assigns. */
  get memberNames(): Iterable<string> {
    this.membersNamed('');
    return this.#membersByName?.keys() ?? [];
  }

  /** CALL and NEW sites by the last token of the callee. */
  callSitesNamed(name: string): readonly number[] {
    return this.#callSites().get(name) ?? [];
  }

  /** Number of CALL, NEW and SUPER_CALL sites. */
  get callCount(): number {
    let count = 0;
    for (const sites of this.#callSites().values()) count += sites.length;
    return count;
  }

  /** Names of callees and decorators. */
  get calledNames(): Iterable<string> {
    return [...this.#callSites().keys(), ...this.#decoratorsByName.keys()];
  }

  /** Definitions with decorators, by the last token of each decorator. */
  decoratedBy(name: string): readonly DecoratedDefinition[] {
    return this.#decoratorsByName.get(name) ?? [];
  }

  /** Classes whose base list names a class so, by the last token as written. */
  extending(name: string): readonly number[] {
    return this.#extensionsByName.get(name) ?? [];
  }

  get extendedNames(): Iterable<string> {
    return this.#extensionsByName.keys();
  }

  get #extensionsByName(): ReadonlyMap<string, readonly number[]> {
    return (this.#extensions ??= classesByBase(this.#file));
  }

  get #decoratorsByName(): ReadonlyMap<string, readonly DecoratedDefinition[]> {
    return (this.#decorations ??= decorationsByName(this.#file));
  }

  /** What the file adds to other modules. */
  get augmentations(): Augmentations {
    return (this.#augmentations ??= augmentationsOf(this.#file));
  }

  /** All definitions with decorators. */
  get decorated(): readonly DecoratedDefinition[] {
    return [...this.#decoratorsByName.values()].flat();
  }

  /** 0 for the first definition of a path and label, 1.. for further ones. */
  ordinal(definition: number): number {
    this.#ordinals ??= this.#countOrdinals();
    return this.#ordinals[definition] as number;
  }

  /** Id of the node of a definition, made once. */
  nodeId(definition: number, make: (definition: number) => string): string {
    return (this.#nodeIds[definition] ??= make(definition));
  }

  /** The declaration that stands for all merged ones. */
  canonicalClass(definition: number): number {
    if (!this.#file.mergesDeclarations) return definition;
    this.#canonical ??= this.#mergeClasses();
    return this.#canonical[definition] as number;
  }

  /** Places where functions and object literals stand as values. */
  get contexts(): ValueContexts {
    return (this.#contexts ??= valueContexts(this.#file));
  }

  /** Member-assignment records whose value is a term. */
  memberRecordsOfValue(term: number): readonly number[] {
    if (this.#recordsOfValue === undefined) {
      this.#recordsOfValue = new Map();
      for (let record = 0; record < this.#file.memberCount; record++) {
        append(this.#recordsOfValue, this.#file.member(record, MemberField.VALUE), record);
      }
    }
    return this.#recordsOfValue.get(term) ?? [];
  }

  /** The declared type parameter that a binding introduces. */
  typeParameter(binding: number): TypeParameterFact | undefined {
    if (this.#typeParameters === undefined) {
      const { definitions, callables } = this.#file.facts;
      const all = [...definitions, ...callables].flatMap((fact) => fact.typeParameters);
      this.#typeParameters = new Map(all.map((fact) => [fact.binding, fact]));
    }
    return this.#typeParameters.get(binding);
  }

  /** FUNCTION term of a callable; 0 when the file has none. */
  functionTerm(callable: number): number {
    if (this.#functionTerms === undefined) {
      this.#functionTerms = new Map();
      for (let term = 0; term < this.#file.termCount; term++) {
        if (this.#file.op(term) === TermOp.FUNCTION) this.#functionTerms.set(this.#file.a(term), term);
      }
    }
    return this.#functionTerms.get(callable) ?? 0;
  }

  /** All declarations that merge with a class, in source order. */
  mergedClass(definition: number): readonly number[] {
    if (!this.#file.mergesDeclarations) return [definition];
    const canonical = this.canonicalClass(definition);
    const siblings = this.children(this.#file.definition(canonical).parent);
    return siblings.filter(
      (sibling) => this.#canonical?.[sibling] === canonical && this.#file.definition(sibling).label === 'CLASS',
    );
  }

  /** OVERLOAD definitions that belong to a callable definition (same path), in source order; empty when there are none. */
  overloads(definition: number): readonly number[] {
    this.#overloads ??= this.#collectOverloads();
    return this.#overloads.get(definition) ?? [];
  }

  #collectChildren(): readonly (readonly number[])[] {
    const children: number[][] = this.#file.facts.definitions.map(() => []);
    this.#file.facts.definitions.forEach((fact, index) => {
      if (fact.parent >= 0) children[fact.parent]?.push(index);
    });
    return children;
  }

  #collectBindings(): Map<number, number[]> {
    const bindings = new Map<number, number[]>();
    const names = this.#file.facts.strings.length;
    for (let index = 0; index < this.#file.bindingCount; index++) {
      if (this.#file.binding(index, BindingField.KIND) === BindingKind.DELETE) continue;
      append(
        bindings,
        this.#file.binding(index, BindingField.SCOPE) * names + this.#file.binding(index, BindingField.NAME),
        index,
      );
    }
    return bindings;
  }

  #callSites(): Map<string, number[]> {
    if (this.#callSitesByName === undefined) {
      this.#callSitesByName = new Map();
      for (let site = 0; site < this.#file.siteCount; site++) {
        const kind = this.#file.site(site, SiteField.KIND);
        if (kind !== SiteKind.CALL && kind !== SiteKind.NEW && kind !== SiteKind.SUPER_CALL) continue;
        append(this.#callSitesByName, this.#file.string(this.#file.site(site, SiteField.NAME)), site);
      }
    }
    return this.#callSitesByName;
  }

  #countOrdinals(): Int32Array {
    const counts = new Map<string, number>();
    return Int32Array.from(this.#file.facts.definitions, (fact, index) => {
      if (this.isHiddenOverload(index)) return -1;
      const key = `${fact.label}:${fact.path}`;
      const ordinal = counts.get(key) ?? 0;
      counts.set(key, ordinal + 1);
      return ordinal;
    });
  }

  /** An overload declaration whose implementation is in the file: it is no node of its own. */
  isHiddenOverload(definition: number): boolean {
    const fact = this.#file.definition(definition);
    return (fact.flags & DefinitionFlag.OVERLOAD) !== 0 && this.implementation(definition) !== definition;
  }

  /** The definition that stands for an overload: the next one of its name in the same parent that is none; else itself. */
  implementation(definition: number): number {
    const fact = this.#file.definition(definition);
    if ((fact.flags & DefinitionFlag.OVERLOAD) === 0) return definition;
    for (const sibling of this.children(fact.parent)) {
      if (sibling <= definition) continue;
      const other = this.#file.definition(sibling);
      if (sameCallable(fact, other) && (other.flags & DefinitionFlag.OVERLOAD) === 0) return sibling;
    }
    return definition;
  }

  #collectOverloads(): Map<number, readonly number[]> {
    const overloads = new Map<number, number[]>();
    this.#file.facts.definitions.forEach((fact, index) => {
      if ((fact.flags & DefinitionFlag.OVERLOAD) === 0) return;
      const implementation = this.implementation(index);
      const first = implementation === index ? this.#firstOverload(index) : implementation;
      append(overloads, first, index);
    });
    return overloads;
  }

  #firstOverload(definition: number): number {
    const fact = this.#file.definition(definition);
    const first = this.children(fact.parent).find((sibling) => sameCallable(this.#file.definition(sibling), fact));
    return first ?? definition;
  }

  #mergeClasses(): Int32Array {
    const first = new Map<string, number>();
    const file = this.#file;
    const canonical = Int32Array.from(file.facts.definitions, (_fact, index) => index);
    const rank = (index: number) => (file.definition(index).kind === 'class' ? 0 : 1);
    file.facts.definitions.forEach((fact, index) => {
      if (fact.label !== 'CLASS' || fact.name === '' || fact.binding < 0) return;
      const key = `${String(file.binding(fact.binding, BindingField.SCOPE))}:${fact.name}`;
      const known = first.get(key);
      if (known === undefined || rank(index) < rank(known)) first.set(key, index);
    });
    file.facts.definitions.forEach((fact, index) => {
      if (fact.label !== 'CLASS' || fact.name === '' || fact.binding < 0) return;
      canonical[index] = first.get(`${String(file.binding(fact.binding, BindingField.SCOPE))}:${fact.name}`) ?? index;
    });
    return canonical;
  }
}

function sameCallable(one: DefinitionFact, other: DefinitionFact): boolean {
  return (
    one.path === other.path &&
    one.label === other.label &&
    (one.flags & DefinitionFlag.STATIC) === (other.flags & DefinitionFlag.STATIC)
  );
}
