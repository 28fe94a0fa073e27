import { TermOp } from '../../facts/term.js';
import type { BaseOrder } from '../language/link-language.js';
import type { LinkedFile } from '../program/linked-file.js';
import { Rule } from '../rules.js';
import {
  ValueKind,
  type ClassValue,
  type ExternalValue,
  type InstanceValue,
  type TupleValue,
  type Value,
} from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { Question, type Evaluator, type MemberOrder } from './evaluator.js';

/** More than there are values: questions about a class and a value pack both into one number. */
export const SUBJECT_LIMIT = 16777216;

/** One base of a class as linking resolved it. */
export interface ResolvedBase {
  readonly values: ValueSet;
  readonly kind: string;
  /** Base number over all merged declarations, and where it is written. */
  readonly definition: number;
  readonly position: number;
}

/** Bases of a class in source order: instances of base classes (with their type arguments) and externals. */
export function resolvedBases(evaluator: Evaluator, of: ClassValue): readonly ResolvedBase[] {
  return of.file.index.mergedClass(of.definition).flatMap((definition) =>
    of.file.definition(definition).bases.map((base, position) => ({
      values: baseTypes(evaluator, of.file, base.term),
      kind: base.kind,
      definition,
      position,
    })),
  );
}

/** A base as instances. Bases written as values (`extends mixin(A)`) are evaluated and instantiated. */
function baseTypes(evaluator: Evaluator, file: LinkedFile, term: number): ValueSet {
  const op = file.op(term);
  const isType =
    op >= TermOp.TYPE_APPLY || op === TermOp.NAME || op === TermOp.ATTRIBUTE || op === TermOp.SUBSCRIPT || op === TermOp.BINDING;
  if (isType) {
    const types = evaluator.declaredType(file, term);
    if (types.values.some((value) => value.kind === ValueKind.INSTANCE || value.kind === ValueKind.EXTERNAL)) return types;
  }
  return evaluator.instantiate(evaluator.evaluate(file, term));
}

/** Member order of a class, memoised: a tuple of its classes and externals, open when a base is unknown. */
export function memberOrder(evaluator: Evaluator, of: ClassValue): MemberOrder {
  const set = evaluator.orderSet(of);
  const classes: ClassValue[] = [];
  const externals: ExternalValue[] = [];
  const tuple = set.values.find((value): value is TupleValue => value.kind === ValueKind.TUPLE);
  for (const item of tuple?.items ?? []) {
    const value = item.values[0];
    if (value?.kind === ValueKind.CLASS) classes.push(value);
    else if (value?.kind === ValueKind.EXTERNAL) externals.push(value);
  }
  return { classes: classes.length === 0 ? [of] : classes, externals, open: set.open };
}

/** Member order as a set: a tuple of the classes and externals, each alone in a set of its own. */
export function memberOrderSet(evaluator: Evaluator, of: ClassValue): ValueSet {
  return evaluator.ask(of.file, Question.ORDER, of.definition, () => computeOrder(evaluator, of));
}

function computeOrder(evaluator: Evaluator, of: ClassValue): ValueSet {
  const { classes: rules } = evaluator.languageOf(of.file);
  const bases: BaseOrder[] = [];
  const externals: ExternalValue[] = [];
  let open = false;
  for (const base of resolvedBases(evaluator, of)) {
    if (!rules.inheritingKinds.includes(base.kind)) continue;
    open ||= base.values.open || base.values.isEmpty;
    for (const value of base.values.values) {
      if (value.kind === ValueKind.EXTERNAL) externals.push(value);
      if (value.kind !== ValueKind.INSTANCE || value.of === of) continue;
      const order = memberOrder(evaluator, value.of);
      bases.push({ value: value.of, order: order.classes, kind: base.kind });
      externals.push(...order.externals);
      open ||= order.open;
    }
  }
  const order = rules.linearize(of, bases);
  const items: Value[] = [...order, ...externals];
  const sets = items.map((item) => ValueSet.of(item, Rule.scope));
  return ValueSet.of(evaluator.values.tuple(sets), Rule.scope).withOpen(open);
}

/** True when the member order of `one` has `other`. */
export function isSubclass(evaluator: Evaluator, one: ClassValue, other: ClassValue): boolean {
  return one === other || memberOrder(evaluator, one).classes.includes(other);
}

