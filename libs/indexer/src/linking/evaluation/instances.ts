import { BindingKind } from '../../facts/file-facts.js';
import { TermOp } from '../../facts/term.js';
import { BindingField, type LinkedFile } from '../program/linked-file.js';
import { Rule } from '../rules.js';
import { SlotKind, ValueKind, type AllocationValue, type Value } from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { firstArgument, literalElements, literalValues } from './containers.js';
import { Meaning, type Evaluator } from './evaluator.js';
import { classIndex, indexSignature } from './index-signatures.js';

/** Instances of the classes among the values. */
export function instantiate(evaluator: Evaluator, values: ValueSet, args: readonly ValueSet[] = []): ValueSet {
  const builder = new ValueSetBuilder();
  values.values.forEach((value, index) => {
    const evidence = values.evidence[index] as number;
    if (value.kind === ValueKind.CLASS) builder.add(evaluator.values.instance(value, args), evidence);
    else if (value.kind === ValueKind.SELF && value.asClass) builder.add(evaluator.values.self(value.of, false), evidence);
    else if (value.kind === ValueKind.EXTERNAL) builder.add(value, evidence);
    else if (value.kind === ValueKind.FUNCTION) builder.add(evaluator.values.prototypeOf(value), evidence);
  });
  return values.open ? builder.open().build() : builder.build();
}

/** Classes of the instances among the values. */
export function classOf(evaluator: Evaluator, values: ValueSet): ValueSet {
  const builder = new ValueSetBuilder();
  values.values.forEach((value, index) => {
    const evidence = values.evidence[index] as number;
    if (value.kind === ValueKind.INSTANCE) builder.add(value.of, evidence);
    else if (value.kind === ValueKind.SELF) builder.add(evaluator.values.self(value.of, true), evidence);
    else if (value.kind === ValueKind.EXTERNAL) builder.add(value, evidence);
    else
      for (const instance of evaluator.asInstances(value).values)
        if (instance.kind === ValueKind.INSTANCE) builder.add(instance.of, evidence);
  });
  return values.open ? builder.open().build() : builder.build();
}

/** A class of a library by value or by type (interfaces have no value). */
export function libraryName(evaluator: Evaluator, module: LinkedFile, name: string): ValueSet {
  const builder = new ValueSetBuilder();
  for (const meaning of [Meaning.TYPE, Meaning.VALUE]) {
    for (const slot of evaluator.exportSlots(module, name, meaning).values) {
      if (
        slot.kind === ValueKind.SLOT &&
        slot.slotKind === SlotKind.DEFINITION &&
        slot.file.definition(slot.index).label === 'CLASS'
      ) {
        builder.add(evaluator.values.class(slot.file, slot.index), Rule.scope);
      }
    }
    if (!builder.isEmpty) return builder.build();
  }
  return evaluator.read(evaluator.exportSlots(module, name, Meaning.VALUE), undefined);
}

/** An instance of a library class; unknown when there is no such class. */
export function libraryInstance(evaluator: Evaluator, path: string, args: readonly ValueSet[] = []): ValueSet {
  const classes = path === '' ? ValueSet.EMPTY : evaluator.library(path);
  const builder = new ValueSetBuilder();
  for (const value of classes.values)
    if (value.kind === ValueKind.CLASS) builder.add(evaluator.values.instance(value, args), Rule.scope);
  return builder.isEmpty ? ValueSet.UNKNOWN : builder.build();
}

/** What awaiting the values gives. */
export function awaited(evaluator: Evaluator, values: ValueSet): ValueSet {
  const builder = new ValueSetBuilder();
  const objects = evaluator.concrete(values);
  objects.values.forEach((value, index) => {
    builder.addAll(awaitedValue(evaluator, value), objects.evidence[index]);
  });
  return objects.open ? builder.open().build() : builder.build();
}

function awaitedValue(evaluator: Evaluator, value: Value): ValueSet {
  if (value.kind !== ValueKind.INSTANCE) return ValueSet.of(value, Rule.scope);
  for (const path of evaluator.languageOf(value.of.file).types.awaitable) {
    const inner = firstArgument(evaluator, value, path);
    if (inner !== undefined) return inner;
  }
  return ValueSet.of(value, Rule.scope);
}

/** Functions among the values, read from a receiver. */
export function bind(evaluator: Evaluator, values: ValueSet, receiver: Value | undefined): ValueSet {
  const builder = new ValueSetBuilder();
  values.values.forEach((value, index) => {
    const bound =
      value.kind === ValueKind.FUNCTION && value.receiver === undefined ? evaluator.values.bound(value, receiver) : value;
    builder.add(bound, values.evidence[index] as number);
  });
  return values.open ? builder.open().build() : builder.build();
}

