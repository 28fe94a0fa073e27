import { CallableFlag, type CallableFact } from '../../facts/file-facts.js';
import { TermOp } from '../../facts/term.js';
import type { CallView } from '../language/link-language.js';
import type { LinkedFile } from '../program/linked-file.js';
import { Rule } from '../rules.js';
import { ValueKind, type ClassValue, type FunctionValue, type Value } from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { argumentTerm } from './arguments.js';
import { Question, type CallArguments, type Evaluator } from './evaluator.js';
import { expectedResult } from './expected-result.js';
import { selectSignature } from './overloads.js';
import { ancestorArguments } from './classes.js';
import { constructorsOf } from './constructors.js';
import { parameterIndex } from './parameter-positions.js';

/** What calling values gives. */
export function callWith(evaluator: Evaluator, callees: ValueSet, args: CallArguments): ValueSet {
  const builder = new ValueSetBuilder();
  callees.values.forEach((callee, index) => {
    builder.addAll(callValue(evaluator, callee, args), callees.evidence[index]);
  });
  return callees.open ? builder.open().build() : builder.build();
}

function callValue(evaluator: Evaluator, callee: Value, args: CallArguments): ValueSet {
  switch (callee.kind) {
    case ValueKind.CLASS:
      return construct(evaluator, callee, args);
    case ValueKind.FUNCTION:
      return returned(evaluator, callee, args);
    case ValueKind.EXTERNAL:
      return (
        special(evaluator, callee.path, callee, args) ?? ValueSet.of(evaluator.values.external(`${callee.path}()`), Rule.library)
      );
    case ValueKind.SELF:
      if (callee.asClass) return ValueSet.of(evaluator.values.self(callee.of, false), Rule.constructed);
      return callProtocol(evaluator, callee, args);
    case ValueKind.INSTANCE:
      return callProtocol(evaluator, callee, args);
    case ValueKind.ALLOCATION:
      return callSignatures(evaluator, callee.file, callee.term, args);
    case ValueKind.PARAMETER:
    case ValueKind.TYPE_PARAMETER: {
      const known = evaluator.concrete(ValueSet.of(callee, Rule.scope));
      const callable = known.values.filter(
        (value) => value.kind !== ValueKind.PARAMETER && value.kind !== ValueKind.TYPE_PARAMETER,
      );
      if (callable.length === 0) return ValueSet.UNKNOWN;
      return callWith(
        evaluator,
        ValueSet.raw(
          callable,
          callable.map((value) => known.evidence[known.values.indexOf(value)] as number),
          known.open,
        ),
        args,
      );
    }
    default:
      return ValueSet.UNKNOWN;
  }
}

/** `x()` on an object: its call method, or the call signature of its interface. */
function callProtocol(evaluator: Evaluator, callee: Value, args: CallArguments): ValueSet {
  const file = callee.kind === ValueKind.INSTANCE || callee.kind === ValueKind.SELF ? callee.of.file : undefined;
  const name = file === undefined ? '' : evaluator.languageOf(file).protocols.call;
  if (name === '') return ValueSet.UNKNOWN;
  const method = evaluator.member(ValueSet.of(callee, Rule.scope), name);
  return method.isEmpty ? ValueSet.UNKNOWN : callWith(evaluator, method, args);
}

/** Call signatures of an object type. */
function callSignatures(evaluator: Evaluator, file: LinkedFile, term: number, args: CallArguments): ValueSet {
  if (file.op(term) !== TermOp.TYPE_OBJECT) return ValueSet.UNKNOWN;
  const pairs = file.list(file.a(term));
  const builder = new ValueSetBuilder();
  for (let at = 0; at < pairs.length; at += 2) {
    if (pairs[at] === -1) builder.addAll(callWith(evaluator, evaluator.declaredType(file, pairs[at + 1] as number), args));
  }
  return builder.isEmpty ? ValueSet.UNKNOWN : builder.build();
}

