import { shortName } from './reference.js';
import type { Clause, Reading } from './reading.js';
import type { Sentence } from './sentence.js';

const WITHOUT = /^(?:without|lack\w*|missing)$/u;

interface MemberTests {
  readonly tests: Reading['memberTests'];
  /** Names that are no test. */
  readonly left: readonly number[];
}

/** "... that have a method y", "哪些没有定义 y 方法": beside another clause, a name after such a verb is a member of the answers. */
export function readMemberTests(sentence: Sentence, untaken: readonly number[], clauses: readonly Clause[]): MemberTests {
  if (!clauses.some((clause) => clause.references.length > 0)) return { tests: [], left: untaken };
  const tests: { names: string[]; negated: boolean }[] = [];
  const left: number[] = [];
  for (const index of untaken) {
    const reference = sentence.reference(index);
    const verb = holdingVerb(sentence, index);
    const canBeMember =
      reference !== undefined &&
      !reference.isPath &&
      !reference.entries.some((entry) => entry.label === 'CLASS' || entry.label === 'MODULE');
    if (verb === undefined || !canBeMember) left.push(index);
    else tests.push({ names: [shortName(reference.text)], negated: isNegatedBefore(sentence, verb) });
  }
  return { tests, left };
}

/** The nearest "have" or "define" before the name, with no other name between. */
function holdingVerb(sentence: Sentence, index: number): number | undefined {
  for (let at = index - 1; at >= 0; at--) {
    if (sentence.reference(at) !== undefined) return undefined;
    const verb = sentence.verb(at);
    if (verb === 'have' || verb === 'define') return at;
    if (sentence.is(at, 'with') || (sentence.is(at, 'except') && WITHOUT.test(sentence.text(at)))) return at;
    if (sentence.isChinese && sentence.is(at, 'not') && sentence.text(at) === '没有') return at;
    if (verb !== undefined) return undefined;
  }
  return undefined;
}

function isNegatedBefore(sentence: Sentence, verb: number): boolean {
  for (let at = verb; at >= Math.max(0, verb - 3); at--) {
    if (sentence.is(at, 'not', 'except')) return true;
    if (sentence.reference(at) !== undefined) return false;
  }
  return false;
}
