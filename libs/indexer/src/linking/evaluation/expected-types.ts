import { CallableFlag } from '../../facts/file-facts.js';
import type { LinkedFile } from '../program/linked-file.js';
import type { ValueContext } from '../program/value-contexts.js';
import { Rule } from '../rules.js';
import { ValueKind, type FunctionValue, type Value } from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { argumentsOfTerm } from './arguments.js';
import { functionsOf } from './call-index.js';
import { constructorsOf } from './constructors.js';
import { Question, type Evaluator } from './evaluator.js';
import { aliasArguments } from './types.js';
import { selectSignature } from './overloads.js';
import { parameterDeclared } from './parameter-declared.js';
import { parameterAt } from './parameter-positions.js';

/** A function type that a place expects, and what is known of its type parameters there. */
export interface ExpectedType {
  readonly type: FunctionValue;
  readonly map: ReadonlyMap<Value, ValueSet>;
}

/** A declared type that a place has, and what is known of type parameters there. */
interface PlaceType {
  readonly types: ValueSet;
  readonly map: ReadonlyMap<Value, ValueSet>;
}

const NO_TYPES: ReadonlyMap<Value, ValueSet> = new Map();

/** Function types that the place of a function value expects. */
export function expectedTypes(evaluator: Evaluator, file: LinkedFile, context: ValueContext): readonly ExpectedType[] {
  if (context.kind === 'key') return keyTypes(evaluator, file, context);
  return placeTypes(evaluator, file, context).flatMap(({ types, map }) =>
    types.values.flatMap((type) => (type.kind === ValueKind.FUNCTION ? [{ type, map }] : [])),
  );
}

/** The declared type of the place where an object or array literal stands; empty when it has none. Memoised. */
export function literalType(evaluator: Evaluator, file: LinkedFile, term: number): ValueSet {
  const contexts = file.index.contexts.literals.get(term);
  if (contexts === undefined) return ValueSet.EMPTY;
  return evaluator.ask(file, Question.EXPECTED, term, () => {
    const builder = new ValueSetBuilder();
    for (const context of contexts) builder.addAll(typeOfPlace(evaluator, file, context), Rule.contextual);
    return builder.build().withOpen(false);
  });
}

function typeOfPlace(evaluator: Evaluator, file: LinkedFile, context: ValueContext): ValueSet {
  if (context.kind === 'key') return keyType(evaluator, literalType(evaluator, file, context.term), context.name);
  return evaluator.union(placeTypes(evaluator, file, context).map(({ types }) => types));
}

/** The type of a key: the member of that name, else what the type says of all its keys. */
function keyType(evaluator: Evaluator, objects: ValueSet, name: string): ValueSet {
  const members = name === '' ? ValueSet.EMPTY : evaluator.member(objects, name);
  return members.isEmpty ? evaluator.union(objects.values.map((object) => evaluator.indexed(object))) : members;
}

/** What the type of the literal around says of one of its keys. */
function keyTypes(evaluator: Evaluator, file: LinkedFile, context: ValueContext): readonly ExpectedType[] {
  return literalType(evaluator, file, context.term).values.flatMap((object) => {
    const map = evaluator.receiverMap(object);
    const members = keyType(evaluator, ValueSet.of(object, Rule.contextual), context.name);
    return members.values.flatMap((type) => (type.kind === ValueKind.FUNCTION ? [{ type, map }] : []));
  });
}

function placeTypes(evaluator: Evaluator, file: LinkedFile, context: ValueContext): readonly PlaceType[] {
  switch (context.kind) {
    case 'declared':
      return [aliased(evaluator, file, context.term, evaluator.declaredType(file, context.term))];
    case 'returned': {
      const { returnType, flags } = file.callable(context.term);
      if (returnType < 0) return [];
      const types = evaluator.declaredType(file, returnType);
      return [aliased(evaluator, file, returnType, (flags & CallableFlag.ASYNC) === 0 ? types : evaluator.awaited(types))];
    }
    case 'argument':
      return argumentTypes(evaluator, file, context);
    case 'element':
      return [{ types: evaluator.element(literalType(evaluator, file, context.term), false), map: NO_TYPES }];
    case 'key':
      return [];
  }
}

/** A declared type with what the type arguments of the alias that it is written by bind. */
function aliased(evaluator: Evaluator, file: LinkedFile, term: number, types: ValueSet): PlaceType {
  const isFunction = types.values.some((type) => type.kind === ValueKind.FUNCTION);
  return { types, map: isFunction ? aliasArguments(evaluator, file, term) : NO_TYPES };
}

/** Declared type of the parameter that takes an argument, with what the receiver and the other arguments bind. */
function argumentTypes(evaluator: Evaluator, file: LinkedFile, context: ValueContext): readonly PlaceType[] {
  const args = argumentsOfTerm(evaluator, file, context.term);
  const others = {
    ...args,
    positional: (index: number) => (index === context.position ? ValueSet.EMPTY : args.positional(index)),
  };
  return calledFunctions(evaluator, evaluator.evaluate(file, file.a(context.term))).flatMap((callee) => {
    const chosen = evaluator.values.bound(
      evaluator.values.function(callee.file, selectSignature(evaluator, callee, others)),
      callee.receiver,
    );
    const index = parameterAt(evaluator, chosen, context.position, context.name);
    const parameter = chosen.file.callable(chosen.callable).parameters[index];
    if (parameter === undefined || parameter.declaredType < 0) return [];
    const map = evaluator.receiverMap(chosen.receiver);
    evaluator.inferTypes(chosen, others, map);
    const declared = parameterDeclared(evaluator, chosen.file, chosen.callable, index);
    const place = aliased(evaluator, chosen.file, parameter.declaredType, declared);
    for (const [symbol, given] of place.map) map.set(symbol, evaluator.substitute(given, map));
    return [{ types: evaluator.substitute(declared, map), map }];
  });
}

/** What a call runs, constructors of the library among it: they say what their callbacks take. */
function calledFunctions(evaluator: Evaluator, callees: ValueSet): readonly FunctionValue[] {
  return callees.values.flatMap((value) =>
    value.kind === ValueKind.CLASS && value.file.isLibrary
      ? constructorsOf(evaluator, value).values.filter((item) => item.kind === ValueKind.FUNCTION)
      : functionsOf(evaluator, ValueSet.of(value, Rule.scope)),
  );
}
