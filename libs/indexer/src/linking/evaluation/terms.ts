import { ConstantKind, TermOp } from '../../facts/term.js';
import type { LinkedFile } from '../program/linked-file.js';
import { Rule } from '../rules.js';
import { ValueKind } from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { argumentsOf, argumentsOfTerm } from './arguments.js';
import { binaryResult, elementOf, entered, restOf, subscriptOf, typeArgument } from './containers.js';
import { Question, type Evaluator } from './evaluator.js';
import { callMember } from './member-calls.js';
import { exactAssignment, severalAssigned } from './names.js';
import { narrowed } from './narrowing.js';
import { prototypesOf } from './prototypes.js';

/** Values of a value term. Memoised, except for terms that are values by themselves. */
export function evaluateTerm(evaluator: Evaluator, file: LinkedFile, term: number): ValueSet {
  if (term <= 0) return ValueSet.UNKNOWN;
  switch (file.op(term)) {
    case TermOp.UNKNOWN:
      return ValueSet.UNKNOWN;
    case TermOp.CONSTANT:
      return constant(evaluator, file, term);
    case TermOp.SEQUENCE:
    case TermOp.MAPPING:
      return ValueSet.of(evaluator.values.allocation(file, term), Rule.scope);
    case TermOp.FUNCTION:
      return ValueSet.of(evaluator.values.function(file, file.a(term)), Rule.scope);
    case TermOp.CLASS:
      return ValueSet.of(evaluator.values.class(file, file.a(term)), Rule.scope);
    case TermOp.THIS:
      if (!evaluator.isForeign(file)) return evaluator.thisOf(file, file.a(term));
      return evaluator.ask(file, Question.VALUE, term, () => evaluator.thisOf(file, file.a(term)));
    default:
      return (
        evaluator.known(file, Question.VALUE, term) ??
        evaluator.ask(file, Question.VALUE, term, () => compute(evaluator, file, term))
      );
  }
}

function constant(evaluator: Evaluator, file: LinkedFile, term: number): ValueSet {
  const kind = file.a(term);
  if (kind === ConstantKind.NONE || kind === ConstantKind.UNDEFINED) return ValueSet.EMPTY;
  return ValueSet.of(evaluator.values.constant(kind, file.b(term) < 0 ? '' : file.string(file.b(term))), Rule.scope);
}

function compute(evaluator: Evaluator, file: LinkedFile, term: number): ValueSet {
  const a = file.a(term);
  const b = file.b(term);
  const c = file.c(term);
  switch (file.op(term)) {
    case TermOp.BINDING: {
      const exact = exactAssignment(evaluator, file, a);
      return exact ?? evaluator.read(evaluator.slots(file, term), undefined);
    }
    case TermOp.NAME:
    case TermOp.IMPORT:
      return evaluator.read(evaluator.slots(file, term), undefined);
    case TermOp.PHI:
      return severalAssigned(evaluator.union([...file.list(a)].map((item) => evaluator.evaluate(file, item))));
    case TermOp.ATTRIBUTE:
      return evaluator.member(evaluator.evaluate(file, a), file.string(b));
    case TermOp.CALL:
      return callTerm(evaluator, file, term);
    case TermOp.NEW:
      return newTerm(evaluator, file, term);
    case TermOp.SUBSCRIPT:
      return subscriptOf(evaluator, file, evaluator.evaluate(file, a), b);
    case TermOp.AWAIT:
      return evaluator.awaited(evaluator.evaluate(file, a));
    case TermOp.ELEMENT:
      return elementOf(evaluator, evaluator.evaluate(file, a), b === 1);
    case TermOp.ENTER:
      return entered(evaluator, file, evaluator.evaluate(file, a), b === 1);
    case TermOp.TUPLE:
      return tuple(evaluator, file, a);
    case TermOp.PARAMETER:
      return evaluator.parameterType(file, a, b);
    case TermOp.SUPER:
      return superOf(evaluator, file, a, b);
    case TermOp.BINARY:
      return binaryResult(evaluator, { file, operator: file.string(a), left: b, right: c });
    case TermOp.UNARY:
      return callMember(
        evaluator,
        evaluator.evaluate(file, b),
        evaluator.languageOf(file).protocols.unary[file.string(a)] ?? '',
        [],
      );
    case TermOp.NARROW:
      return narrowed(evaluator, file, term);
    case TermOp.CAST:
      return c === 1 ? evaluator.evaluate(file, a) : cast(evaluator, file, a, b);
    case TermOp.SENT:
      return sent(evaluator, file, a);
    case TermOp.REST:
      return restOf(evaluator, evaluator.evaluate(file, a), b);
    default:
      return ValueSet.UNKNOWN;
  }
}

/** A type that says nothing (`any`) leaves the value as it is; but what it has then, no checker has verified. */
function cast(evaluator: Evaluator, file: LinkedFile, value: number, declared: number): ValueSet {
  const type = evaluator.declaredType(file, declared);
  return type.isEmpty ? evaluator.evaluate(file, value).weakened(Rule.unchecked) : type.weakened(Rule.declared);
}

