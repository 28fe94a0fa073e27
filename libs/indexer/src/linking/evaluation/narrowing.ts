import { ConstantKind, NarrowKind, TermOp } from '../../facts/term.js';
import type { LinkedFile } from '../program/linked-file.js';
import { Rule } from '../rules.js';
import { ValueKind, type ClassValue, type Value } from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import type { Evaluator } from './evaluator.js';

/** Values of a NARROW term: those for which the test held. */
export function narrowed(evaluator: Evaluator, file: LinkedFile, term: number): ValueSet {
  const values = evaluator.evaluate(file, file.a(term));
  const test = file.b(term);
  switch (file.c(term)) {
    case NarrowKind.INSTANCE_OF:
      return toClasses(evaluator, evaluator.concrete(values), testedClasses(evaluator, file, test), false);
    case NarrowKind.SUBCLASS_OF:
      return toClasses(evaluator, evaluator.concrete(values), testedClasses(evaluator, file, test), true);
    case NarrowKind.NOT_INSTANCE_OF:
      return withoutClasses(evaluator, values, testedClasses(evaluator, file, test));
    case NarrowKind.CALLABLE:
      return filtered(values, (value) => isCallable(value) || !isConcrete(value));
    case NarrowKind.TYPEOF:
      return filtered(values, (value) => typeofMatches(evaluator, file, value, constantText(file, test)));
    case NarrowKind.NOT_TYPEOF:
      return filtered(values, (value) => !isConcrete(value) || !typeofMatches(evaluator, file, value, constantText(file, test)));
    case NarrowKind.MEMBER_IS:
      return filtered(values, (value) => memberMayBe(evaluator, file, value, test, true));
    case NarrowKind.MEMBER_IS_NOT:
      return filtered(values, (value) => memberMayBe(evaluator, file, value, test, false));
    case NarrowKind.HAS_KEY:
      return hasKey(evaluator, values, constantText(file, test));
    case NarrowKind.ASSIGNED: {
      const assigned = evaluator.evaluate(file, test);
      return assigned.open ? evaluator.union([values, assigned]) : assigned;
    }
    case NarrowKind.GUARD:
      return guarded(evaluator, file, values, test);
    default:
      return values;
  }
}

function filtered(values: ValueSet, keep: (value: Value) => boolean): ValueSet {
  if (values.values.every(keep)) return values;
  const builder = new ValueSetBuilder();
  values.values.forEach((value, index) => {
    if (keep(value)) builder.add(value, values.evidence[index] as number);
  });
  return values.open ? builder.open().build() : builder.build();
}

function isConcrete(value: Value): boolean {
  return value.kind !== ValueKind.PARAMETER && value.kind !== ValueKind.TYPE_PARAMETER && value.kind !== ValueKind.EXTERNAL;
}

function isCallable(value: Value): boolean {
  return value.kind === ValueKind.FUNCTION || value.kind === ValueKind.CLASS || value.kind === ValueKind.EXTERNAL;
}

function constantText(file: LinkedFile, term: number): string {
  return term > 0 && file.op(term) === TermOp.CONSTANT && file.b(term) >= 0 ? file.string(file.b(term)) : '';
}

/** Classes named by the second argument of isinstance: one, a tuple of them, `A | B`. */
function testedClasses(evaluator: Evaluator, file: LinkedFile, term: number): ValueSet {
  if (term > 0 && file.op(term) === TermOp.BINARY) {
    return evaluator.union([testedClasses(evaluator, file, file.b(term)), testedClasses(evaluator, file, file.c(term))]);
  }
  const builder = new ValueSetBuilder();
  const visit = (set: ValueSet, nesting: number) => {
    set.values.forEach((value, index) => {
      if (value.kind === ValueKind.TUPLE && nesting < 4) for (const item of value.items) visit(item, nesting + 1);
      else builder.add(value, set.evidence[index] as number);
    });
    if (set.open) builder.open();
  };
  visit(evaluator.evaluate(file, term), 0);
  return builder.build();
}

/** Keeps instances of the classes; what may be one becomes an instance of the class. */
function toClasses(evaluator: Evaluator, values: ValueSet, tested: ValueSet, asClass: boolean): ValueSet {
  const builder = new ValueSetBuilder();
  const classes = tested.values.filter((value): value is ClassValue => value.kind === ValueKind.CLASS);
  const made = (of: ClassValue) => (asClass ? of : evaluator.values.instance(of));
  for (const of of classes) {
    const kept = values.values.filter((value) => {
      const own = classOf(value, asClass);
      return own !== undefined && evaluator.isSubclass(own, of);
    });
    for (const value of kept) builder.add(value, values.evidence[values.values.indexOf(value)] as number);
    if (kept.length === 0) builder.add(made(of), Rule.declared);
  }
  for (const value of tested.values) {
    if (value.kind === ValueKind.EXTERNAL) builder.add(value, Rule.library);
  }
  if (tested.open || (classes.length === 0 && builder.isEmpty)) builder.addAll(values);
  return builder.build();
}

