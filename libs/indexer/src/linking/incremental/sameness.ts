import { BindingKind, type DefinitionFact, type TypeParameterFact } from '../../facts/file-facts.js';
import { definitionId } from '../emission/node-identity.js';
import { mergedInterface } from '../emission/emit-names.js';
import type { Alignment } from '../program/alignment.js';
import { BindingField, MemberField, type LinkedFile } from '../program/linked-file.js';

/** Says of parts of a file whether its next state says the same of them, as far as others read it directly and without asking. */
export class Sameness {
  readonly #former: LinkedFile;
  readonly #now: LinkedFile;
  readonly #alignment: Alignment;
  readonly #definitions = new Map<number, boolean>();
  readonly #callables = new Map<number, boolean>();
  readonly #classes = new Map<number, boolean>();
  #scopes: readonly [ReadonlyMap<number, readonly number[]>, ReadonlyMap<number, readonly number[]>] | undefined;

  constructor(former: LinkedFile, now: LinkedFile, alignment: Alignment) {
    this.#former = former;
    this.#now = now;
    this.#alignment = alignment;
  }

  term(former: number, now: number): boolean {
    return aligned(this.#alignment.terms, former, now);
  }

  /** What is read of a definition, and which node it is. */
  definition(index: number): boolean {
    return known(this.#definitions, index, () => this.#sameDefinition(index, this.#alignment.definitions[index] as number));
  }

  /** A definition as a place: with its signature or its members. */
  place(index: number): boolean {
    const { label, callable } = this.#former.definition(index);
    if (label === 'CLASS') return this.classOf(index);
    return this.definition(index) && (callable < 0 || this.callable(callable));
  }

  /** The signature of a callable and of its overloads. */
  callable(index: number): boolean {
    return known(this.#callables, index, () => this.#sameCallable(index, this.#alignment.callables[index] as number));
  }

  /** A class: its definition, and which members it has. */
  classOf(definition: number): boolean {
    return known(this.#classes, definition, () => this.#sameClass(definition, this.#alignment.definitions[definition] as number));
  }

  binding(index: number): boolean {
    const next = this.#alignment.bindings[index] as number;
    const former = (field: number) => this.#former.binding(index, field);
    const now = (field: number) => this.#now.binding(next, field);
    return (
      former(BindingField.MEANING) === now(BindingField.MEANING) &&
      this.term(former(BindingField.VALUE), now(BindingField.VALUE)) &&
      this.term(former(BindingField.TYPE), now(BindingField.TYPE)) &&
      aligned(this.#alignment.definitions, former(BindingField.DEFINITION), now(BindingField.DEFINITION))
    );
  }

  /** A member assignment is that one in the next state. */
  movesTo(member: number, next: number): boolean {
    return aligned(this.#alignment.members, member, next);
  }

  member(index: number): boolean {
    const next = this.#alignment.members[index] as number;
    const former = (field: number) => this.#former.member(index, field);
    const now = (field: number) => this.#now.member(next, field);
    return (
      this.term(former(MemberField.VALUE), now(MemberField.VALUE)) &&
      this.term(former(MemberField.TYPE), now(MemberField.TYPE)) &&
      aligned(this.#alignment.definitions, former(MemberField.DEFINITION), now(MemberField.DEFINITION)) &&
      aligned(this.#alignment.callables, former(MemberField.CALLABLE), now(MemberField.CALLABLE))
    );
  }

  /** The type parameter that a binding introduces. */
  typeParameter(binding: number): boolean {
    const next = this.#alignment.bindings[binding] as number;
    const former = this.#former.index.typeParameter(binding);
    const now = this.#now.index.typeParameter(next);
    if (!this.binding(binding) || (former === undefined) !== (now === undefined)) return false;
    return former === undefined || now === undefined || this.#sameTypeParameter(former, now);
  }

  #sameDefinition(index: number, next: number): boolean {
    const former = this.#former.definition(index);
    const now = this.#now.definition(next);
    return (
      looksTheSame(former, now) &&
      definitionId(this.#former, index) === definitionId(this.#now, next) &&
      aligned(this.#alignment.definitions, former.parent, now.parent) &&
      aligned(this.#alignment.definitions, this.#former.index.implementation(index), this.#now.index.implementation(next)) &&
      aligned(this.#alignment.callables, former.callable, now.callable) &&
      this.term(former.declaredType, now.declaredType) &&
      this.term(former.value, now.value) &&
      this.#sameTerms(former.decorators, now.decorators) &&
      sameLists(former.typeParameters, now.typeParameters, (one, other) => this.#sameTypeParameter(one, other)) &&
      this.#sameInterface(index, next)
    );
  }

  /** A variable may share its name with an interface, which then stands for both. */
  #sameInterface(index: number, next: number): boolean {
    if (this.#former.definition(index).label !== 'GLOBAL_VARIABLE') return true;
    return aligned(this.#alignment.definitions, mergedInterface(this.#former, index), mergedInterface(this.#now, next));
  }

  #sameCallable(index: number, next: number): boolean {
    const former = this.#former.callable(index);
    const now = this.#now.callable(next);
    if (!this.#sameSignature(index, next)) return false;
    if (former.definition < 0) return true;
    if (!this.definition(former.definition)) return false;
    const overloads = this.#now.index.overloads(now.definition);
    return sameLists(this.#former.index.overloads(former.definition), overloads, (one, other) => {
      if (!aligned(this.#alignment.definitions, one, other)) return false;
      return this.#sameSignature(this.#former.definition(one).callable, this.#now.definition(other).callable);
    });
  }

  #sameSignature(index: number, next: number): boolean {
    if (index < 0 || next < 0) return index === next;
    const former = this.#former.callable(index);
    const now = this.#now.callable(next);
    const { definitions } = this.#alignment;
    return (
      former.flags === now.flags &&
      aligned(definitions, former.definition, now.definition) &&
      aligned(definitions, former.receiverClass, now.receiverClass) &&
      this.term(former.returnType, now.returnType) &&
      sameLists(former.typeParameters, now.typeParameters, (one, other) => this.#sameTypeParameter(one, other)) &&
      sameLists(
        former.parameters,
        now.parameters,
        (one, other) =>
          one.name === other.name &&
          one.kind === other.kind &&
          one.optional === other.optional &&
          this.term(one.declaredType, other.declaredType) &&
          this.term(one.defaultValue, other.defaultValue) &&
          aligned(definitions, one.field, other.field),
      )
    );
  }

  #sameTypeParameter(former: TypeParameterFact, now: TypeParameterFact): boolean {
    return (
      former.name === now.name &&
      aligned(this.#alignment.bindings, former.binding, now.binding) &&
      this.term(former.constraint, now.constraint) &&
      this.term(former.defaultType, now.defaultType)
    );
  }

  #sameClass(index: number, next: number): boolean {
    if (!this.definition(index)) return false;
    const former = this.#former.index.mergedClass(index);
    const now = this.#now.index.mergedClass(next);
    return sameLists(former, now, (one, other) => this.#sameBody(one, other));
  }

  /** One declaration of a class: its bases, its members, and what else its body binds. */
  #sameBody(index: number, next: number): boolean {
    if (!aligned(this.#alignment.definitions, index, next)) return false;
    const former = this.#former.definition(index);
    const now = this.#now.definition(next);
    const { definitions, bindings } = this.#alignment;
    const members = (one: number, other: number) => {
      if (!aligned(definitions, one, other)) return false;
      return looksTheSame(this.#former.definition(one), this.#now.definition(other));
    };
    return (
      this.term(former.declaredType, now.declaredType) &&
      sameLists(former.bases, now.bases, (one, other) => one.kind === other.kind && this.term(one.term, other.term)) &&
      sameLists(this.#former.index.children(index), this.#now.index.children(next), members) &&
      sameLists(this.#bound(0, former.scope), this.#bound(1, now.scope), (one, other) => aligned(bindings, one, other))
    );
  }

  /** Bindings of a scope, in one of the two states. */
  #bound(state: 0 | 1, scope: number): readonly number[] {
    this.#scopes ??= [bindingsByScope(this.#former), bindingsByScope(this.#now)];
    return this.#scopes[state].get(scope) ?? [];
  }

  #sameTerms(former: readonly number[], now: readonly number[]): boolean {
    return sameLists(former, now, (one, other) => this.term(one, other));
  }
}

function looksTheSame(former: DefinitionFact, now: DefinitionFact): boolean {
  return former.label === now.label && former.kind === now.kind && former.name === now.name && former.flags === now.flags;
}

/** What is absent in both states, or the same in both. */
export function aligned(map: Int32Array, former: number, now: number): boolean {
  return former < 0 ? now < 0 : map[former] === now;
}

/** Lists of equal length whose items are the same in pairs. */
export function sameLists<T>(former: readonly T[], now: readonly T[], isSame: (one: T, other: T) => boolean): boolean {
  return former.length === now.length && former.every((one, at) => isSame(one, now[at] as T));
}

function known(answers: Map<number, boolean>, index: number, find: () => boolean): boolean {
  const answer = answers.get(index);
  if (answer !== undefined) return answer;
  // Whatever leads back here does not decide.
  answers.set(index, true);
  const found = find();
  answers.set(index, found);
  return found;
}

function bindingsByScope(file: LinkedFile): ReadonlyMap<number, readonly number[]> {
  const scopes = new Map<number, number[]>();
  for (let binding = 0; binding < file.bindingCount; binding++) {
    if (file.binding(binding, BindingField.KIND) === BindingKind.DELETE) continue;
    const scope = file.binding(binding, BindingField.SCOPE);
    const bindings = scopes.get(scope);
    if (bindings === undefined) scopes.set(scope, [binding]);
    else bindings.push(binding);
  }
  return scopes;
}
