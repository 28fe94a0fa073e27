import type { Clause, Reading } from '../grammar/reading.js';
import type { Reference } from '../grammar/reference.js';
import type { PlanContext } from './plan.js';

/** "What about X?": the question before with the new name in the place of the old one. */
export function repeatWith(reading: Reading, { reading: before }: PlanContext): Reading {
  const fresh = [...reading.scope, ...reading.clauses.flatMap((clause) => clause.references)];
  if (fresh.length === 0) return reading;
  const clauses = before.clauses.map((clause, index): Clause =>
    index === 0 ? { ...clause, references: fresh, isElliptic: false } : clause,
  );
  const replaced = clauses.length > 0 ? { clauses, scope: before.scope } : { clauses, scope: fresh };
  return { ...before, ...replaced, language: reading.language };
}

/** References that "it" and "its" stand for: what the question before was about. */
export function pronounReferences(context: PlanContext | undefined): readonly Reference[] {
  if (context === undefined) return [];
  return context.subjects.slice(0, 1).map((subject) => ({
    ...subject.reference,
    entries: subject.entries.length > 0 ? subject.entries : subject.reference.entries,
  }));
}

/** A clause behind another one says less: "list the methods of C and which call f", "A 是不是 B 的子类，有没有重写 m". */
export function continued(reading: Reading, { reading: before }: PlanContext): Reading {
  if (reading.follows !== undefined) return reading;
  // "which functions call A and which call B" asks twice.
  const isParallel = before.clauses.some(({ relation }) => relation === reading.clauses[0]?.relation);
  if (reading.asksBare && !isParallel) return { ...reading, follows: 'those', isPartitive: true };
  const isOneSided = reading.clauses.some((clause) => clause.references.length > 0 && clause.others.length === 0);
  const isSubjectless = reading.language === 'zh' && reading.heads.length === 0 && reading.scope.length === 0;
  return reading.wish === 'whether' && isOneSided && isSubjectless && before.wish === 'whether'
    ? { ...reading, follows: 'it' }
    : reading;
}
