import { CallableFlag, DefinitionFlag, type DefinitionFact } from '../../facts/file-facts.js';
import { TermOp } from '../../facts/term.js';
import { readLiterals } from './literal-calls.js';
import { MemberField, SiteField, type LinkedFile } from '../program/linked-file.js';
import { Rule } from '../rules.js';
import { SlotKind, ValueKind, type FunctionValue, type SlotValue, type Value } from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { argumentsOf, argumentTerm } from './arguments.js';
import { throughDescriptor } from './descriptors.js';
import { Question, type Evaluator } from './evaluator.js';
import { bindingValue, severalAssigned } from './names.js';

/** Values held by places; values that are no places stay. `receiver` is what the place was reached through. */
export function readSlots(evaluator: Evaluator, slots: ValueSet, receiver: Value | undefined): ValueSet {
  const builder = new ValueSetBuilder();
  let map: ReadonlyMap<Value, ValueSet> | undefined;
  slots.values.forEach((slot, index) => {
    const evidence = slots.evidence[index] as number;
    if (slot.kind === ValueKind.TYPE_PARAMETER && receiver !== undefined) {
      map ??= evaluator.receiverMap(receiver);
      builder.addAll(evaluator.substitute(ValueSet.of(slot, 0), map), evidence);
      return;
    }
    if (slot.kind !== ValueKind.SLOT) {
      builder.add(
        slot.kind === ValueKind.FUNCTION && receiver !== undefined ? bindTo(evaluator, slot, receiver) : slot,
        evidence,
      );
      return;
    }
    let held = readSlot(evaluator, slot, receiver);
    if (receiver !== undefined && held.symbolic) {
      map ??= evaluator.receiverMap(receiver);
      held = evaluator.substitute(held, map);
    }
    builder.addAll(held, evidence);
  });
  if (slots.open) builder.open();
  return builder.build();
}

function bindTo(evaluator: Evaluator, func: FunctionValue, receiver: Value): FunctionValue {
  return func.receiver === undefined ? evaluator.values.bound(func, receiver) : func;
}

function readSlot(evaluator: Evaluator, slot: SlotValue, receiver: Value | undefined): ValueSet {
  const { file, index } = slot;
  switch (slot.slotKind) {
    case SlotKind.DEFINITION:
      return readPlace(evaluator, file, index, receiver);
    case SlotKind.BINDING:
      return bindReceiver(evaluator, bindingValue(evaluator, file, index), receiver);
    case SlotKind.MEMBER:
      return bindReceiver(evaluator, recordValue(evaluator, file, index), receiver);
    default:
      return bindReceiver(evaluator, evaluator.evaluate(file, index), receiver);
  }
}

/** A definition by its kind; what variables hold is asked of their file. */
function readPlace(evaluator: Evaluator, file: LinkedFile, definition: number, receiver: Value | undefined): ValueSet {
  const { label, callable } = file.definition(definition);
  const isVariable = label !== 'MODULE' && label !== 'CLASS' && label !== 'TYPE' && callable < 0;
  if (isVariable) return bindReceiver(evaluator, heldThrough(evaluator, file, definition, receiver), receiver);
  return readDefinition(evaluator, file, definition, receiver);
}

/** What a field holds, as read through the receiver. */
function heldThrough(evaluator: Evaluator, file: LinkedFile, definition: number, receiver: Value | undefined): ValueSet {
  const held = heldBy(evaluator, file, definition);
  const { label, flags } = file.definition(definition);
  return label === 'FIELD' && (flags & DefinitionFlag.INSTANCE) === 0
    ? throughDescriptor(evaluator, file, held, { receiver })
    : held;
}

/** What a variable, field or anything without a callable holds. */
export function heldBy(evaluator: Evaluator, file: LinkedFile, definition: number): ValueSet {
  return evaluator.ask(file, Question.HELD, definition, () => readDefinition(evaluator, file, definition, undefined));
}

/** Functions reached through an object get it as their receiver. */
function bindReceiver(evaluator: Evaluator, values: ValueSet, receiver: Value | undefined): ValueSet {
  if (receiver === undefined || receiver.kind !== ValueKind.ALLOCATION) return values;
  if (!values.values.some((value) => value.kind === ValueKind.FUNCTION && value.receiver === undefined)) return values;
  const builder = new ValueSetBuilder();
  values.values.forEach((value, index) => {
    builder.add(value.kind === ValueKind.FUNCTION ? bindTo(evaluator, value, receiver) : value, values.evidence[index] as number);
  });
  return values.open ? builder.open().build() : builder.build();
}

/** Value of a member assignment: its declared type, else what was assigned. */
export function recordValue(evaluator: Evaluator, file: LinkedFile, record: number): ValueSet {
  const declared = file.member(record, MemberField.TYPE);
  if (declared >= 0) {
    const typed = evaluator.declaredType(file, declared).weakened(Rule.declared);
    if (!typed.isEmpty) return typed;
  }
  const value = file.member(record, MemberField.VALUE);
  return value < 0 ? ValueSet.EMPTY : evaluator.evaluate(file, value);
}

