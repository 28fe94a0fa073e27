import type { LinkedFile } from '../program/linked-file.js';
import { Rule } from '../rules.js';
import { ValueKind, type FunctionValue, type Value } from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { argumentsOf } from './arguments.js';
import type { Evaluator } from './evaluator.js';

/** Is the attribute read through an object, and not through its class? */
export function isObject(receiver: Value | undefined): receiver is Value {
  return receiver?.kind === ValueKind.INSTANCE || (receiver?.kind === ValueKind.SELF && !receiver.asClass);
}

/**
 * What an attribute of a class gives when it is read through an object and what it holds says so itself (Python's `__get__`): the result that
 * `__get__` declares; where it declares none, what the decorated function returns, unless it gives a function. What holds no such thing stays.
 *
 * @param decorated the function that a descriptor was made of, when it is a decorator
 */
export function throughDescriptor(
  evaluator: Evaluator,
  file: LinkedFile,
  held: ValueSet,
  read: { readonly receiver: Value | undefined; readonly decorated?: ValueSet },
): ValueSet {
  const name = evaluator.languageOf(file).classes.descriptor;
  const { receiver } = read;
  if (name === '' || !isObject(receiver)) return held;
  if (!held.values.some((value) => value.kind === ValueKind.INSTANCE && !value.of.file.isLibrary)) return held;
  const builder = new ValueSetBuilder();
  held.values.forEach((value, index) => {
    const getters = value.kind === ValueKind.INSTANCE && !value.of.file.isLibrary ? functions(evaluator, value, name) : [];
    const given = getters.length === 0 ? undefined : gotten(evaluator, getters, receiver, read.decorated);
    builder.addAll(given ?? ValueSet.of(value, Rule.scope), held.evidence[index]);
  });
  return held.open ? builder.open().build() : builder.build();
}

function functions(evaluator: Evaluator, value: Value, name: string): readonly FunctionValue[] {
  return evaluator
    .member(ValueSet.of(value, Rule.scope), name)
    .values.filter((item): item is FunctionValue => item.kind === ValueKind.FUNCTION);
}

function gotten(
  evaluator: Evaluator,
  getters: readonly FunctionValue[],
  receiver: Value,
  decorated: ValueSet | undefined,
): ValueSet | undefined {
  const object = ValueSet.of(receiver, Rule.scope);
  const set = new ValueSetBuilder();
  for (const getter of getters) set.add(getter, Rule.decorated);
  const given = evaluator.callWith(set.build(), argumentsOf([object, evaluator.classOf(object)]));
  if (getters.every(({ file, callable }) => file.callable(callable).returnType >= 0)) return given;
  if (decorated === undefined || given.values.some((value) => value.kind === ValueKind.FUNCTION)) return undefined;
  return evaluator.callWith(evaluator.bind(decorated, receiver), argumentsOf([])).weakened(Rule.decorated);
}