/** Type parameters of a class: declared ones, else those that its bases mention (`Generic[T]`). */
export function typeParametersOf(evaluator: Evaluator, of: ClassValue): readonly Value[] {
  const declared = of.file.definition(of.definition).typeParameters;
  if (declared.length > 0) return declared.map((parameter) => evaluator.values.typeParameter(of.file, parameter.binding));
  if (!evaluator.languageOf(of.file).types.typesAreExpressions) return [];
  const set = typeParameterSet(evaluator, of);
  const tuple = set.values[0] as TupleValue | undefined;
  return (tuple?.items ?? []).map((item) => item.values[0] as Value);
}

function isApplication(file: LinkedFile, term: number): boolean {
  return file.op(term) === TermOp.SUBSCRIPT || file.op(term) === TermOp.TYPE_APPLY;
}

/** Type parameters that the bases of a class mention, as a tuple; memoised. */
export function typeParameterSet(evaluator: Evaluator, of: ClassValue): ValueSet {
  return evaluator.ask(of.file, Question.TYPE_PARAMETERS, of.definition, () => {
    const found: Value[] = [];
    for (const base of of.file.definition(of.definition).bases) collectTypeParameters(evaluator, of.file, base.term, found);
    return ValueSet.of(evaluator.values.tuple(found.map((value) => ValueSet.of(value, Rule.scope))), Rule.scope);
  });
}

function collectTypeParameters(evaluator: Evaluator, file: LinkedFile, term: number, found: Value[]): void {
  if (!isApplication(file, term)) return;
  const index = file.b(term);
  const isList = file.op(term) === TermOp.TYPE_APPLY;
  const terms = isList ? [...file.list(index)] : file.op(index) === TermOp.TUPLE ? [...file.list(file.a(index))] : [index];
  for (const argument of terms) {
    collectTypeParameters(evaluator, file, argument, found);
    if (isApplication(file, argument)) continue;
    for (const value of evaluator.declaredType(file, argument).values) {
      if (value.kind === ValueKind.TYPE_PARAMETER && !found.includes(value)) found.push(value);
    }
  }
}

/** Type arguments of an ancestor in terms of the class's own type parameters. */
export function ancestorArguments(evaluator: Evaluator, of: ClassValue, ancestor: ClassValue): readonly ValueSet[] {
  if (of === ancestor) return typeParametersOf(evaluator, of).map((value) => ValueSet.of(value, Rule.scope));
  if (typeParametersOf(evaluator, ancestor).length === 0) return [];
  const set = evaluator.ask(
    of.file,
    Question.SUPERTYPE,
    of.definition * SUBJECT_LIMIT + evaluator.values.subject(ancestor),
    () => {
      const found = findAncestor(evaluator, of, ancestor);
      return found === undefined ? ValueSet.EMPTY : ValueSet.of(found, Rule.scope);
    },
  );
  const instance = set.values.find((value): value is InstanceValue => value.kind === ValueKind.INSTANCE);
  return instance?.arguments ?? [];
}

function findAncestor(evaluator: Evaluator, of: ClassValue, ancestor: ClassValue): Value | undefined {
  for (const base of resolvedBases(evaluator, of)) {
    for (const value of base.values.values) {
      if (value.kind !== ValueKind.INSTANCE || value.of === of) continue;
      if (value.of === ancestor) return value;
      if (!memberOrder(evaluator, value.of).classes.includes(ancestor)) continue;
      const above = ancestorArguments(evaluator, value.of, ancestor);
      const map = argumentMap(evaluator, value);
      return evaluator.values.instance(
        ancestor,
        above.map((set) => evaluator.substitute(set, map)),
      );
    }
  }
  return undefined;
}

/** Type parameters of an instance's class bound to its type arguments. */
export function argumentMap(evaluator: Evaluator, instance: InstanceValue): Map<Value, ValueSet> {
  const map = new Map<Value, ValueSet>();
  typeParametersOf(evaluator, instance.of).forEach((parameter, index) => {
    map.set(parameter, instance.arguments[index] ?? ValueSet.UNKNOWN);
  });
  return map;
}

/** An instance of a class seen as an instance of an ancestor. */
export function asAncestor(evaluator: Evaluator, instance: InstanceValue, ancestor: ClassValue): InstanceValue | undefined {
  if (instance.of === ancestor) return instance;
  if (!isSubclass(evaluator, instance.of, ancestor)) return undefined;
  const map = argumentMap(evaluator, instance);
  const args = ancestorArguments(evaluator, instance.of, ancestor).map((set) => evaluator.substitute(set, map));
  return evaluator.values.instance(ancestor, args);
}

/** Union of sets. */
export function unionOf(sets: readonly ValueSet[]): ValueSet {
  const builder = new ValueSetBuilder();
  for (const set of sets) builder.addAll(set);
  return builder.build();
}
