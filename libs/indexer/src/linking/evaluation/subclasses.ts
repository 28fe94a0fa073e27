import { Rule } from '../rules.js';
import { type ClassValue } from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { Question, ReadFacts, type Evaluator } from './evaluator.js';

/** More subclasses than this, or more members among them, say little about which is meant. */
const SUBCLASS_LIMIT = 12;
const MEMBER_LIMIT = 4;

/** Direct subclasses of a class in the repository, in the order of their files. */
function subclassesOf(evaluator: Evaluator, of: ClassValue): readonly ClassValue[] {
  const { name } = of.file.definition(of.definition);
  if (name === '' || of.file.isLibrary) return [];
  const found: ClassValue[] = [];
  for (const file of evaluator.filesExtending(of.file, name)) {
    evaluator.readFacts(file, ReadFacts.EXTENDING, name);
    for (const definition of file.index.extending(name)) {
      const candidate = evaluator.values.class(file, definition);
      if (candidate !== of && !found.includes(candidate) && evaluator.order(candidate).classes.includes(of))
        found.push(candidate);
    }
  }
  return found;
}

/**
 * A member that the receiver of a class's own methods has although the class does not: what its subclasses define, and what else
 * they inherit. This is how a method of a base class calls what it leaves to its subclasses.
 */
export function memberBelow(evaluator: Evaluator, of: ClassValue, name: string, isStatic: boolean): ValueSet {
  return evaluator.ask(
    of.file,
    Question.BELOW,
    of.definition * 2 + (isStatic ? 1 : 0),
    () => {
      const builder = new ValueSetBuilder();
      const seen = new Set<ClassValue>([of]);
      for (let level = subclassesOf(evaluator, of); level.length > 0;) {
        const next: ClassValue[] = [];
        for (const below of level) {
          if (seen.has(below)) continue;
          seen.add(below);
          const member = evaluator.memberSlots(isStatic ? below : evaluator.values.instance(below), name);
          if (member.isEmpty) next.push(...subclassesOf(evaluator, below));
          else builder.addAll(member, Rule.subclass);
        }
        if (seen.size > SUBCLASS_LIMIT) return ValueSet.EMPTY;
        level = next;
      }
      const all = builder.build();
      return all.values.length > MEMBER_LIMIT ? ValueSet.EMPTY : all.withOpen(false);
    },
    name,
  );
}
