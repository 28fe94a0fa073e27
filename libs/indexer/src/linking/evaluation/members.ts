import { DefinitionFlag } from '../../facts/file-facts.js';
import { TermOp } from '../../facts/term.js';
import { BindingField, MemberField, type LinkedFile } from '../program/linked-file.js';
import { Rule } from '../rules.js';
import {
  SlotKind,
  ValueKind,
  type AllocationValue,
  type ClassValue,
  type FunctionValue,
  type SuperValue,
  type Value,
} from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { addedMember, externalMember } from './augmentations.js';
import { Meaning, Question, ReadFacts, type Evaluator, type MemberOrder } from './evaluator.js';
import { classIndex, indexSignature } from './index-signatures.js';
import { moduleValue } from './modules.js';
import { prototypesOf } from './prototypes.js';
import { memberBelow } from './subclasses.js';

/** Places that a member name of a value names; externals for members of externals. Empty when there is no such member. */
export function memberSlots(evaluator: Evaluator, value: Value, name: string): ValueSet {
  switch (value.kind) {
    case ValueKind.MODULE:
      return moduleMember(evaluator, value.file, name);
    case ValueKind.PACKAGE:
      return packageMember(evaluator, value.folder, name);
    case ValueKind.CLASS:
      return classMember(evaluator, value, name, true);
    case ValueKind.INSTANCE:
      return isClassName(evaluator, value.of, name)
        ? ValueSet.of(value.of, Rule.member)
        : classMember(evaluator, value.of, name, false);
    case ValueKind.SELF: {
      if (!value.asClass && isClassName(evaluator, value.of, name))
        return ValueSet.of(evaluator.values.self(value.of, true), Rule.member);
      const found = classMember(evaluator, value.of, name, value.asClass);
      return found.isEmpty ? memberBelow(evaluator, value.of, name, value.asClass).withOpen(found.open) : found;
    }
    case ValueKind.SUPER:
      return superMember(evaluator, value, name);
    case ValueKind.FUNCTION:
      return functionMember(evaluator, value, name);
    case ValueKind.ALLOCATION:
      return allocationMember(evaluator, value, name);
    case ValueKind.EXTERNAL:
      return externalMember(evaluator, value, name, Rule.import);
    case ValueKind.TUPLE:
      return libraryMember(evaluator, evaluator.languageOfValue(value).types.tuple, name);
    case ValueKind.CONSTANT:
      return libraryMember(evaluator, evaluator.languageOfValue(value).types.constant(value.constantKind), name);
    case ValueKind.TYPE_PARAMETER:
    case ValueKind.PARAMETER:
    case ValueKind.SLOT:
      return ValueSet.UNKNOWN;
  }
}

/** `x.constructor`, `x.__class__`. */
function isClassName(evaluator: Evaluator, of: ClassValue, name: string): boolean {
  return name !== '' && name === evaluator.languageOf(of.file).classes.className;
}

function moduleMember(evaluator: Evaluator, module: LinkedFile, name: string): ValueSet {
  for (const meaning of [Meaning.VALUE, Meaning.NAMESPACE]) {
    const found = evaluator.exportSlots(module, name, meaning);
    if (!found.isEmpty) return found.weakened(Rule.import);
  }
  if (module.isLibrary) return ValueSet.of(evaluator.values.external(`${module.libraryModule}.${name}`), Rule.import);
  const assigned = evaluator.assignedMembers(evaluator.values.module(module), name);
  if (!assigned.isEmpty) return assigned;
  const submodule = evaluator.submodule(evaluator.familyOf(module), { path: module.path }, name);
  return submodule === undefined ? ValueSet.EMPTY : moduleValue(evaluator, module, submodule);
}

function packageMember(evaluator: Evaluator, folder: string, name: string): ValueSet {
  for (const family of evaluator.families) {
    const submodule = evaluator.submodule(family, { folder }, name);
    const file = family.files.values().next().value;
    if (submodule !== undefined && file !== undefined) return moduleValue(evaluator, file, submodule);
  }
  return ValueSet.EMPTY;
}