function readDefinition(evaluator: Evaluator, file: LinkedFile, definition: number, receiver: Value | undefined): ValueSet {
  const fact = file.definition(definition);
  switch (fact.label) {
    case 'MODULE':
      return ValueSet.of(evaluator.values.module(file), Rule.scope);
    case 'CLASS':
      return decorated(evaluator, file, definition, ValueSet.of(evaluator.values.class(file, definition), Rule.scope));
    case 'FUNCTION':
    case 'METHOD':
      return fact.callable < 0 ? readVariable(evaluator, file, definition) : readFunction(evaluator, file, definition, receiver);
    case 'TYPE':
      return ValueSet.EMPTY;
    default:
      return bindReceiver(evaluator, readVariable(evaluator, file, definition), receiver);
  }
}

/** A field or variable: its declared type, else everything that is assigned to it. */
function readVariable(evaluator: Evaluator, file: LinkedFile, definition: number): ValueSet {
  const fact = file.definition(definition);
  if (fact.kind === 'enum_member' && fact.parent >= 0) {
    return ValueSet.of(evaluator.values.instance(evaluator.values.class(file, fact.parent)), Rule.constructed);
  }
  let typed = ValueSet.EMPTY;
  if (fact.declaredType >= 0) {
    typed = evaluator.declaredType(file, fact.declaredType).weakened(Rule.declared);
    if (!typed.isEmpty && !typed.open) return typed;
  }
  const builder = new ValueSetBuilder().addAll(typed);
  for (const held of assignedValues(evaluator, file, definition, fact)) builder.addAll(held);
  return severalAssigned(builder.build());
}

function assignedValues(evaluator: Evaluator, file: LinkedFile, definition: number, fact: DefinitionFact): readonly ValueSet[] {
  const sets: ValueSet[] = [];
  if (fact.value >= 0) sets.push(evaluator.evaluate(file, fact.value));
  if (fact.binding >= 0) {
    const scope = file.binding(fact.binding, 0);
    for (const binding of file.index.bindings(scope, file.binding(fact.binding, 1)))
      sets.push(bindingValue(evaluator, file, binding));
  }
  for (const record of file.index.memberRecordsOf(definition)) {
    sets.push(recordValue(evaluator, file, record).weakened(Rule['member-assigned']));
  }
  return sets;
}

function readFunction(evaluator: Evaluator, file: LinkedFile, definition: number, receiver: Value | undefined): ValueSet {
  const fact = file.definition(definition);
  const plain = ValueSet.of(evaluator.values.function(file, fact.callable), Rule.scope);
  const values = decorated(evaluator, file, definition, plain);
  if (fact.label !== 'METHOD') return bindReceiver(evaluator, values, receiver);
  if (isProperty(fact) && receiver !== undefined && receiver.kind !== ValueKind.CLASS)
    return evaluator.callWith(evaluator.bind(propertyFunctions(plain, values), receiver), argumentsOf([]));
  const given = throughDescriptor(evaluator, file, values, { receiver, decorated: plain });
  return given === values ? boundMethod(evaluator, file, { fact, values, receiver }) : given;
}

/** A method as it is reached: bound to the object or class, or to none. */
function boundMethod(
  evaluator: Evaluator,
  file: LinkedFile,
  read: { readonly fact: DefinitionFact; readonly values: ValueSet; readonly receiver: Value | undefined },
): ValueSet {
  const { fact, values, receiver } = read;
  if (fact.kind === 'setter')
    return evaluator.parameterType(file, fact.callable, evaluator.languageOf(file).classes.receiverIsParameter ? 1 : 0);
  if ((fact.flags & DefinitionFlag.STATIC) !== 0 && evaluator.languageOf(file).classes.receiverIsParameter) return values;
  if (receiver === undefined) return values;
  if ((fact.flags & DefinitionFlag.CLASS_METHOD) !== 0) return evaluator.bind(values, asClass(evaluator, receiver));
  const isStatic = (fact.flags & DefinitionFlag.STATIC) !== 0;
  if (isClassLike(receiver) && !isStatic) return values;
  return evaluator.bind(values, receiver);
}

/** A property of the repository's own kind is read by what its function gives as well. */
function propertyFunctions(plain: ValueSet, values: ValueSet): ValueSet {
  return values.values.every((value) => value.kind === ValueKind.INSTANCE) ? plain : values;
}

function isProperty(fact: DefinitionFact): boolean {
  return fact.kind === 'getter' || (fact.flags & DefinitionFlag.PROPERTY) !== 0;
}

function isClassLike(value: Value): boolean {
  return value.kind === ValueKind.CLASS || (value.kind === ValueKind.SELF && value.asClass);
}

