import type { LinkedFile } from '../program/linked-file.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import type { Evaluator } from './evaluator.js';
import { expectedTypes } from './expected-types.js';

/**
 * What the declared type of the variable, key or result that a function stands for says that it returns; empty where nothing
 * does, or does not say it all.
 * What callbacks return is left to what they say.
 */
export function expectedResult(evaluator: Evaluator, file: LinkedFile, callable: number): ValueSet {
  const builder = new ValueSetBuilder();
  for (const context of file.index.contexts.functions.get(callable) ?? []) {
    if (context.kind === 'argument' || context.kind === 'element') continue;
    for (const { type, map } of expectedTypes(evaluator, file, context)) {
      const { returnType } = type.file.callable(type.callable);
      if (returnType >= 0) builder.addAll(evaluator.substitute(evaluator.declaredType(type.file, returnType), map));
    }
  }
  const result = builder.build();
  return result.open || result.symbolic ? ValueSet.EMPTY : result;
}
