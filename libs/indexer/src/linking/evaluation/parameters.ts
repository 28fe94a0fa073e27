import { CallableFlag, DefinitionFlag, SiteKind } from '../../facts/file-facts.js';
import { MemberField, ScopeField, SiteField, type LinkedFile } from '../program/linked-file.js';
import type { ValueContext } from '../program/value-contexts.js';
import { Rule } from '../rules.js';
import { ValueKind, type ParameterValue } from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { argumentsOfTerm } from './arguments.js';
import { functionsOf, isSearchable } from './call-index.js';
import { expectedTypes, literalType } from './expected-types.js';
import { argumentFor } from './calls.js';
import { Question, type Evaluator } from './evaluator.js';
import { parameterDeclared } from './parameter-declared.js';
import { parameterAt, receiverParameter } from './parameter-positions.js';

/** Callers beyond this many say nothing about a parameter. */
const CALLER_LIMIT = 120;

/** Value of a parameter inside its function: its declared type, the receiver, else a symbol that a call binds. */
export function parameterType(evaluator: Evaluator, file: LinkedFile, callable: number, index: number): ValueSet {
  const fact = file.callable(callable);
  const parameter = fact.parameters[index];
  if (parameter === undefined) return ValueSet.UNKNOWN;
  if (parameter.declaredType >= 0) {
    const declared = wrapRest(evaluator, file, parameter.kind, parameterDeclared(evaluator, file, callable, index));
    if (!declared.isEmpty && !declared.open) return declared.weakened(Rule.declared);
    if (!declared.isEmpty) return declared.weakened(Rule.declared);
  }
  if (receiverParameter(evaluator, file, callable) === index && parameter.kind !== 'this') {
    const of = evaluator.values.class(file, fact.receiverClass);
    return ValueSet.of(
      evaluator.values.self(of, (fact.flags & CallableFlag.CLASS_METHOD) !== 0 || isClassReceiver(evaluator, file, callable)),
      Rule.self,
    );
  }
  if (parameter.kind === 'double_star') return wrapRest(evaluator, file, parameter.kind, ValueSet.UNKNOWN);
  const isUnchecked = parameter.declaredType >= 0;
  return ValueSet.of(evaluator.values.parameter(file, callable, index), isUnchecked ? Rule.unchecked : Rule.scope);
}

/** `__new__`, `__init_subclass__`, `__class_getitem__` take the class without a decorator. */
function isClassReceiver(evaluator: Evaluator, file: LinkedFile, callable: number): boolean {
  const { definition } = file.callable(callable);
  return definition >= 0 && evaluator.languageOf(file).classes.classReceivers.includes(file.definition(definition).name);
}

/** `*args: T` is a tuple of T, `**kwargs: T` a dictionary; TypeScript's rest parameter declares its array itself. */
function wrapRest(evaluator: Evaluator, file: LinkedFile, kind: string, declared: ValueSet): ValueSet {
  const { types } = evaluator.languageOf(file);
  if (!types.typesAreExpressions) return declared;
  if (kind === 'star') return evaluator.libraryInstance(types.tuple, [declared]);
  if (kind === 'double_star')
    return evaluator.libraryInstance(types.mapping(0), [evaluator.libraryInstance(types.constant(4)), declared]);
  return declared;
}

/** The receiver `this` as seen from a scope: arrow functions and blocks look outward. At the top it is what a CommonJS module exports. */
export function thisOf(evaluator: Evaluator, file: LinkedFile, from: number): ValueSet {
  for (let scope = from; scope >= 0; scope = file.scope(scope, ScopeField.PARENT)) {
    const callable = file.scope(scope, ScopeField.CALLABLE);
    const owner = file.scope(scope, ScopeField.OWNER);
    if (callable >= 0 && file.callable(callable).scope === scope) {
      const fact = file.callable(callable);
      if ((fact.flags & CallableFlag.ARROW) !== 0) continue;
      if (fact.receiverClass >= 0) {
        const of = evaluator.values.class(file, fact.receiverClass);
        return ValueSet.of(
          evaluator.values.self(of, (fact.flags & (CallableFlag.STATIC | CallableFlag.CLASS_METHOD)) !== 0),
          Rule.self,
        );
      }
      if (evaluator.languageOf(file).classes.receiverIsParameter) continue;
      return dynamicThis(evaluator, file, callable);
    }
    if (file.scope(scope, ScopeField.KIND) === 1 && owner >= 0 && file.definition(owner).label === 'CLASS') {
      return ValueSet.of(evaluator.values.self(evaluator.values.class(file, owner), false), Rule.self);
    }
  }
  const isExported = !evaluator.languageOf(file).scopes.exportsScope && !file.isLibrary;
  return isExported ? ValueSet.of(evaluator.values.module(file), Rule.scope) : ValueSet.UNKNOWN;
}

