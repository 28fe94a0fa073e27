import { DefinitionFlag } from '../../facts/file-facts.js';
import { ConstantKind, TermOp } from '../../facts/term.js';
import type { LinkedFile } from '../program/linked-file.js';
import { Rule } from '../rules.js';
import { ValueKind, type AllocationValue, type InstanceValue, type Value } from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { asAncestor } from './classes.js';
import { Question, type Evaluator } from './evaluator.js';
import { itemName, literalKey } from './members.js';
import { callMember } from './member-calls.js';

/** What iteration over the values yields. */
export function elementOf(evaluator: Evaluator, values: ValueSet, isAsync: boolean): ValueSet {
  const builder = new ValueSetBuilder();
  evaluator.concrete(values).values.forEach((value, index) => {
    builder.addAll(elementOfValue(evaluator, value, isAsync), values.evidence[index] ?? Rule.element);
  });
  return values.open ? builder.open().build() : builder.build();
}

function elementOfValue(evaluator: Evaluator, value: Value, isAsync: boolean): ValueSet {
  switch (value.kind) {
    case ValueKind.TUPLE:
      return evaluator.union(value.items);
    case ValueKind.ALLOCATION:
      return isAsync ? evaluator.awaited(literalElements(evaluator, value)) : literalElements(evaluator, value);
    case ValueKind.EXTERNAL:
      return ValueSet.of(evaluator.values.external(`${value.path}[]`), Rule.library);
    case ValueKind.CONSTANT:
      return evaluator.union(evaluator.asInstances(value).values.map((instance) => iterated(evaluator, instance, isAsync)));
    case ValueKind.INSTANCE:
    case ValueKind.SELF:
    case ValueKind.CLASS:
      return iterated(evaluator, value, isAsync);
    default:
      return ValueSet.UNKNOWN;
  }
}

/** The iteration protocol; generators and iterators give their first type argument. */
function iterated(evaluator: Evaluator, value: Value, isAsync: boolean): ValueSet {
  const file =
    value.kind === ValueKind.INSTANCE || value.kind === ValueKind.SELF
      ? value.of.file
      : value.kind === ValueKind.CLASS
        ? value.file
        : undefined;
  if (file === undefined) return ValueSet.UNKNOWN;
  if (value.kind === ValueKind.CLASS) return enumMembers(evaluator, value);
  const { protocols, types } = evaluator.languageOf(file);
  for (const path of [isAsync ? types.asyncGenerator : types.generator]) {
    const known = firstArgument(evaluator, value, path);
    if (known !== undefined) return known;
  }
  const [iterate] = isAsync ? protocols.iterateAsync : protocols.iterate;
  const self = ValueSet.of(value, Rule.scope);
  const iterator = callMember(evaluator, self, iterate, []);
  // `for await` takes what is iterated without waiting as well (TS/JS).
  if (isAsync && protocols.nextWrapsValue && iterator.values.every((item) => item.kind === ValueKind.EXTERNAL))
    return evaluator.awaited(iterated(evaluator, value, false));
  if (!iterator.isEmpty && iterator !== ValueSet.UNKNOWN)
    return evaluator.union(iterator.values.map((item) => nextOf(evaluator, file, item, isAsync)));
  if (protocols.iterateBySubscript) return callMember(evaluator, self, protocols.subscript, [ValueSet.UNKNOWN]);
  return ValueSet.UNKNOWN;
}

/** What an iterator gives next. */
function nextOf(evaluator: Evaluator, file: LinkedFile, iterator: Value, isAsync: boolean): ValueSet {
  const { protocols, types } = evaluator.languageOf(file);
  const generated = firstArgument(evaluator, iterator, isAsync ? types.asyncGenerator : types.generator);
  if (generated !== undefined) return isAsync ? evaluator.awaited(generated) : generated;
  const [, next] = isAsync ? protocols.iterateAsync : protocols.iterate;
  const called = callMember(evaluator, ValueSet.of(iterator, Rule.scope), next, []);
  const given = isAsync ? evaluator.awaited(called) : called;
  return protocols.nextWrapsValue ? evaluator.member(given, 'value') : given;
}

