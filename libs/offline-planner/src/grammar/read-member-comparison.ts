import type { KindConcept } from '../words/concepts.js';
import { headKinds } from './read-heads.js';
import type { Clause, MemberComparison } from './reading.js';
import { classesOf, placesOf, type Reference } from './reference.js';
import type { Sentence } from './sentence.js';

const MEMBERS: readonly KindConcept[] = ['method', 'field', 'member', 'function', 'variable', 'constructor'];
const LACKS = /^(?:lack(?:s|ed|ing)?|miss(?:es|ed|ing)?|缺少|缺乏|缺|没有|却没有|而没有|没)$/u;
const DIFFERS = /^(?:differs?|differences?|differing|区别|差异|不同)$/u;
const COMPARES = /^(?:compared(?: to| with)?|beyond|相比|相较|比|较)$/u;
/** After these a lacking one follows: "lacked by B", "missing from B". */
const LACKING_FOLLOWS = ['by', 'in', 'from'] as const;

/** "methods that A has but B lacks", "methods A and B have in common", "A 有而 B 没有的方法". `names` are those that no clause took. */
export function readMemberComparison(
  sentence: Sentence,
  names: readonly number[],
  clauses: readonly Clause[],
): MemberComparison | undefined {
  const [left, right] = names;
  if (left === undefined || right === undefined || names.length !== 2) return undefined;
  const [first, second] = [sentence.reference(left), sentence.reference(right)];
  if (!isClass(first) || !isClass(second) || !asksMembers(sentence, clauses)) return undefined;
  if (says(sentence, DIFFERS)) return { keep: 'either', first, second };
  const lacking = says(sentence, COMPARES) ? right : lackingClass(sentence, left, right);
  if (lacking === undefined) return sentence.has('common', 'both') ? { keep: 'both', first, second } : undefined;
  return lacking === left ? { keep: 'first', first: second, second: first } : { keep: 'first', first, second };
}

function asksMembers(sentence: Sentence, clauses: readonly Clause[]): boolean {
  const isRelated = clauses.some((clause) => clause.references.length > 0);
  return !isRelated && headKinds(sentence).some((kind) => MEMBERS.includes(kind));
}

function says(sentence: Sentence, words: RegExp): boolean {
  return sentence.items.some((_, index) => words.test(sentence.text(index)));
}

function isClass(reference: Reference | undefined): reference is Reference {
  return reference !== undefined && classesOf(reference).length > 0 && placesOf(reference).length === 0;
}

/** The class that a denial is about. */
function lackingClass(sentence: Sentence, left: number, right: number): number | undefined {
  const denial = [...sentence.items.keys()].findLast(
    (index) => sentence.is(index, 'not', 'except') || LACKS.test(sentence.text(index)),
  );
  if (denial === undefined) return undefined;
  const follows = [left, right].find((index) => index > denial);
  const precedes = [right, left].find((index) => index < denial);
  const saysHave = LACKS.test(sentence.text(denial)) || isHaving(sentence, denial);
  const pointsOn = sentence.is(sentence.after(denial), ...LACKING_FOLLOWS);
  return saysHave && !pointsOn ? (precedes ?? follows) : (follows ?? precedes);
}

/** "does B not have", "B doesn't have", "B does not define". */
function isHaving(sentence: Sentence, denial: number): boolean {
  return ['have', 'define'].includes(sentence.verb(sentence.after(denial)) ?? '');
}