function classOf(value: Value, asClass: boolean): ClassValue | undefined {
  if (asClass) return value.kind === ValueKind.CLASS ? value : undefined;
  if (value.kind === ValueKind.INSTANCE) return value.of;
  return value.kind === ValueKind.SELF && !value.asClass ? value.of : undefined;
}

function withoutClasses(evaluator: Evaluator, values: ValueSet, tested: ValueSet): ValueSet {
  const classes = tested.values.filter((value): value is ClassValue => value.kind === ValueKind.CLASS);
  return filtered(values, (value) => {
    const instances =
      value.kind === ValueKind.ALLOCATION || value.kind === ValueKind.CONSTANT || value.kind === ValueKind.TUPLE
        ? evaluator.asInstances(value).values
        : [value];
    return !instances.some((instance) => {
      const own = classOf(instance, false);
      return own !== undefined && classes.some((of) => evaluator.isSubclass(own, of));
    });
  });
}

function typeofMatches(evaluator: Evaluator, file: LinkedFile, value: Value, type: string): boolean {
  if (!isConcrete(value)) return true;
  const isFunction = isCallable(value);
  if (type === 'function') return isFunction || value.kind === ValueKind.INSTANCE || value.kind === ValueKind.ALLOCATION;
  if (isFunction) return false;
  const kinds: Record<string, number> = {
    string: ConstantKind.STRING,
    number: ConstantKind.INTEGER,
    boolean: ConstantKind.BOOLEAN,
    bigint: ConstantKind.BIGINT,
  };
  const kind = kinds[type];
  const primitive = primitiveName(evaluator, file, value, kinds);
  if (type === 'object') return primitive === undefined;
  if (kind === undefined) return true;
  return primitive === type;
}

/** Which primitive type a value is of; undefined for objects. */
function primitiveName(evaluator: Evaluator, file: LinkedFile, value: Value, kinds: Record<string, number>): string | undefined {
  const rules = evaluator.languageOf(file).types;
  for (const [name, kind] of Object.entries(kinds)) {
    if (value.kind === ValueKind.CONSTANT) {
      if (rules.constant(value.constantKind) === rules.constant(kind)) return name;
    } else if (value.kind === ValueKind.INSTANCE && evaluator.library(rules.constant(kind)).values.includes(value.of))
      return name;
  }
  return undefined;
}

/** Can the member named in the test have the tested constant value (or another one)? */
function memberMayBe(evaluator: Evaluator, file: LinkedFile, value: Value, test: number, wanted: boolean): boolean {
  const [key = -1, constant = 0] = file.op(test) === TermOp.MAPPING ? file.list(file.a(test)) : [];
  if (key < 0 || !isConcrete(value)) return true;
  const tested = evaluator.evaluate(file, constant).values[0];
  const held = evaluator.member(ValueSet.of(value, Rule.scope), file.string(key));
  if (
    tested === undefined ||
    held.open ||
    held.isEmpty ||
    held.values.some((item) => item.kind !== ValueKind.CONSTANT && !isEnumMember(item))
  )
    return true;
  const same = (item: Value) => item === tested || isEnumMember(item);
  return wanted ? held.values.some(same) : held.values.some((item) => item !== tested);
}

function isEnumMember(value: Value): boolean {
  return value.kind === ValueKind.INSTANCE && value.of.file.definition(value.of.definition).kind === 'enum';
}

function hasKey(evaluator: Evaluator, values: ValueSet, key: string): ValueSet {
  if (key === '') return values;
  const kept = filtered(values, (value) => !isConcrete(value) || !evaluator.memberSlots(value, key).isEmpty);
  return kept.isEmpty ? values : kept;
}

/** A type guard (`isFoo(x): x is Foo`) held for the value. */
function guarded(evaluator: Evaluator, file: LinkedFile, values: ValueSet, test: number): ValueSet {
  if (file.op(test) !== TermOp.CALL) return values;
  for (const callee of evaluator.evaluate(file, file.a(test)).values) {
    if (callee.kind !== ValueKind.FUNCTION) continue;
    const type = callee.file.callable(callee.callable).returnType;
    if (type < 0 || callee.file.op(type) !== TermOp.TYPE_PREDICATE || callee.file.b(type) < 0) continue;
    const guard = evaluator.declaredType(callee.file, callee.file.b(type));
    if (!guard.isEmpty && !guard.symbolic) return toClasses(evaluator, values, evaluator.classOf(guard), false);
  }
  return values;
}