function enumMembers(evaluator: Evaluator, value: Value): ValueSet {
  return value.kind === ValueKind.CLASS ? ValueSet.of(evaluator.values.instance(value), Rule.element) : ValueSet.UNKNOWN;
}

/** First type argument of a value seen as an instance of a library class. */
export function firstArgument(evaluator: Evaluator, value: Value, path: string): ValueSet | undefined {
  return typeArgument(evaluator, value, path, 0);
}

/** A type argument of a value seen as an instance of a library class. */
export function typeArgument(evaluator: Evaluator, value: Value, path: string, index: number): ValueSet | undefined {
  if (value.kind !== ValueKind.INSTANCE || path === '') return undefined;
  for (const of of evaluator.library(path).values) {
    if (of.kind !== ValueKind.CLASS) continue;
    const seen: InstanceValue | undefined = asAncestor(evaluator, value, of);
    if (seen !== undefined) return seen.arguments[index] ?? ValueSet.UNKNOWN;
  }
  return undefined;
}

/** Elements written in a literal, and those that were added to it later. Elements of a dictionary are its keys. */
export function literalElements(evaluator: Evaluator, value: AllocationValue): ValueSet {
  const { file, term } = value;
  if (file.op(term) !== TermOp.SEQUENCE) return ValueSet.UNKNOWN;
  return evaluator.ask(file, Question.ELEMENT, term, () => {
    const builder = new ValueSetBuilder();
    for (const item of file.list(file.a(term))) {
      if (file.op(item) === TermOp.SPREAD) builder.addAll(evaluator.element(evaluator.evaluate(file, file.a(item)), false));
      else builder.addAll(evaluator.evaluate(file, item));
    }
    builder.addAll(evaluator.addedElements(value)).addAll(evaluator.assignedItems(value));
    const all = builder.build();
    return all.values.length > 1 ? all.weakened(Rule.element) : all;
  });
}

/** Values of a dictionary or object literal, whatever the key. */
export function literalValues(evaluator: Evaluator, value: AllocationValue): ValueSet {
  return evaluator.ask(value.file, Question.ELEMENT, value.term, () => pairValues(evaluator, value));
}

function pairValues(evaluator: Evaluator, value: AllocationValue): ValueSet {
  const { file, term } = value;
  const builder = new ValueSetBuilder();
  const pairs = file.pairs(term);
  for (let at = 0; at < pairs.length; at += 2) {
    if (pairs[at] === -2 && file.op(term) !== TermOp.TYPE_OBJECT) {
      for (const source of evaluator.evaluate(file, pairs[at + 1] as number).values) {
        if (source.kind === ValueKind.ALLOCATION) builder.addAll(literalValues(evaluator, source));
        else builder.open();
      }
    } else if (file.op(term) === TermOp.TYPE_OBJECT) builder.addAll(evaluator.declaredType(file, pairs[at + 1] as number));
    else builder.addAll(evaluator.evaluate(file, pairs[at + 1] as number));
  }
  if (file.op(term) === TermOp.MAPPING) {
    builder.addAll(evaluator.assignedItems(value));
    for (const source of evaluator.mergedInto(value)) builder.addAll(literalValues(evaluator, source));
  }
  return builder.addAll(evaluator.addedElements(value)).build().weakened(Rule.element);
}

/** `values[index]`. */
export function subscriptOf(evaluator: Evaluator, file: LinkedFile, values: ValueSet, index: number): ValueSet {
  const builder = new ValueSetBuilder();
  const concrete = evaluator.concrete(values);
  concrete.values.forEach((value, at) => {
    builder.addAll(subscriptOfValue(evaluator, file, value, index), concrete.evidence[at]);
  });
  return concrete.open ? builder.open().build() : builder.build();
}