/** Texts of the values when all are constants, sorted. */
export function texts(evaluator: Evaluator, values: ValueSet): readonly string[] | undefined {
  if (values.open || values.isEmpty) return undefined;
  const texts: string[] = [];
  for (const value of values.values) {
    if (value.kind !== ValueKind.CONSTANT) return undefined;
    texts.push(value.text);
  }
  return texts.sort();
}

/** Literals, tuples, constants and functions as instances of the library classes that they belong to. */
export function asInstances(evaluator: Evaluator, value: Value): ValueSet {
  if (value.kind === ValueKind.SELF && !value.asClass) return ValueSet.of(evaluator.values.instance(value.of), Rule.scope);
  const hasFile = value.kind === ValueKind.ALLOCATION || value.kind === ValueKind.FUNCTION;
  const rules = (hasFile ? evaluator.languageOf(value.file) : evaluator.languageOfValue(value)).types;
  switch (value.kind) {
    case ValueKind.CONSTANT:
      return evaluator.libraryInstance(rules.constant(value.constantKind));
    case ValueKind.TUPLE:
      return evaluator.libraryInstance(rules.tuple, [evaluator.union(value.items)]);
    case ValueKind.FUNCTION:
      return evaluator.libraryInstance(rules.functionClass);
    case ValueKind.ALLOCATION:
      return literalInstance(evaluator, value);
    default:
      return ValueSet.of(value, Rule.scope);
  }
}

function literalInstance(evaluator: Evaluator, value: AllocationValue): ValueSet {
  const { file, term } = value;
  const rules = evaluator.languageOf(file).types;
  const op = file.op(term);
  if (op === TermOp.SEQUENCE) return evaluator.libraryInstance(rules.sequence(file.b(term)), [literalElements(evaluator, value)]);
  if (op === TermOp.MAPPING && !rules.keysAreMembers(file.b(term))) {
    const keys = evaluator.libraryInstance(rules.constant(4));
    return evaluator.libraryInstance(rules.mapping(file.b(term)), [keys, literalValues(evaluator, value)]);
  }
  return ValueSet.of(value, Rule.scope);
}

/** What `value[key]` gives for a key that is not known. */
export function indexed(evaluator: Evaluator, value: Value): ValueSet {
  const self = ValueSet.of(value, Rule.scope);
  if (value.kind === ValueKind.ALLOCATION && value.file.op(value.term) === TermOp.TYPE_OBJECT) {
    const signature = indexSignature(evaluator, value.file, value.term);
    if (signature !== undefined) return signature;
  }
  if (value.kind === ValueKind.INSTANCE) {
    const signature = classIndex(evaluator, value.of);
    if (!signature.isEmpty) return evaluator.substitute(signature, evaluator.receiverMap(value));
  }
  return evaluator.element(self, false);
}

/** Path of a library or external definition; undefined for those of the repository. */
export function externalPath(evaluator: Evaluator, value: Value): string | undefined {
  if (value.kind === ValueKind.EXTERNAL) return value.path;
  const place = libraryPlace(value);
  if (place === undefined) return undefined;
  const { file, definition } = place;
  const path = `${file.libraryModule}.${file.definition(definition).path}`;
  return evaluator.languageOf(file).scopes.externalName(file.libraryModule, path);
}

/** What a type variable made by a call is bound by. */
export function typeVariableBound(evaluator: Evaluator, file: LinkedFile, binding: number): ValueSet {
  const term = file.binding(binding, BindingField.VALUE);
  if (file.binding(binding, BindingField.KIND) === BindingKind.TYPE_PARAMETER || term <= 0 || file.op(term) !== TermOp.CALL)
    return ValueSet.UNKNOWN;
  const args = file.list(file.b(term));
  for (let at = 0; at < args.length; at += 2) {
    const name = args[at] as number;
    if (name >= 0 && file.string(name) === 'bound') return evaluator.declaredType(file, args[at + 1] as number);
  }
  return ValueSet.UNKNOWN;
}

/** Definition of a library that a value is. */
function libraryPlace(value: Value): { file: LinkedFile; definition: number } | undefined {
  if (value.kind === ValueKind.CLASS && value.file.isLibrary) return { file: value.file, definition: value.definition };
  if (value.kind === ValueKind.FUNCTION && value.file.isLibrary) {
    const { definition } = value.file.callable(value.callable);
    return definition < 0 ? undefined : { file: value.file, definition };
  }
  const isPlace = value.kind === ValueKind.SLOT && value.slotKind === SlotKind.DEFINITION && value.file.isLibrary;
  return isPlace ? { file: value.file, definition: value.index } : undefined;
}
