import { TermOp } from '../../facts/term.js';
import type { LinkedFile } from '../program/linked-file.js';
import type { ClassValue } from '../values/value.js';
import { ValueSet } from '../values/value-set.js';
import type { Evaluator } from './evaluator.js';

/** What `[key: string]: T` of an object type says; undefined where it has none. */
export function indexSignature(evaluator: Evaluator, file: LinkedFile, term: number): ValueSet | undefined {
  const pairs = file.list(file.a(term));
  for (let at = 0; at < pairs.length; at += 2) if (pairs[at] === -2) return evaluator.declaredType(file, pairs[at + 1] as number);
  return undefined;
}

/** What the index signature of an interface, or of one that it extends, says of any key; empty where there is none. */
export function classIndex(evaluator: Evaluator, of: ClassValue): ValueSet {
  for (const part of evaluator.order(of).classes) {
    for (const definition of part.file.index.mergedClass(part.definition)) {
      const term = part.file.definition(definition).declaredType;
      if (term < 0 || part.file.op(term) !== TermOp.TYPE_OBJECT) continue;
      const signature = indexSignature(evaluator, part.file, term);
      if (signature !== undefined) return signature;
    }
  }
  return ValueSet.EMPTY;
}