/** Member of a class or of its instances, in member order. */
export function classMember(evaluator: Evaluator, of: ClassValue, name: string, isStatic: boolean): ValueSet {
  return evaluator.ask(
    of.file,
    Question.MEMBER,
    of.definition * 2 + (isStatic ? 1 : 0),
    () => {
      const order = evaluator.order(of);
      const found = firstInOrder(evaluator, order.classes, { name, isStatic });
      if (!found.isEmpty) return found.weakened(Rule.member);
      if (isStatic && name === evaluator.languageOf(of.file).classes.prototypeName) {
        return ValueSet.of(evaluator.values.instance(of), Rule.member);
      }
      const elsewhere = memberElsewhere(evaluator, order, { name, isStatic });
      if (elsewhere !== undefined) return elsewhere;
      const rules = evaluator.languageOf(of.file).classes;
      const root = libraryMember(evaluator, isStatic ? evaluator.languageOf(of.file).types.functionClass : rules.root, name);
      if (!root.isEmpty) return root;
      const anyKey = isStatic ? ValueSet.EMPTY : classIndex(evaluator, of);
      if (!anyKey.isEmpty) return anyKey;
      const escapes = rules.memberEscapes.some(
        (escape) => !firstInOrder(evaluator, order.classes, { name: escape, isStatic: false }).isEmpty,
      );
      if (of.file.isLibrary) {
        const path = `${of.file.libraryModule}.${of.file.definition(of.definition).path}.${name}`;
        return ValueSet.of(
          evaluator.values.external(evaluator.languageOf(of.file).scopes.externalName(of.file.libraryModule, path)),
          Rule.library,
        );
      }
      return order.open || escapes ? ValueSet.UNKNOWN : ValueSet.EMPTY;
    },
    name,
  );
}

/** What declarations in other places add to the classes, else what their first base of another package has. */
function memberElsewhere(
  evaluator: Evaluator,
  { classes, externals }: MemberOrder,
  { name, isStatic }: { readonly name: string; readonly isStatic: boolean },
): ValueSet | undefined {
  const added = isStatic ? ValueSet.EMPTY : addedMember(evaluator, classes, name);
  if (!added.isEmpty) return added;
  const base = externals[0];
  return base === undefined ? undefined : externalMember(evaluator, base, name, Rule.member);
}

/** The first class of the order that declares the member decides; where none does, the first that something assigns it to. */
function firstInOrder(evaluator: Evaluator, order: readonly ClassValue[], member: { name: string; isStatic: boolean }): ValueSet {
  const { name, isStatic } = member;
  for (const of of order) {
    if (!declaredMember(evaluator, of, name, isStatic).isEmpty) return ownMember(evaluator, of, name, isStatic);
  }
  for (const of of order) {
    const own = ownMember(evaluator, of, name, isStatic);
    if (!own.isEmpty) return own;
  }
  return ValueSet.EMPTY;
}

/** Members that a class itself has under a name. */
export function ownMember(evaluator: Evaluator, of: ClassValue, name: string, isStatic: boolean): ValueSet {
  const declared = declaredMember(evaluator, of, name, isStatic);
  if (!declared.isEmpty && isDeclaredInClass(evaluator, of, name)) return declared;
  const value = isStatic ? of : evaluator.values.instance(of);
  return new ValueSetBuilder().addAll(declared).addAll(evaluator.assignedMembers(value, name)).build();
}

/** False for a field that is known by an assignment in one method only: others may assign it as well. */
function isDeclaredInClass(evaluator: Evaluator, of: ClassValue, name: string): boolean {
  const members = of.file.index.classMembers(of.definition).get(name);
  if (members === undefined) return false;
  if (evaluator.languageOf(of.file).classes.receiverIsParameter) return true;
  return members.some((member) => {
    const { flags, declaredType } = of.file.definition(member);
    return (flags & DefinitionFlag.INSTANCE) === 0 || declaredType >= 0;
  });
}