/** An instance of a class, its type parameters bound by type arguments or by the constructor's arguments. */
export function construct(evaluator: Evaluator, of: ClassValue, args: CallArguments): ValueSet {
  const path = evaluator.externalPath(of);
  if (path !== undefined) {
    const given = special(evaluator, path, of, args);
    if (given !== undefined) return given;
  }
  const parameters = evaluator.typeParameters(of);
  if (parameters.length === 0) return ValueSet.of(evaluator.values.instance(of), Rule.constructed);
  const explicit = explicitTypes(evaluator, args);
  if (explicit.length > 0) return ValueSet.of(evaluator.values.instance(of, explicit), Rule.constructed);
  const map = new Map<Value, ValueSet>();
  for (const constructor of constructorsOf(evaluator, of).values) {
    if (constructor.kind !== ValueKind.FUNCTION) continue;
    evaluator.inferTypes(constructor, args, map);
    inheritInference(evaluator, of, constructor, map);
  }
  const bound = parameters.map((parameter) => map.get(parameter) ?? ValueSet.UNKNOWN);
  return ValueSet.of(evaluator.values.instance(of, bound), Rule.constructed);
}

/** What an inherited constructor infers of its own class's type parameters holds for those that the class hands up to it. */
function inheritInference(evaluator: Evaluator, of: ClassValue, constructor: FunctionValue, map: Map<Value, ValueSet>): void {
  const { receiverClass } = constructor.file.callable(constructor.callable);
  if (receiverClass < 0) return;
  const ancestor = evaluator.values.class(constructor.file, receiverClass);
  if (ancestor === of) return;
  const above = evaluator.typeParameters(ancestor);
  ancestorArguments(evaluator, of, ancestor).forEach((argument, index) => {
    const parameter = above[index];
    const [own] = argument.values;
    const inferred = parameter === undefined ? undefined : map.get(parameter);
    if (own !== undefined && argument.values.length === 1 && inferred !== undefined && !map.has(own)) map.set(own, inferred);
  });
}

function explicitTypes(evaluator: Evaluator, args: CallArguments): readonly ValueSet[] {
  if (args.site === undefined) return [];
  const { file, term } = args.site;
  if (file.op(term) !== TermOp.CALL && file.op(term) !== TermOp.NEW) return [];
  return [...file.list(file.c(term))].map((type) => evaluator.declaredType(file, type));
}

/** What a function gives for arguments. */
export function returned(evaluator: Evaluator, func: FunctionValue, args: CallArguments): ValueSet {
  if (func.result !== undefined) return bindResult(evaluator, func, args, func.result, func.callable);
  const path = func.file.isLibrary ? evaluator.externalPath(func) : undefined;
  if (path !== undefined) {
    const given = special(evaluator, path, func, args);
    if (given !== undefined) return given;
  }
  const callable = selectSignature(evaluator, func, args);
  const result = returnOf(evaluator, func.file, callable);
  return bindResult(evaluator, func, args, result, callable);
}

/** Binds what a result mentions of parameters, type parameters and the receiver. */
function bindResult(
  evaluator: Evaluator,
  func: FunctionValue,
  args: CallArguments,
  result: ValueSet,
  callable: number,
): ValueSet {
  if (!result.symbolic) return result;
  const map = evaluator.receiverMap(func.receiver);
  const fact = func.file.callable(callable);
  const signature =
    callable === func.callable ? func : evaluator.values.bound(evaluator.values.function(func.file, callable), func.receiver);
  const explicit = explicitTypes(evaluator, args);
  fact.typeParameters.forEach((parameter, index) => {
    const type = explicit[index];
    if (type !== undefined) map.set(evaluator.values.typeParameter(func.file, parameter.binding), type);
  });
  evaluator.inferTypes(signature, args, map);
  bindParameters(evaluator, signature, fact, args, map);
  return evaluator.substitute(result, map);
}

function bindParameters(
  evaluator: Evaluator,
  func: FunctionValue,
  fact: CallableFact,
  args: CallArguments,
  map: Map<Value, ValueSet>,
): void {
  fact.parameters.forEach((parameter, index) => {
    const symbol = evaluator.values.parameter(func.file, func.callable, index);
    const given = argumentFor(evaluator, func, args, index);
    if (given !== undefined) map.set(symbol, given);
    else if (!args.spread && parameter.defaultValue >= 0) map.set(symbol, evaluator.evaluate(func.file, parameter.defaultValue));
  });
}

