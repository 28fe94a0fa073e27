import { TermOp } from '../../facts/term.js';
import { Rule } from '../rules.js';
import { ValueKind, type FunctionValue, type InstanceValue, type Value } from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { argumentsOf } from './arguments.js';
import { argumentFor } from './calls.js';
import { asAncestor } from './classes.js';
import { literalValues } from './containers.js';
import { classIndex } from './index-signatures.js';
import { parameterDeclared } from './parameter-declared.js';
import type { CallArguments, Evaluator } from './evaluator.js';

const NESTING_LIMIT = 4;

/** Binds type parameters by matching declared parameter types with the arguments of a call. */
export function inferTypes(evaluator: Evaluator, func: FunctionValue, args: CallArguments, map: Map<Value, ValueSet>): void {
  const { parameters } = func.file.callable(func.callable);
  const later: (() => void)[] = [];
  parameters.forEach((parameter, index) => {
    if (parameter.declaredType < 0) return;
    const declared = parameterDeclared(evaluator, func.file, func.callable, index);
    if (!mentionsTypes(func, declared)) return;
    const run = () => {
      const given =
        parameter.kind === 'star' ? restElements(evaluator, func, args, index) : argumentFor(evaluator, func, args, index);
      if (given !== undefined) match(evaluator, elementOfRest(evaluator, parameter.kind, declared), given, map, 0);
    };
    if (declared.values.some((value) => value.kind === ValueKind.FUNCTION)) later.push(run);
    else run();
  });
  for (const run of later) run();
}

function mentionsTypes(func: FunctionValue, declared: ValueSet): boolean {
  return declared.symbolic || declared.values.some((value) => value.kind === ValueKind.FUNCTION && value.file === func.file);
}

function restElements(evaluator: Evaluator, func: FunctionValue, args: CallArguments, index: number): ValueSet | undefined {
  const rest = argumentFor(evaluator, func, args, index);
  return rest === undefined ? undefined : evaluator.element(rest, false);
}

/** `...items: T[]` takes one T per argument; Python's `*items: T` names the element itself. */
function elementOfRest(evaluator: Evaluator, kind: string, declared: ValueSet): ValueSet {
  if (kind !== 'star') return declared;
  const elements = evaluator.element(declared, false);
  return elements.isEmpty ? declared : elements;
}

function match(evaluator: Evaluator, declared: ValueSet, given: ValueSet, map: Map<Value, ValueSet>, nesting: number): void {
  if (nesting > NESTING_LIMIT) return;
  const taken = new Set<Value>();
  for (const type of declared.values) {
    for (const value of given.values) if (matchOne(evaluator, type, value, map, nesting)) taken.add(value);
  }
  for (const type of declared.values) {
    if (type.kind !== ValueKind.TYPE_PARAMETER) continue;
    const builder = new ValueSetBuilder().addAll(map.get(type) ?? ValueSet.EMPTY);
    given.values.forEach((value, index) => {
      if (!taken.has(value)) builder.add(value, Math.max(given.evidence[index] as number, Rule.generic));
    });
    map.set(type, given.open ? builder.open().build() : builder.build());
  }
}

/** Matches one declared type with one value; false when they have nothing to do with each other. */
function matchOne(evaluator: Evaluator, type: Value, value: Value, map: Map<Value, ValueSet>, nesting: number): boolean {
  if (type.kind === ValueKind.FUNCTION) return matchFunction(evaluator, type, value, map, nesting);
  if (type.kind === ValueKind.TUPLE && value.kind === ValueKind.TUPLE) {
    type.items.forEach((item, index) => {
      match(evaluator, item, value.items[index] ?? ValueSet.EMPTY, map, nesting + 1);
    });
    return true;
  }
  if (type.kind === ValueKind.CLASS && value.kind === ValueKind.CLASS) return false;
  if (type.kind !== ValueKind.INSTANCE) return false;
  let matched = matchKeys(evaluator, type, value, map, nesting);
  for (const instance of evaluator.asInstances(value).values) {
    const seen = instance.kind === ValueKind.INSTANCE ? asAncestor(evaluator, instance, type.of) : undefined;
    if (seen === undefined) continue;
    matched = true;
    matchArguments(evaluator, type, seen, map, nesting);
  }
  return matched;
}

/** `{ [key: string]: T }` against an object: T is what any of its keys holds. */
function matchKeys(evaluator: Evaluator, type: InstanceValue, value: Value, map: Map<Value, ValueSet>, nesting: number): boolean {
  const signature = classIndex(evaluator, type.of);
  if (!signature.symbolic || (value.kind === ValueKind.INSTANCE && value.of === type.of)) return false;
  const isLiteral = value.kind === ValueKind.ALLOCATION && value.file.op(value.term) === TermOp.MAPPING;
  if (!isLiteral && value.kind !== ValueKind.INSTANCE && value.kind !== ValueKind.ALLOCATION) return false;
  const held = isLiteral ? literalValues(evaluator, value) : evaluator.indexed(value);
  if (held.isEmpty) return false;
  match(evaluator, evaluator.substitute(signature, evaluator.receiverMap(type)), held, map, nesting + 1);
  return true;
}

function matchArguments(
  evaluator: Evaluator,
  type: InstanceValue,
  seen: InstanceValue,
  map: Map<Value, ValueSet>,
  nesting: number,
): void {
  type.arguments.forEach((argument, index) => {
    match(evaluator, argument, seen.arguments[index] ?? ValueSet.UNKNOWN, map, nesting + 1);
  });
}

/** `(item: T) => U` against a function: U is what the function gives for a T. */
function matchFunction(
  evaluator: Evaluator,
  type: FunctionValue,
  value: Value,
  map: Map<Value, ValueSet>,
  nesting: number,
): boolean {
  if (value.kind !== ValueKind.FUNCTION && value.kind !== ValueKind.CLASS) return false;
  const signature = type.file.callable(type.callable);
  if (signature.returnType < 0) return true;
  const declared = evaluator.declaredType(type.file, signature.returnType);
  if (!declared.symbolic) return true;
  const inputs = signature.parameters.map((_parameter, index) =>
    evaluator.substitute(evaluator.parameterType(type.file, type.callable, index), map),
  );
  const given = evaluator.callWith(ValueSet.of(value, Rule.generic), argumentsOf(inputs));
  match(evaluator, declared, given, map, nesting + 1);
  return true;
}
