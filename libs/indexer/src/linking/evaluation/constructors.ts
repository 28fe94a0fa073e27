import { Rule } from '../rules.js';
import { ValueKind, type ClassValue } from '../values/value.js';
import { ValueSet } from '../values/value-set.js';
import type { Evaluator } from './evaluator.js';
import { classMember } from './members.js';

/** Constructors that construction of a class runs, the one that matters first; bound to an instance. */
export function constructorsOf(evaluator: Evaluator, of: ClassValue): ValueSet {
  const instance = evaluator.values.instance(of);
  for (const name of evaluator.languageOf(of.file).classes.constructors) {
    const values = evaluator.read(classMember(evaluator, of, name, false), instance);
    const own = values.values.filter((value) => value.kind === ValueKind.FUNCTION && !value.file.isLibrary);
    const library = values.values.filter(
      (value) => value.kind === ValueKind.FUNCTION && value.file.isLibrary && of.file.isLibrary,
    );
    const chosen = [...own, ...library];
    if (chosen.length > 0)
      return ValueSet.raw(
        chosen,
        chosen.map(() => Rule.constructed),
        false,
      );
  }
  return ValueSet.EMPTY;
}