function subscriptOfValue(evaluator: Evaluator, file: LinkedFile, value: Value, index: number): ValueSet {
  switch (value.kind) {
    case ValueKind.TUPLE: {
      const position = integerAt(evaluator, file, index);
      if (position === undefined) return evaluator.union(value.items);
      return value.items[position < 0 ? value.items.length + position : position] ?? ValueSet.EMPTY;
    }
    case ValueKind.ALLOCATION:
      return allocationItem(evaluator, file, value, index);
    case ValueKind.EXTERNAL:
      return ValueSet.of(evaluator.values.external(`${value.path}[]`), Rule.library);
    case ValueKind.CLASS:
      return classItem(evaluator, file, value, index);
    default:
      return instanceItem(evaluator, file, value, index);
  }
}

function instanceItem(evaluator: Evaluator, file: LinkedFile, value: Value, index: number): ValueSet {
  const { subscript } = evaluator.languageOf(file).protocols;
  const self = ValueSet.of(value, Rule.scope);
  if (subscript !== '') {
    const field = fieldAt(evaluator, file, value, index);
    return field ?? callMember(evaluator, self, subscript, [evaluator.evaluate(file, index)]);
  }
  const texts = evaluator.texts(evaluator.evaluate(file, index));
  if (texts !== undefined && texts.length > 0) {
    // A number names no member of a list: it counts its elements.
    const counted = texts.every((text) => /^-?\d+$/.test(text)) ? evaluator.indexed(value) : ValueSet.EMPTY;
    if (!counted.isEmpty) return counted;
    const named = evaluator.union(texts.map((text) => evaluator.member(self, text)));
    if (!named.isEmpty) return named;
  }
  return evaluator.indexed(value);
}

/**
 * The i-th declared field of an instance: what a named tuple has there, and what a positional pattern of a data class takes. Undefined
 * where the class says itself what its items are, or the index is not known.
 */
function fieldAt(evaluator: Evaluator, file: LinkedFile, value: Value, index: number): ValueSet | undefined {
  if (value.kind !== ValueKind.INSTANCE || value.of.file.isLibrary) return undefined;
  const position = integerAt(evaluator, file, index);
  if (position === undefined) return undefined;
  const own = evaluator.order(value.of).classes.filter((of) => !of.file.isLibrary);
  const { subscript } = evaluator.languageOf(file).protocols;
  if (own.some((of) => of.file.index.classMembers(of.definition).has(subscript))) return undefined;
  const names = own.reverse().flatMap((of) =>
    of.file.index.children(of.definition).flatMap((child) => {
      const fact = of.file.definition(child);
      return fact.label === 'FIELD' && fact.declaredType >= 0 && (fact.flags & DefinitionFlag.INSTANCE) === 0 ? [fact.name] : [];
    }),
  );
  const name = [...new Set(names)].at(position);
  return name === undefined ? undefined : evaluator.member(ValueSet.of(value, Rule.scope), name);
}

/** `Generic[T]` and other subscripts of classes give the class; a class may define items (`Enum['A']`). */
function classItem(evaluator: Evaluator, file: LinkedFile, value: Value, index: number): ValueSet {
  if (evaluator.languageOf(file).types.typesAreExpressions) return ValueSet.of(value, Rule.scope);
  const texts = evaluator.texts(evaluator.evaluate(file, index));
  return texts === undefined
    ? ValueSet.UNKNOWN
    : evaluator.union(texts.map((text) => evaluator.member(ValueSet.of(value, Rule.scope), text)));
}

function allocationItem(evaluator: Evaluator, file: LinkedFile, value: AllocationValue, index: number): ValueSet {
  switch (value.file.op(value.term)) {
    case TermOp.SEQUENCE:
      return sequenceItem(evaluator, file, value, index);
    case TermOp.FUNCTION:
      return instanceItem(evaluator, file, value, index);
    default:
      return mappingItem(evaluator, file, value, index);
  }
}

