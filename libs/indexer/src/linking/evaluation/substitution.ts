import { ValueKind, type Value } from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import type { Evaluator } from './evaluator.js';
import { argumentMap, asAncestor } from './classes.js';

/** Replaces parameters, type parameters and receivers by what the map says of them; what it does not mention stays. */
export function substitute(evaluator: Evaluator, values: ValueSet, map: ReadonlyMap<Value, ValueSet>): ValueSet {
  if (!values.symbolic || map.size === 0) return values;
  const builder = new ValueSetBuilder();
  values.values.forEach((value, index) => {
    const evidence = values.evidence[index] as number;
    const given = map.get(value);
    if (given !== undefined) builder.addAll(given, evidence);
    else builder.addAll(substituteInside(evaluator, value, map), evidence);
  });
  return values.open ? builder.open().build() : builder.build();
}

function substituteInside(evaluator: Evaluator, value: Value, map: ReadonlyMap<Value, ValueSet>): ValueSet {
  if (!value.symbolic) return ValueSet.of(value, 0);
  const { values } = evaluator;
  switch (value.kind) {
    case ValueKind.INSTANCE:
      return ValueSet.of(
        values.instance(
          value.of,
          value.arguments.map((set) => substitute(evaluator, set, map)),
        ),
        0,
      );
    case ValueKind.TUPLE:
      return ValueSet.of(values.tuple(value.items.map((set) => substitute(evaluator, set, map))), 0);
    case ValueKind.FUNCTION: {
      const result = value.result === undefined ? undefined : substitute(evaluator, value.result, map);
      if (value.receiver === undefined) return ValueSet.of(values.bound(value, undefined, result), 0);
      const receivers = substitute(evaluator, ValueSet.of(value.receiver, 0), map);
      const builder = new ValueSetBuilder();
      for (const receiver of receivers.values) builder.add(values.bound(value, receiver, result), 0);
      return receivers.isEmpty ? ValueSet.of(value, 0) : builder.build();
    }
    default:
      return ValueSet.of(value, 0);
  }
}

/** What reaching a member through a receiver binds: the receiver's type arguments, and `self` of its class and of the classes above it. */
export function receiverMap(evaluator: Evaluator, receiver: Value | undefined): Map<Value, ValueSet> {
  const map = new Map<Value, ValueSet>();
  const object = receiver?.kind === ValueKind.SUPER ? receiver.receiver : receiver;
  if (object?.kind === ValueKind.INSTANCE) {
    bindAncestors(evaluator, map, object);
    for (const of of evaluator.order(object.of).classes) {
      map.set(evaluator.values.self(of, false), ValueSet.of(object, 0));
      map.set(evaluator.values.self(of, true), ValueSet.of(object.of, 0));
    }
  } else if (object?.kind === ValueKind.CLASS) {
    for (const of of evaluator.order(object).classes) {
      map.set(evaluator.values.self(of, true), ValueSet.of(object, 0));
      map.set(evaluator.values.self(of, false), ValueSet.of(evaluator.values.instance(object), 0));
    }
  } else if (object?.kind === ValueKind.SELF) {
    const parameters = evaluator.typeParameters(object.of).map((parameter) => ValueSet.of(parameter, 0));
    bindAncestors(evaluator, map, evaluator.values.instance(object.of, parameters));
    for (const of of evaluator.order(object.of).classes) {
      map.set(evaluator.values.self(of, false), ValueSet.of(evaluator.values.self(object.of, false), 0));
      map.set(evaluator.values.self(of, true), ValueSet.of(evaluator.values.self(object.of, true), 0));
    }
  } else if (object !== undefined) {
    bindLiteral(evaluator, map, object);
  }
  return map;
}

/** Literals and tuples are instances of library classes when their methods are called. */
function bindLiteral(evaluator: Evaluator, map: Map<Value, ValueSet>, object: Value): void {
  for (const instance of evaluator.asInstances(object).values) {
    if (instance.kind !== ValueKind.INSTANCE) continue;
    bindAncestors(evaluator, map, instance);
    for (const of of evaluator.order(instance.of).classes) map.set(evaluator.values.self(of, false), ValueSet.of(object, 0));
  }
}

function bindAncestors(
  evaluator: Evaluator,
  map: Map<Value, ValueSet>,
  instance: ReturnType<Evaluator['values']['instance']>,
): void {
  for (const ancestor of evaluator.order(instance.of).classes) {
    const seen = asAncestor(evaluator, instance, ancestor);
    if (seen === undefined) continue;
    for (const [parameter, set] of argumentMap(evaluator, seen)) map.set(parameter, set);
  }
}