/** Members that the body of a class, or an assignment that defines one, gives it. */
function declaredMember(evaluator: Evaluator, of: ClassValue, name: string, isStatic: boolean): ValueSet {
  const { file } = of;
  const builder = new ValueSetBuilder();
  const separate = evaluator.languageOf(file).classes.staticsAreSeparate;
  const definitions = file.index.classMembers(of.definition).get(name) ?? [];
  const candidates = definitions.filter((definition) => !separate || isStaticMember(file, definition) === isStatic);
  for (const definition of selectMembers(file, candidates)) {
    builder.add(evaluator.values.slot(file, SlotKind.DEFINITION, definition), Rule.scope);
  }
  if (builder.isEmpty) addScopeBindings(evaluator, of, name, builder);
  return builder.build();
}

/** Later definitions of one name replace earlier ones, except that accessors of one name stand together. */
function selectMembers(file: LinkedFile, definitions: readonly number[]): readonly number[] {
  const shown = definitions.filter((definition) => !file.index.isHiddenOverload(definition));
  if (shown.length <= 1) return shown;
  const getters = shown.filter((definition) => isGetter(file, definition));
  if (getters.length > 0) return getters.slice(-1);
  const plain = shown.filter((definition) => file.definition(definition).kind !== 'setter');
  const overloads = plain.filter((definition) => (file.definition(definition).flags & DefinitionFlag.OVERLOAD) !== 0);
  if (overloads.length > 0) return overloads.slice(0, 1);
  return plain.length > 0 ? plain : shown;
}

function isGetter(file: LinkedFile, definition: number): boolean {
  const fact = file.definition(definition);
  return (
    fact.kind === 'getter' || (fact.label === 'METHOD' && (fact.flags & DefinitionFlag.PROPERTY) !== 0 && fact.kind !== 'setter')
  );
}

/** Reached through the class and not through its instances. */
function isStaticMember(file: LinkedFile, definition: number): boolean {
  const fact = file.definition(definition);
  if ((fact.flags & DefinitionFlag.STATIC) !== 0 || fact.kind === 'enum_member') return true;
  return fact.label !== 'METHOD' && fact.label !== 'FIELD';
}

/** Names that the class body binds without a definition of their own (imports, loops). */
function addScopeBindings(evaluator: Evaluator, of: ClassValue, name: string, builder: ValueSetBuilder): void {
  const { file } = of;
  const index = file.index.stringIndex(name);
  if (index < 0) return;
  for (const part of file.index.mergedClass(of.definition)) {
    const scope = file.definition(part).scope;
    if (scope < 0) continue;
    for (const binding of file.index.bindings(scope, index)) {
      if (file.binding(binding, BindingField.MEANING) !== 2) builder.addAll(evaluator.bindingSlots(file, binding, Meaning.VALUE));
    }
  }
}

function superMember(evaluator: Evaluator, value: SuperValue, name: string): ValueSet {
  const { receiver, after } = value;
  const isStatic = receiver.kind === ValueKind.CLASS || (receiver.kind === ValueKind.SELF && receiver.asClass);
  const start = receiver.kind === ValueKind.INSTANCE ? receiver.of : receiver.kind === ValueKind.CLASS ? receiver : after;
  const order = evaluator.order(start);
  const at = order.classes.indexOf(after);
  const above = at < 0 ? evaluator.order(after).classes.slice(1) : order.classes.slice(at + 1);
  let found = firstInOrder(evaluator, above, { name, isStatic });
  // Initialisers of static fields see the class as their receiver.
  if (found.isEmpty && receiver.kind === ValueKind.SELF) found = firstInOrder(evaluator, above, { name, isStatic: true });
  if (!found.isEmpty) return found.weakened(Rule.super);
  const base = order.externals[0];
  if (base !== undefined) return ValueSet.of(evaluator.values.external(`${base.path}.${name}`), Rule.super);
  const root = libraryMember(evaluator, evaluator.languageOf(after.file).classes.root, name);
  return root.isEmpty && order.open ? ValueSet.UNKNOWN : root;
}

