import { TermOp } from '../../facts/term.js';
import { assignedMembers } from '../evaluation/assigned.js';
import { augmentedClass, declaredGlobals } from '../evaluation/augmentations.js';
import { listCalls } from '../evaluation/call-index.js';
import { returnOf } from '../evaluation/calls.js';
import { ancestorArguments, memberOrderSet, SUBJECT_LIMIT, typeParameterSet } from '../evaluation/classes.js';
import { literalElements, literalValues } from '../evaluation/containers.js';
import type { Entry } from '../evaluation/entry.js';
import type { Evaluation } from '../evaluation/evaluation.js';
import { Question } from '../evaluation/evaluator.js';
import { literalType } from '../evaluation/expected-types.js';
import { classMember, literalKey, prototypeMembers } from '../evaluation/members.js';
import { exportSlots, moduleItself } from '../evaluation/modules.js';
import { importedSlots } from '../evaluation/names.js';
import { parameterDeclared } from '../evaluation/parameter-declared.js';
import { dynamicThis, parameterValuesOf } from '../evaluation/parameters.js';
import { prototypesOf } from '../evaluation/prototypes.js';
import { heldBy } from '../evaluation/reading.js';
import { memberBelow } from '../evaluation/subclasses.js';
import type { LinkedFile } from '../program/linked-file.js';
import { Rule } from '../rules.js';
import { SlotKind, ValueKind } from '../values/value.js';
import { ValueSet } from '../values/value-set.js';

/** Asks the question of an entry; what comes of it stands in the entry, unless the question does not arise any more. */
export function askAgain(evaluation: Evaluation, entry: Entry): void {
  const file = entry.owner as LinkedFile;
  const { question, index, name = '' } = entry;
  switch (question) {
    case Question.MODULE:
      moduleItself(evaluation, file);
      return;
    case Question.EXPORT:
      exportSlots(evaluation, file, name, index);
      return;
    case Question.GLOBAL:
      declaredGlobals(evaluation, file, name, index);
      return;
    case Question.SITES:
      listCalls(evaluation, file, name);
      return;
    case Question.ASSIGNED: {
      const value = evaluation.values.ofSubject(index);
      if (value !== undefined) assignedMembers(evaluation, value, name);
      return;
    }
    case Question.IMPORTED:
      importedSlots(evaluation, file, Math.floor(index / 4), index % 4);
      return;
    default:
      if (!askOfTerm(evaluation, entry, file) && !askOfCallable(evaluation, entry, file))
        askOfDefinition(evaluation, entry, file);
  }
}

function askOfTerm(evaluation: Evaluation, { question, index, name = '' }: Entry, file: LinkedFile): boolean {
  const literal = () => evaluation.values.allocation(file, index);
  switch (question) {
    case Question.VALUE:
      evaluation.evaluate(file, index);
      return true;
    case Question.TYPE:
      evaluation.declaredType(file, index);
      return true;
    case Question.SLOTS:
      evaluation.slots(file, index);
      return true;
    case Question.ELEMENT:
      if (file.op(index) === TermOp.SEQUENCE) literalElements(evaluation, literal());
      else literalValues(evaluation, literal());
      return true;
    case Question.KEY:
      literalKey(evaluation, literal(), name);
      return true;
    case Question.EXPECTED:
      literalType(evaluation, file, index);
      return true;
    case Question.PROTOTYPES:
      prototypesOf(evaluation, literal());
      return true;
    case Question.INHERITED:
      prototypeMembers(evaluation, literal(), name);
      return true;
    default:
      return false;
  }
}

function askOfCallable(evaluation: Evaluation, { question, index }: Entry, file: LinkedFile): boolean {
  const callable = Math.floor(index / 256);
  switch (question) {
    case Question.RETURN:
      returnOf(evaluation, file, index);
      return true;
    case Question.THIS:
      dynamicThis(evaluation, file, index);
      return true;
    case Question.DECLARED_PARAMETER:
      parameterDeclared(evaluation, file, callable, index % 256);
      return true;
    case Question.PARAMETER:
      parameterValuesOf(evaluation, evaluation.values.parameter(file, callable, index % 256));
      return true;
    default:
      return false;
  }
}

function askOfDefinition(evaluation: Evaluation, { question, index, name = '' }: Entry, file: LinkedFile): void {
  const half = index >> 1;
  const isStatic = (index & 1) === 1;
  switch (question) {
    case Question.MEMBER:
      classMember(evaluation, evaluation.values.class(file, half), name, isStatic);
      return;
    case Question.BELOW:
      memberBelow(evaluation, evaluation.values.class(file, half), name, isStatic);
      return;
    case Question.ORDER:
      memberOrderSet(evaluation, evaluation.values.class(file, index));
      return;
    case Question.TYPE_PARAMETERS:
      typeParameterSet(evaluation, evaluation.values.class(file, index));
      return;
    case Question.AUGMENTED:
      augmentedClass(evaluation, file, index);
      return;
    case Question.HELD:
      heldBy(evaluation, file, index);
      return;
    case Question.DECORATED:
      evaluation.read(ValueSet.of(evaluation.values.slot(file, SlotKind.DEFINITION, index), Rule.scope), undefined);
      return;
    case Question.SUPERTYPE: {
      const ancestor = evaluation.values.ofSubject(index % SUBJECT_LIMIT);
      const of = evaluation.values.class(file, Math.floor(index / SUBJECT_LIMIT));
      if (ancestor?.kind === ValueKind.CLASS) ancestorArguments(evaluation, of, ancestor);
      return;
    }
    default:
  }
}
