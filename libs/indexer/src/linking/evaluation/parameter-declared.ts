import type { LinkedFile } from '../program/linked-file.js';
import type { ValueSet } from '../values/value-set.js';
import { Question, type Evaluator } from './evaluator.js';

/** Declared type of a parameter; unknown when it has none. */
export function parameterDeclared(evaluator: Evaluator, file: LinkedFile, callable: number, index: number): ValueSet {
  return evaluator.ask(file, Question.DECLARED_PARAMETER, callable * 256 + index, () =>
    evaluator.declaredType(file, file.callable(callable).parameters[index]?.declaredType ?? -1),
  );
}
