import { classMember } from '../evaluation/members.js';
import { memberBelow } from '../evaluation/subclasses.js';
import { memberOrderSet, typeParameterSet } from '../evaluation/classes.js';
import { literalKey } from '../evaluation/members.js';
import { parameterDeclared } from '../evaluation/parameter-declared.js';
import { parameterValuesOf } from '../evaluation/parameters.js';
import { returnOf } from '../evaluation/calls.js';
import type { Evaluation } from '../evaluation/evaluation.js';
import { Question, type Evaluator } from '../evaluation/evaluator.js';
import { exportSlots, moduleItself } from '../evaluation/modules.js';
import { importedSlots } from '../evaluation/names.js';
import { heldBy } from '../evaluation/reading.js';
import type { Entry } from '../evaluation/solver.js';
import type { LinkedFile } from '../program/linked-file.js';
import { TermOp } from '../../facts/term.js';
import { literalElements, literalValues } from '../evaluation/containers.js';
import { Rule } from '../rules.js';
import { SlotKind } from '../values/value.js';
import { ValueSet } from '../values/value-set.js';

/**
 * Asks an entry's question again in the present state of the program. Undefined when the question cannot be stated there: what it
 * was about is gone, or is only known by a number that an edit may have moved.
 */
export function repeatQuestion(evaluator: Evaluation, entry: Entry, owner: LinkedFile): ValueSet | undefined {
  const before = entry.owner as LinkedFile;
  const definition = (index: number) =>
    owner === before ? index : owner.index.definitionOfKey(before.index.definitionKey(index));
  const callable = (index: number) => (owner === before ? index : movedCallable(before, owner, index));
  const { index, name = '' } = entry;
  switch (entry.question) {
    case Question.MODULE:
      return moduleItself(evaluator, owner);
    case Question.EXPORT:
      return exportSlots(evaluator, owner, name, index);
    case Question.MEMBER: {
      const of = definition(index >> 1);
      return of < 0 ? undefined : classMember(evaluator, evaluator.values.class(owner, of), name, (index & 1) === 1);
    }
    case Question.BELOW: {
      const of = definition(index >> 1);
      return of < 0 ? undefined : memberBelow(evaluator, evaluator.values.class(owner, of), name, (index & 1) === 1);
    }
    case Question.ORDER: {
      const of = definition(index);
      if (of < 0) return undefined;
      return memberOrderSet(evaluator, evaluator.values.class(owner, of));
    }
    case Question.TYPE_PARAMETERS: {
      const of = definition(index);
      if (of < 0) return undefined;
      return typeParameterSet(evaluator, evaluator.values.class(owner, of));
    }
    case Question.HELD: {
      const held = definition(index);
      return held < 0 ? undefined : heldBy(evaluator, owner, held);
    }
    case Question.RETURN: {
      const returning = callable(index);
      return returning < 0 ? undefined : returnOf(evaluator, owner, returning);
    }
    case Question.DECLARED_PARAMETER: {
      const of = callable(Math.floor(index / 256));
      return of < 0 ? undefined : parameterDeclared(evaluator, owner, of, index % 256);
    }
    case Question.PARAMETER: {
      const of = callable(Math.floor(index / 256));
      if (of < 0) return undefined;
      const symbol = evaluator.values.parameter(owner, of, index % 256);
      return parameterValuesOf(evaluator, symbol);
    }
    case Question.DECORATED:
      return decoratedAgain(evaluator, owner, definition(index));
    default:
      return entry.question === Question.SITES ? evaluator.listCalls(owner, name) : repeatByTerm(evaluator, entry, owner);
  }
}

/** A function or class after its decorators; undefined when it has none any more. */
function decoratedAgain(evaluator: Evaluator, owner: LinkedFile, definition: number): ValueSet | undefined {
  if (definition < 0 || owner.definition(definition).decorators.length === 0) return undefined;
  return evaluator.read(ValueSet.of(evaluator.values.slot(owner, SlotKind.DEFINITION, definition), Rule.scope), undefined);
}

/** Questions about terms, which an edit of their file may have moved. */
function repeatByTerm(evaluator: Evaluator, entry: Entry, owner: LinkedFile): ValueSet | undefined {
  const moved = (term: number) => movedTerm(entry.owner as LinkedFile, owner, term);
  if (entry.question === Question.IMPORTED) {
    const term = moved(Math.floor(entry.index / 4));
    return term < 0 ? undefined : importedSlots(evaluator, owner, term, entry.index % 4);
  }
  const index = moved(entry.index);
  if (index < 0) return undefined;
  switch (entry.question) {
    case Question.VALUE:
      return evaluator.evaluate(owner, index);
    case Question.TYPE:
      return evaluator.declaredType(owner, index);
    case Question.SLOTS:
      return evaluator.slots(owner, index);
    case Question.ELEMENT: {
      const literal = evaluator.values.allocation(owner, index);
      return owner.op(index) === TermOp.SEQUENCE ? literalElements(evaluator, literal) : literalValues(evaluator, literal);
    }
    case Question.KEY:
      return literalKey(evaluator, evaluator.values.allocation(owner, index), entry.name ?? '');
    default:
      return undefined;
  }
}

/** The term that is written the same in another state of its file; -1 when there is none. */
function movedTerm(before: LinkedFile, owner: LinkedFile, term: number): number {
  if (owner === before) return term;
  const key = before.index.termKeys.keyOf(term);
  return key === undefined ? -1 : owner.index.termKeys.termOf(key);
}

/** The callable of the same definition in another state of its file; -1 when there is none. */
function movedCallable(before: LinkedFile, owner: LinkedFile, callable: number): number {
  const { definition } = before.callable(callable);
  if (definition < 0) return -1;
  const moved = owner.index.definitionOfKey(before.index.definitionKey(definition));
  return moved < 0 ? -1 : owner.definition(moved).callable;
}
