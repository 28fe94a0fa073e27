import { CallableFlag } from '../../facts/file-facts.js';
import type { LinkedFile } from '../program/linked-file.js';
import type { FunctionValue } from '../values/value.js';
import type { Evaluator } from './evaluator.js';

/** The parameter that stands for the receiver (Python's `self`, `cls`, TypeScript's `this`); -1 when there is none. */
export function receiverParameter(evaluator: Evaluator, file: LinkedFile, callable: number): number {
  const fact = file.callable(callable);
  if (fact.parameters[0]?.kind === 'this') return 0;
  if (!evaluator.languageOf(file).classes.receiverIsParameter || fact.receiverClass < 0) return -1;
  const first = fact.parameters[0];
  if ((fact.flags & CallableFlag.STATIC) !== 0 || first === undefined) return -1;
  return first.kind === 'positional' || first.kind === 'positional_only' ? 0 : -1;
}

/** Position of the argument that a parameter takes when the function is called as this value; negative: none. */
export function parameterIndex(evaluator: Evaluator, func: FunctionValue, parameter: number): number {
  const implicit = receiverParameter(evaluator, func.file, func.callable);
  if (implicit < 0) return parameter;
  const isThis = func.file.callable(func.callable).parameters[implicit]?.kind === 'this';
  return isThis || func.receiver !== undefined ? parameter - 1 : parameter;
}

/** The parameter that takes the argument at a position, or under a keyword; -1 when there is none. */
export function parameterAt(evaluator: Evaluator, func: FunctionValue, position: number, keyword: string): number {
  const { parameters } = func.file.callable(func.callable);
  if (keyword !== '') return parameters.findIndex((parameter) => parameter.name === keyword);
  return parameters.findIndex((parameter, index) => {
    const at = parameterIndex(evaluator, func, index);
    return at === position || (parameter.kind === 'star' && at <= position);
  });
}
