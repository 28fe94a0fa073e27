import type { Condition, SymbolSet } from '@codexgraph/cypher-agent';
import type { MemberComparison, Reading } from '../grammar/reading.js';
import { classesOf, type Reference } from '../grammar/reference.js';
import { subjectsOf } from './clause-conditions.js';
import { attributeConditions, filtered } from './head-conditions.js';
import { classMembers } from './member-sets.js';
import type { Planned } from './plan.js';
import { symbolsSet } from './resolve-reference.js';

/** The question of a reading that compares the members of two classes; undefined for every other reading. */
export function planMemberComparison(reading: Reading): Planned | undefined {
  const { memberComparison: comparison, wish } = reading;
  if (comparison === undefined) return undefined;
  const of = filtered(comparedMembers(reading, comparison), attributeConditions(reading));
  const ask = wish === 'count' ? 'count' : wish === 'whether' ? 'exists' : 'list';
  const subjects = subjectsOf([comparison.first, comparison.second]);
  return { kind: 'query', question: { ask, of }, subjects, reading, answers: of };
}

/** Members that both have, or that one has and the other lacks, by their names. */
function comparedMembers(reading: Reading, { keep, first, second }: MemberComparison): SymbolSet {
  const members = (of: Reference): SymbolSet => classMembers(reading, symbolsSet(classesOf(of), of.text));
  const against = (of: Reference, other: Reference): SymbolSet => {
    const condition: Condition = { is: 'namesake', of: members(other) };
    return filtered(members(of), [keep === 'both' ? condition : { is: 'not', condition }]);
  };
  // What both have is there twice; to count it, once is enough.
  const isOneSided = keep === 'first' || (keep === 'both' && reading.wish === 'count');
  return isOneSided ? against(first, second) : { kind: 'union', sets: [against(first, second), against(second, first)] };
}