function asClass(evaluator: Evaluator, receiver: Value): Value {
  if (receiver.kind === ValueKind.INSTANCE) return receiver.of;
  if (receiver.kind === ValueKind.SELF) return evaluator.values.self(receiver.of, true);
  if (receiver.kind === ValueKind.SUPER) return asClass(evaluator, receiver.receiver);
  return receiver;
}

/** A function or class after its decorators. Unknown decorators keep it reachable by name. */
function decorated(evaluator: Evaluator, file: LinkedFile, definition: number, plain: ValueSet): ValueSet {
  const fact = file.definition(definition);
  if (fact.decorators.length === 0) return plain;
  return evaluator.ask(file, Question.DECORATED, definition, () => {
    let values = plain;
    for (let index = fact.decorators.length - 1; index >= 0; index--) {
      values = applyDecorator(evaluator, file, fact.decorators[index] as number, values);
    }
    return values;
  });
}

function applyDecorator(evaluator: Evaluator, file: LinkedFile, term: number, values: ValueSet): ValueSet {
  const rules = evaluator.languageOf(file).calls;
  const decorators = evaluator.evaluate(file, term);
  const builder = new ValueSetBuilder();
  let keeps = decorators.open || decorators.isEmpty;
  for (const decorator of decorators.values) {
    const path = evaluator.externalPath(decorator);
    if (path !== undefined && rules.keepsDecorated(path)) return values;
    const given = evaluator.callWith(ValueSet.of(decorator, Rule.scope), argumentsOf([values]));
    const known = given.values.filter(
      (value) => value.kind === ValueKind.FUNCTION || value.kind === ValueKind.CLASS || value.kind === ValueKind.INSTANCE,
    );
    if (known.length === 0) keeps = true;
    else builder.addAll(resultOf(evaluator, values, given), Rule.decorated);
  }
  if (keeps) builder.addAll(values);
  return builder.build();
}

/** A decorator that gives a function keeps what it decorates, by the name that callers use, and may change what it returns. */
function resultOf(evaluator: Evaluator, values: ValueSet, given: ValueSet): ValueSet {
  const builder = new ValueSetBuilder();
  given.values.forEach((value, index) => {
    const evidence = given.evidence[index] as number;
    const isWrapper = value.kind === ValueKind.FUNCTION && values.values.some((original) => original.kind === ValueKind.FUNCTION);
    if (!isWrapper || replaces(evaluator, value)) {
      builder.add(value, evidence);
      return;
    }
    const result = evaluator.returned(value, argumentsOf([]));
    const isKnown = !result.isEmpty && !result.open && !result.symbolic;
    values.values.forEach((original, at) => {
      const kept =
        original.kind === ValueKind.FUNCTION && isKnown ? evaluator.values.bound(original, original.receiver, result) : original;
      builder.add(kept, values.evidence[at] as number);
    });
  });
  return builder.build();
}

/** A wrapper takes the place of what it wraps, unless the language can say that it stands for it and it is said here. */
function replaces(evaluator: Evaluator, wrapper: Value): boolean {
  if (wrapper.kind !== ValueKind.FUNCTION || wrapper.file.isLibrary) return false;
  const { file } = wrapper;
  const { wrapping } = evaluator.languageOf(file).calls;
  const { definition, flags } = file.callable(wrapper.callable);
  if (wrapping.length === 0 || definition < 0 || (flags & CallableFlag.SIGNATURE) !== 0) return false;
  if ((file.definition(definition).flags & DefinitionFlag.NESTED) === 0) return false;
  const { decorators } = file.definition(definition);
  const isNamed = decorators.some((decorator) => isWrapping(evaluator, file, decorator));
  return !isNamed && !isUpdated(evaluator, wrapper);
}

function isWrapping(evaluator: Evaluator, file: LinkedFile, term: number): boolean {
  const callee = file.op(term) === TermOp.CALL ? file.a(term) : term;
  const { wrapping } = evaluator.languageOf(file).calls;
  return evaluator.evaluate(file, callee).values.some((value) => wrapping.includes(evaluator.externalPath(value) ?? ''));
}

/** `update_wrapper(wrapper, wrapped)` in the wrapper's file. */
function isUpdated(evaluator: Evaluator, wrapper: FunctionValue): boolean {
  const { file } = wrapper;
  readLiterals(evaluator, file);
  const names = evaluator.languageOf(file).calls.wrapping.map((path) => path.slice(path.lastIndexOf('.') + 1));
  return names.some((name) =>
    file.index.callSitesNamed(name).some((site) => {
      const argument = argumentTerm(file, file.site(site, SiteField.TERM), 0);
      return (
        argument > 0 &&
        evaluator
          .evaluate(file, argument)
          .values.some((value) => value.kind === ValueKind.FUNCTION && value.callable === wrapper.callable)
      );
    }),
  );
}