function functionMember(evaluator: Evaluator, value: FunctionValue, name: string): ValueSet {
  const rules = evaluator.languageOf(value.file);
  const plain = evaluator.values.function(value.file, value.callable);
  if (name !== '' && name === rules.classes.prototypeName) return ValueSet.of(evaluator.values.prototypeOf(plain), Rule.member);
  const assigned = evaluator.assignedMembers(plain, name);
  if (!assigned.isEmpty) return assigned;
  return libraryMember(evaluator, rules.types.functionClass, name);
}

/** Keys of a literal, what was assigned to it later, then the members of its library class. */
function allocationMember(evaluator: Evaluator, value: AllocationValue, name: string): ValueSet {
  const { file, term } = value;
  const rules = evaluator.languageOf(file).types;
  const op = file.op(term);
  if (op === TermOp.FUNCTION) return prototypeMember(evaluator, value, name);
  if (op === TermOp.SEQUENCE) return libraryMember(evaluator, rules.sequence(file.b(term)), name);
  const keysAreMembers = op === TermOp.TYPE_OBJECT || rules.keysAreMembers(file.b(term));
  if (keysAreMembers) {
    const own = literalKey(evaluator, value, name);
    if (!own.isEmpty) return own;
    const above = prototypeMembers(evaluator, value, name);
    if (!above.isEmpty) return above;
  }
  const root = op === TermOp.TYPE_OBJECT ? evaluator.languageOf(file).classes.root : rules.mapping(file.b(term));
  const inherited = libraryMember(evaluator, root, name);
  if (!inherited.isEmpty || !hasOpenKeys(file, term)) return inherited;
  return (op === TermOp.TYPE_OBJECT ? indexSignature(evaluator, file, term) : undefined) ?? ValueSet.UNKNOWN;
}

/** Members of `f.prototype`: what was assigned to it. */
function prototypeMember(evaluator: Evaluator, value: AllocationValue, name: string): ValueSet {
  const assigned = evaluator.assignedMembers(value, name);
  if (!assigned.isEmpty) return assigned;
  const above = prototypeMembers(evaluator, value, name);
  return above.isEmpty ? libraryMember(evaluator, evaluator.languageOf(value.file).classes.root, name) : above;
}

/** Members of the objects that an object inherits from. */
export function prototypeMembers(evaluator: Evaluator, value: AllocationValue, name: string): ValueSet {
  if (value.file.op(value.term) === TermOp.TYPE_OBJECT) return ValueSet.EMPTY;
  const { parentName } = evaluator.languageOf(value.file).classes;
  const parents = prototypesOf(evaluator, value);
  if (name !== '' && name === parentName) return parents;
  return evaluator.ask(
    value.file,
    Question.INHERITED,
    value.term,
    () => evaluator.union(parents.values.map((parent) => evaluator.memberSlots(parent, name))).weakened(Rule.object),
    name,
  );
}

/** Values under a key of a MAPPING or TYPE_OBJECT: written in it, spread into it, or assigned to it. */
export function literalKey(evaluator: Evaluator, value: AllocationValue, name: string): ValueSet {
  return evaluator.ask(value.file, Question.KEY, value.term, () => searchKey(evaluator, value, name), name);
}