/** What a `yield` gives: the second type argument of the generator that the function says it returns. */
function sent(evaluator: Evaluator, file: LinkedFile, callable: number): ValueSet {
  const { returnType } = file.callable(callable);
  if (returnType < 0) return ValueSet.UNKNOWN;
  const { generator, asyncGenerator } = evaluator.languageOf(file).types;
  const sets = evaluator
    .declaredType(file, returnType)
    .values.flatMap((value) => [generator, asyncGenerator].flatMap((path) => typeArgument(evaluator, value, path, 1) ?? []));
  return sets.length === 0 ? ValueSet.UNKNOWN : evaluator.union(sets);
}

function tuple(evaluator: Evaluator, file: LinkedFile, list: number): ValueSet {
  const items = [...file.list(list)];
  if (items.some((item) => file.op(item) === TermOp.SPREAD)) {
    const elements = items.map((item) =>
      file.op(item) === TermOp.SPREAD
        ? evaluator.element(evaluator.evaluate(file, file.a(item)), false)
        : evaluator.evaluate(file, item),
    );
    return evaluator.libraryInstance(evaluator.languageOf(file).types.tuple, [evaluator.union(elements)]);
  }
  return evaluator.tuple(items.map((item) => evaluator.evaluate(file, item)));
}

function callTerm(evaluator: Evaluator, file: LinkedFile, term: number): ValueSet {
  const callee = evaluator.evaluate(file, file.a(term));
  return evaluator.callWith(callee, argumentsOfTerm(evaluator, file, term));
}

function newTerm(evaluator: Evaluator, file: LinkedFile, term: number): ValueSet {
  const args = argumentsOfTerm(evaluator, file, term);
  const callees = evaluator.concrete(evaluator.evaluate(file, file.a(term)));
  const builder = new ValueSetBuilder();
  callees.values.forEach((callee, index) => {
    const evidence = callees.evidence[index] as number;
    if (callee.kind === ValueKind.FUNCTION) {
      const prototype = evaluator.values.prototypeOf(evaluator.values.function(callee.file, callee.callable));
      builder.add(prototype, Math.max(evidence, Rule.constructed));
    } else if (callee.kind === ValueKind.INSTANCE || callee.kind === ValueKind.ALLOCATION) {
      builder.addAll(constructSignature(evaluator, callee, term, file), evidence);
    } else {
      builder.addAll(evaluator.callWith(ValueSet.of(callee, evidence), args));
    }
  });
  return callees.open || callees.isEmpty ? builder.open().build() : builder.build();
}

/** `new x()` where x's type has a construct signature. */
function constructSignature(
  evaluator: Evaluator,
  callee: Parameters<Evaluator['memberSlots']>[0],
  term: number,
  file: LinkedFile,
): ValueSet {
  if (callee.kind === ValueKind.ALLOCATION && callee.file.op(callee.term) === TermOp.TYPE_OBJECT) {
    const pairs = callee.file.list(callee.file.a(callee.term));
    for (let at = 0; at < pairs.length; at += 2) {
      if (pairs[at] !== -3) continue;
      const signature = evaluator.declaredType(callee.file, pairs[at + 1] as number);
      return evaluator.callWith(signature, argumentsOfTerm(evaluator, file, term));
    }
  }
  const method = evaluator.member(ValueSet.of(callee, Rule.scope), 'new');
  return method.isEmpty ? ValueSet.UNKNOWN : evaluator.callWith(method, argumentsOf([]));
}

/** `super` as seen from a scope, or `super(Class, receiver)`. */
function superOf(evaluator: Evaluator, file: LinkedFile, scope: number, list: number): ValueSet {
  if (list >= 0) {
    const [first, second] = file.list(list);
    if (first !== undefined && second !== undefined && first > 0) return explicitSuper(evaluator, file, first, second);
  }
  const receiver = evaluator.thisOf(file, scope);
  const builder = new ValueSetBuilder();
  for (const value of receiver.values) {
    if (value.kind === ValueKind.SELF) builder.add(evaluator.values.super(value.of, value), Rule.super);
    if (value.kind === ValueKind.ALLOCATION) builder.addAll(prototypesOf(evaluator, value));
  }
  return builder.isEmpty ? ValueSet.UNKNOWN : builder.build();
}

function explicitSuper(evaluator: Evaluator, file: LinkedFile, first: number, second: number): ValueSet {
  const builder = new ValueSetBuilder();
  const receivers = evaluator.evaluate(file, second);
  for (const value of evaluator.evaluate(file, first).values) {
    const of = value.kind === ValueKind.CLASS ? value : value.kind === ValueKind.SELF && value.asClass ? value.of : undefined;
    if (of === undefined) continue;
    for (const receiver of receivers.values) builder.add(evaluator.values.super(of, receiver), Rule.super);
  }
  return builder.isEmpty ? ValueSet.UNKNOWN : builder.build();
}