function sequenceItem(evaluator: Evaluator, file: LinkedFile, value: AllocationValue, index: number): ValueSet {
  const items = value.file.list(value.file.a(value.term));
  const position = integerAt(evaluator, file, index);
  const spread = [...items].some((item) => value.file.op(item) === TermOp.SPREAD);
  if (position === undefined || spread) return literalElements(evaluator, value);
  const item = items[position < 0 ? items.length + position : position];
  const assigned = evaluator.read(evaluator.assignedMembers(value, itemName(evaluator, value, String(position))), undefined);
  if (item === undefined) return evaluator.union([evaluator.addedElements(value), assigned]);
  return evaluator.union([evaluator.evaluate(value.file, item), assigned]);
}

function mappingItem(evaluator: Evaluator, file: LinkedFile, value: AllocationValue, index: number): ValueSet {
  const texts = evaluator.texts(evaluator.evaluate(file, index));
  if (texts === undefined || texts.length === 0) return literalValues(evaluator, value);
  return evaluator.union(
    texts.map((text) => {
      const named = literalKey(evaluator, value, text);
      return named.isEmpty && value.file.op(value.term) === TermOp.TYPE_OBJECT
        ? evaluator.indexed(value)
        : evaluator.read(named, value);
    }),
  );
}

function integerAt(evaluator: Evaluator, file: LinkedFile, term: number): number | undefined {
  if (file.op(term) === TermOp.UNARY && file.string(file.a(term)) === '-') {
    const positive = integerAt(evaluator, file, file.b(term));
    return positive === undefined ? undefined : -positive;
  }
  const values = evaluator.evaluate(file, term);
  const [value] = values.values;
  if (values.open || values.values.length !== 1 || value?.kind !== ValueKind.CONSTANT) return undefined;
  if (value.constantKind !== ConstantKind.INTEGER && value.constantKind !== ConstantKind.FLOAT) return undefined;
  const number = Number(value.text);
  return Number.isInteger(number) ? number : undefined;
}

/** What `with x as y` binds. */
export function entered(evaluator: Evaluator, file: LinkedFile, managers: ValueSet, isAsync: boolean): ValueSet {
  const { protocols, types } = evaluator.languageOf(file);
  const { enter, enterAsync } = protocols;
  const generated = managers.values.flatMap((value) =>
    managedByGenerator(evaluator, value, isAsync ? types.asyncManager : types.manager),
  );
  if (generated.length > 0) return evaluator.union(generated);
  const given = callMember(evaluator, managers, isAsync ? enterAsync : enter, []);
  return isAsync ? evaluator.awaited(given) : given;
}

/** A function that a decorator makes a context manager (`@contextmanager`) yields what is entered. */
function managedByGenerator(evaluator: Evaluator, value: Value, paths: readonly string[]): readonly ValueSet[] {
  return paths.flatMap((path) => firstArgument(evaluator, value, path) ?? []);
}

/** Result of a binary operator by the operand's own method. */
export function binaryResult(
  evaluator: Evaluator,
  operation: { file: LinkedFile; operator: string; left: number; right: number },
): ValueSet {
  const { file, operator } = operation;
  const left = evaluator.evaluate(file, operation.left);
  const methods = evaluator.languageOf(file).protocols.binary[operator];
  if (methods === undefined) return ValueSet.UNKNOWN;
  const right = evaluator.evaluate(file, operation.right);
  const given = callMember(evaluator, left, methods[0], [right]);
  if (!given.isEmpty && given !== ValueSet.UNKNOWN) return given;
  return callMember(evaluator, right, methods[1], [left]);
}

/** What a rest pattern takes: the remaining items of a tuple, else the container itself. */
export function restOf(evaluator: Evaluator, values: ValueSet, taken: number): ValueSet {
  if (taken < 0) return values;
  const builder = new ValueSetBuilder();
  values.values.forEach((value, index) => {
    const rest = value.kind === ValueKind.TUPLE ? evaluator.values.tuple(value.items.slice(taken)) : value;
    builder.add(rest, values.evidence[index] as number);
  });
  return values.open ? builder.open().build() : builder.build();
}