/** `this` of a plain function: the object that it is a member of, and what `new` makes of it. */
export function dynamicThis(evaluator: Evaluator, file: LinkedFile, callable: number): ValueSet {
  return evaluator.ask(file, Question.THIS, callable, () => {
    const builder = new ValueSetBuilder();
    const declared = file.callable(callable).parameters[0];
    if (declared?.kind === 'this' && declared.declaredType >= 0) return evaluator.declaredType(file, declared.declaredType);
    for (const context of contextsOf(file, callable)) {
      if (context.kind === 'key') builder.addAll(thisInLiteral(evaluator, file, context.term));
    }
    const term = file.index.functionTerm(callable);
    for (const record of file.index.memberRecordsOfValue(term)) {
      for (const object of evaluator.evaluate(file, file.member(record, MemberField.OBJECT)).values) {
        builder.add(object.kind === ValueKind.CLASS ? evaluator.values.self(object, true) : object, Rule['member-assigned']);
      }
    }
    const { definition } = file.callable(callable);
    if (builder.isEmpty && definition >= 0)
      builder.add(evaluator.values.prototypeOf(evaluator.values.function(file, callable)), Rule.object);
    return builder.isEmpty ? ValueSet.UNKNOWN : builder.build();
  });
}

/** `this` in a member of an object literal: the type that the literal's place declares, else the literal. */
function thisInLiteral(evaluator: Evaluator, file: LinkedFile, term: number): ValueSet {
  const declared = literalType(evaluator, file, term);
  return declared.isEmpty ? ValueSet.of(evaluator.values.allocation(file, term), Rule.object) : declared;
}

function contextsOf(file: LinkedFile, callable: number): readonly ValueContext[] {
  return file.index.contexts.functions.get(callable) ?? [];
}

/** Replaces symbols by what is known of them without a particular call. */
export function concrete(evaluator: Evaluator, values: ValueSet): ValueSet {
  if (!values.values.some((value) => value.kind === ValueKind.PARAMETER || value.kind === ValueKind.TYPE_PARAMETER))
    return values;
  const builder = new ValueSetBuilder();
  values.values.forEach((value, index) => {
    const evidence = values.evidence[index] as number;
    if (value.kind === ValueKind.PARAMETER) builder.addAll(parameterValuesOf(evaluator, value), evidence);
    else if (value.kind === ValueKind.TYPE_PARAMETER)
      builder.addAll(constraintOf(evaluator, value.file, value.binding), evidence);
    else builder.add(value, evidence);
  });
  return values.open ? builder.open().build() : builder.build();
}

/** What a type parameter's values can do: its constraint. */
function constraintOf(evaluator: Evaluator, file: LinkedFile, binding: number): ValueSet {
  const parameter = file.index.typeParameter(binding);
  if (parameter !== undefined && parameter.constraint >= 0) return evaluator.declaredType(file, parameter.constraint);
  return evaluator.typeVariableBound(file, binding);
}

/** Values that a parameter without a declared type takes: its default, what its context declares, what known calls pass. */
export function parameterValuesOf(evaluator: Evaluator, symbol: ParameterValue): ValueSet {
  const { file, callable, parameter } = symbol;
  if (file.isLibrary) return ValueSet.UNKNOWN;
  return evaluator.ask(file, Question.PARAMETER, callable * 256 + parameter, () => {
    const contextual = contextualType(evaluator, file, callable, parameter);
    if (!contextual.isEmpty) return contextual;
    const builder = new ValueSetBuilder();
    const fact = file.callable(callable).parameters[parameter];
    const passed = evaluator.below(() => passedValues(evaluator, symbol));
    const isDefaulted = fact !== undefined && fact.defaultValue > 0 && (passed.isEmpty || !isAlwaysGiven(evaluator, symbol));
    if (isDefaulted) builder.addAll(evaluator.evaluate(file, fact.defaultValue), Rule.parameter);
    builder.addAll(passed, Rule.parameter);
    return builder.open().build();
  });
}