/** The argument that a call gives for a parameter; undefined when it gives none. */
export function argumentFor(
  evaluator: Evaluator,
  func: FunctionValue,
  args: CallArguments,
  parameter: number,
): ValueSet | undefined {
  const fact = func.file.callable(func.callable).parameters[parameter];
  if (fact === undefined) return undefined;
  const position = parameterIndex(evaluator, func, parameter);
  if (fact.kind === 'star') {
    const rest: ValueSet[] = [];
    for (let at = Math.max(0, position); at < args.count; at++) rest.push(args.positional(at));
    return ValueSet.of(evaluator.values.tuple(args.spread ? [] : rest), Rule.scope).withOpen(args.spread);
  }
  if (position >= 0 && position < args.count && fact.kind !== 'keyword_only') return args.positional(position);
  return fact.name === '' ? undefined : args.keyword(fact.name);
}

/** What a callable says that it returns: its declared type, else what its body gives, wrapped as the language does. Memoised. */
export function returnOf(evaluator: Evaluator, file: LinkedFile, callable: number): ValueSet {
  return evaluator.ask(file, Question.RETURN, callable, () => {
    const fact = file.callable(callable);
    const rules = evaluator.languageOf(file).types;
    const isAsync = (fact.flags & CallableFlag.ASYNC) !== 0;
    const isGenerator = (fact.flags & CallableFlag.GENERATOR) !== 0;
    const declared = declaredReturn(evaluator, file, fact);
    if (declared !== undefined) return declared;
    if (isGenerator) return generatorOf(evaluator, file, fact, isAsync);
    if ((fact.flags & CallableFlag.SIGNATURE) !== 0) return ValueSet.UNKNOWN;
    const expected = expectedResult(evaluator, file, callable);
    if (!expected.isEmpty) return expected.weakened(Rule.contextual);
    const given = evaluator.union(fact.returns.map((term) => evaluator.evaluate(file, term)));
    if (isAsync)
      return evaluator
        .libraryInstance(rules.asyncResult, [evaluator.awaited(given).weakened(Rule.returned)])
        .weakened(Rule.returned);
    return given.weakened(Rule.returned);
  });
}

/** The result as it is declared; undefined where nothing is, or where an unreadable declaration leaves it to the body. */
function declaredReturn(evaluator: Evaluator, file: LinkedFile, fact: CallableFact): ValueSet | undefined {
  if (fact.returnType < 0) return undefined;
  const rules = evaluator.languageOf(file).types;
  const declared = evaluator.declaredType(file, fact.returnType).weakened(Rule.declared);
  if (!declared.open || !declared.isEmpty) {
    const isWrapped = (fact.flags & CallableFlag.ASYNC) !== 0 && (fact.flags & CallableFlag.GENERATOR) === 0;
    return isWrapped && !rules.asyncIsDeclaredWrapped ? evaluator.libraryInstance(rules.asyncResult, [declared]) : declared;
  }
  return (fact.flags & CallableFlag.SIGNATURE) !== 0 || fact.returns.length === 0 ? declared : undefined;
}

function generatorOf(evaluator: Evaluator, file: LinkedFile, fact: CallableFact, isAsync: boolean): ValueSet {
  const rules = evaluator.languageOf(file).types;
  const elements = evaluator.union(fact.yields.map((term) => evaluator.evaluate(file, term)));
  return evaluator
    .libraryInstance(isAsync ? rules.asyncGenerator : rules.generator, [elements.weakened(Rule.returned)])
    .weakened(Rule.returned);
}

/** Result of a call that the language knows by name. */
export function special(evaluator: Evaluator, path: string, callee: Value, args: CallArguments): ValueSet | undefined {
  const { site } = args;
  if (site === undefined) return undefined;
  const receiver = callee.kind === ValueKind.FUNCTION ? callee.receiver : undefined;
  const view: CallView = {
    file: site.file,
    term: site.term,
    receiver,
    argumentCount: args.count,
    argument: (index) => args.positional(index),
    keyword: (name) => args.keyword(name),
    text: (index) => evaluator.texts(args.positional(index))?.[0],
    argumentTerm: (index) => argumentTerm(site.file, site.term, index),
  };
  return evaluator.languageOf(site.file).calls.special(path, view, evaluator);
}
