import { ArgumentName } from '../../facts/term.js';
import { TermOp } from '../../facts/term.js';
import type { LinkedFile } from '../program/linked-file.js';
import { ValueSet } from '../values/value-set.js';
import type { CallArguments, Evaluator } from './evaluator.js';

/** Arguments from known sets. */
export function argumentsOf(sets: readonly ValueSet[]): CallArguments {
  return {
    count: sets.length,
    spread: false,
    positional: (index) => sets[index] ?? ValueSet.EMPTY,
    keyword: () => undefined,
    site: undefined,
  };
}

/** Arguments of a CALL or NEW term, evaluated when they are asked for. */
export function argumentsOfTerm(evaluator: Evaluator, file: LinkedFile, term: number): CallArguments {
  const pairs = file.list(file.b(term));
  const positional: number[] = [];
  let spread = false;
  for (let at = 0; at < pairs.length; at += 2) {
    const name = pairs[at] as number;
    const value = pairs[at + 1] as number;
    if (name === ArgumentName.POSITIONAL && file.op(value) !== TermOp.SPREAD && !spread) positional.push(value);
    else if (name === ArgumentName.STAR || (name === ArgumentName.POSITIONAL && file.op(value) === TermOp.SPREAD)) spread = true;
    else if (name === ArgumentName.DOUBLE_STAR) spread = true;
  }
  return {
    count: positional.length,
    spread,
    positional: (index) => {
      const value = positional[index];
      if (value !== undefined) return evaluator.evaluate(file, value);
      return spread ? ValueSet.UNKNOWN : ValueSet.EMPTY;
    },
    keyword: (name) => {
      for (let at = 0; at < pairs.length; at += 2) {
        const key = pairs[at] as number;
        if (key >= 0 && file.string(key) === name) return evaluator.evaluate(file, pairs[at + 1] as number);
      }
      return undefined;
    },
    site: { file, term },
  };
}

/** Term of the index-th positional argument of a CALL or NEW term; -1 when there is none. */
export function argumentTerm(file: LinkedFile, term: number, index: number): number {
  if (term < 0) return -1;
  const pairs = file.list(file.b(term));
  let position = 0;
  for (let at = 0; at < pairs.length; at += 2) {
    const value = pairs[at + 1] as number;
    if (pairs[at] === ArgumentName.STAR || file.op(value) === TermOp.SPREAD) return -1;
    if (pairs[at] !== ArgumentName.POSITIONAL) continue;
    if (position === index) return value;
    position++;
  }
  return -1;
}