/** What the place where a function stands says of its parameter: a declared function type, or the callee's parameter type. */
function contextualType(evaluator: Evaluator, file: LinkedFile, callable: number, parameter: number): ValueSet {
  const builder = new ValueSetBuilder();
  for (const context of contextsOf(file, callable)) {
    for (const { type, map } of expectedTypes(evaluator, file, context)) {
      const { parameters } = type.file.callable(type.callable);
      const index = parameter + (parameters[0]?.kind === 'this' ? 1 : 0);
      const declared = parameters[index];
      if (declared === undefined || declared.declaredType < 0) continue;
      const given = evaluator.substitute(evaluator.parameterType(type.file, type.callable, index), map);
      given.values.forEach((value, at) => {
        const isSymbol = value.kind === ValueKind.TYPE_PARAMETER || value.kind === ValueKind.PARAMETER;
        if (!isSymbol) builder.add(value, Math.max(given.evidence[at] as number, Rule.contextual));
      });
    }
  }
  return builder.build();
}

/**
 * A function that its file keeps to itself and that is only called there: where every call gives the parameter, its default is never
 * taken.
 */
function isAlwaysGiven(evaluator: Evaluator, symbol: ParameterValue): boolean {
  const { file, callable, parameter } = symbol;
  const { definition } = file.callable(callable);
  if (definition < 0 || evaluator.languageOf(file).scopes.exportsScope || !isSearchable(file)) return false;
  const own = file.definition(definition);
  const isConstructor = own.label === 'METHOD' && evaluator.languageOf(file).classes.constructors.includes(own.name);
  const fact = isConstructor ? file.definition(own.parent) : own;
  const escapes =
    (fact.flags & (DefinitionFlag.EXPORTED | DefinitionFlag.DEFAULT_EXPORT)) !== 0 ||
    (fact.label !== 'FUNCTION' && !isConstructor);
  if (escapes || isReadAsValue(file, fact.name) || file.index.extending(fact.name).length > 0) return false;
  return evaluator
    .knownCalls(file, callable)
    .every(({ callee, arguments: args }) => argumentFor(evaluator, callee, args(), parameter) !== undefined);
}

/** Some place of the file hands a name on, so that it may be called from elsewhere. */
function isReadAsValue(file: LinkedFile, name: string): boolean {
  const exported = file.facts.exports.some((fact) => fact.name === name || fact.name === '=');
  if (exported) return true;
  for (let site = 0; site < file.siteCount; site++) {
    if (file.site(site, SiteField.KIND) !== SiteKind.READ) continue;
    const written = file.site(site, SiteField.NAME);
    if (written >= 0 && file.string(written) === name) return true;
  }
  return false;
}

/** What calls of a function pass for a parameter, as far as they can be found by the function's names. */
function passedValues(evaluator: Evaluator, symbol: ParameterValue): ValueSet {
  const { file, callable, parameter } = symbol;
  const builder = new ValueSetBuilder();
  const calls = evaluator.knownCalls(file, callable);
  if (calls.length > CALLER_LIMIT) return ValueSet.UNKNOWN;
  for (const { callee, arguments: args } of calls) {
    const given = argumentFor(evaluator, callee, args(), parameter);
    if (given !== undefined) builder.addAll(evaluator.concrete(given));
  }
  for (const context of contextsOf(file, callable)) builder.addAll(passedToCallback(evaluator, file, context, parameter));
  return builder.build();
}

/** A function passed as an argument gets what the callee passes when it calls that parameter. */
function passedToCallback(evaluator: Evaluator, file: LinkedFile, context: ValueContext, parameter: number): ValueSet {
  if (context.kind !== 'argument') return ValueSet.EMPTY;
  const builder = new ValueSetBuilder();
  for (const callee of functionsOf(evaluator, evaluator.evaluate(file, file.a(context.term)))) {
    if (callee.file.isLibrary) continue;
    const index = parameterAt(evaluator, callee, context.position, context.name);
    if (index < 0) continue;
    const symbol = evaluator.values.parameter(callee.file, callee.callable, index);
    for (const term of evaluator.callsOfParameter(symbol)) {
      builder.addAll(evaluator.concrete(argumentsOfTerm(evaluator, callee.file, term).positional(parameter)));
    }
  }
  return builder.build();
}
