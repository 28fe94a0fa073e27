import { Rule } from '../rules.js';
import { ValueSet } from '../values/value-set.js';
import { argumentsOf } from './arguments.js';
import type { Evaluator } from './evaluator.js';

/** What calling a method of the values gives; unknown when they have no such method. */
export function callMember(evaluator: Evaluator, values: ValueSet, name: string, args: readonly ValueSet[]): ValueSet {
  if (name === '') return ValueSet.UNKNOWN;
  const method = evaluator.member(values, name);
  if (method.isEmpty) return ValueSet.UNKNOWN;
  return evaluator.callWith(method, argumentsOf(args)).weakened(Rule.scope);
}