function searchKey(evaluator: Evaluator, value: AllocationValue, name: string): ValueSet {
  const { file, term } = value;
  const builder = new ValueSetBuilder();
  const pairs = file.pairs(term);
  const isType = file.op(term) === TermOp.TYPE_OBJECT;
  for (let at = pairs.length - 2; at >= 0; at -= 2) {
    const key = pairs[at] as number;
    const item = pairs[at + 1] as number;
    if (key >= 0 && file.string(key) === name) {
      if (isType) builder.addAll(evaluator.declaredType(file, item));
      else builder.add(evaluator.values.slot(file, SlotKind.TERM, item), Rule.object);
      break;
    }
    if (key === -2 && !isType) {
      const spread = evaluator.evaluate(file, item);
      let found = false;
      for (const source of spread.values) {
        const slots =
          source.kind === ValueKind.ALLOCATION ? literalKey(evaluator, source, name) : memberSlots(evaluator, source, name);
        if (slots.isEmpty) continue;
        builder.addAll(slots, Rule.object);
        found = true;
      }
      if (found) break;
    }
  }
  if (isType) return builder.build();
  return builder.addAll(itemsAssigned(evaluator, value, name)).build();
}

/** What was put under a key later: by assignment, else by a merge with another literal. */
function itemsAssigned(evaluator: Evaluator, value: AllocationValue, name: string): ValueSet {
  const assigned = evaluator.assignedMembers(value, itemName(evaluator, value, name));
  if (!assigned.isEmpty) return assigned;
  return evaluator.union(evaluator.mergedInto(value).map((source) => literalKey(evaluator, source, name)));
}

/** Name under which assignments to a key are recorded: the key itself where keys are members, else `[key]`. */
export function itemName(evaluator: Evaluator, value: AllocationValue, key: string): string {
  const { file, term } = value;
  const { types } = evaluator.languageOf(file);
  const isMember = file.op(term) === TermOp.SEQUENCE ? !types.typesAreExpressions : types.keysAreMembers(file.b(term));
  return isMember ? key : `[${key}]`;
}

/** A key that is not known, or a spread of something unknown, may be the one that was asked for. */
function hasOpenKeys(file: LinkedFile, term: number): boolean {
  const pairs = file.pairs(term);
  for (let at = 0; at < pairs.length; at += 2) if ((pairs[at] as number) < 0) return true;
  return false;
}

/** Member of instances of a library class; empty when the library has no such class or member. */
export function libraryMember(evaluator: Evaluator, path: string, name: string): ValueSet {
  if (path === '') return ValueSet.EMPTY;
  const builder = new ValueSetBuilder();
  for (const of of evaluator.library(path).values) {
    if (of.kind !== ValueKind.CLASS) continue;
    for (const part of evaluator.order(of).classes) {
      const own = ownMember(evaluator, part, name, false);
      if (own.isEmpty) continue;
      builder.addAll(own, Rule.library);
      break;
    }
    if (builder.isEmpty) builder.addAll(addedMember(evaluator, evaluator.order(of).classes, name));
  }
  return builder.build();
}

/** Member-assignment records of a file whose object is one of the values, by name. */
export function recordsAssignedTo(evaluator: Evaluator, file: LinkedFile, value: Value, name: string): readonly number[] {
  evaluator.readFacts(file, ReadFacts.ASSIGNED, name);
  return file.index.membersNamed(name).filter((record) => {
    const objects = evaluator.evaluate(file, file.member(record, MemberField.OBJECT));
    return objects.values.some((object) => object === value || sameObject(object, value));
  });
}

/** Assignments through `self` and through any instance belong to the class's instances. */
function sameObject(object: Value, value: Value): boolean {
  if (value.kind === ValueKind.INSTANCE) {
    return (
      (object.kind === ValueKind.SELF && !object.asClass && object.of === value.of) ||
      (object.kind === ValueKind.INSTANCE && object.of === value.of)
    );
  }
  if (value.kind === ValueKind.CLASS) return object.kind === ValueKind.SELF && object.asClass && object.of === value;
  if (value.kind === ValueKind.FUNCTION)
    return object.kind === ValueKind.FUNCTION && object.file === value.file && object.callable === value.callable;
  return false;
}
