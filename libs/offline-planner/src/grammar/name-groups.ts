import type { Reference } from './reference.js';
import type { Sentence } from './sentence.js';

/** Names on one side of a predicate. */
export interface Group {
  readonly indexes: readonly number[];
  readonly join: 'all' | 'any' | 'each';
  readonly without: readonly number[];
}

/** Who acts, and what is acted on. */
export interface Sides {
  readonly subject?: Group;
  readonly object?: Group;
}

/** Where names are looked for. */
export interface Bounds {
  /** Index of the predicate before, and of the one after. */
  readonly from: number;
  readonly to: number;
  readonly taken: Set<number>;
}

/** The first run of joined names after `index`. */
export function firstGroup(sentence: Sentence, index: number, bounds: Bounds): Group | undefined {
  for (let at = index + 1; at < bounds.to; at++) {
    if (sentence.reference(at) === undefined || bounds.taken.has(at)) continue;
    if (isPlaceAdjunct(sentence, at) && !sentence.is(sentence.before(at), 'from')) {
      const before = sentence.before(sentence.before(at));
      if (before !== index) continue;
    }
    return groupFrom(sentence, at, bounds);
  }
  return undefined;
}

/** "in FILE", "FILE 里": a place, not a party of the action. */
export function isPlaceAdjunct(sentence: Sentence, index: number): boolean {
  const reference = sentence.reference(index);
  if (
    reference === undefined ||
    !(reference.isPath || reference.entries.every((entry) => entry.label === 'MODULE' || entry.label === 'PACKAGE'))
  )
    return false;
  return sentence.isChinese ? sentence.is(sentence.after(index), 'inside-of') : sentence.is(sentence.before(index), 'in', 'from');
}

/** The run of joined names that begins at `first`; what follows "not" is apart. */
export function groupFrom(sentence: Sentence, first: number, bounds: Bounds): Group {
  const indexes = [first];
  const without: number[] = [];
  let join: Group['join'] = 'each';
  let negated = false;
  let at = first + 1;
  for (; at < bounds.to; at++) {
    const word = joiningWord(sentence, at, { first, taken: bounds.taken });
    if (word === undefined) break;
    if (word === 'name') (negated ? without : indexes).push(at);
    else if (word === 'not') negated = true;
    else if (word !== 'nothing') join = word;
  }
  return { indexes, join: indexes.length > 1 && join === 'each' && isJoint(sentence, at) ? 'all' : join, without };
}

/** What an item adds to a run of names; undefined ends the run. */
function joiningWord(
  sentence: Sentence,
  at: number,
  { first, taken }: { readonly first: number; readonly taken: ReadonlySet<number> },
): 'name' | 'any' | 'all' | 'not' | 'nothing' | undefined {
  if (sentence.reference(at) !== undefined && !taken.has(at))
    return isSameSort(sentence.reference(first), sentence.reference(at)) ? 'name' : undefined;
  if (sentence.is(at, 'or')) return 'any';
  if (sentence.is(at, 'both', 'also')) return 'all';
  // What a class lacks is not left out of the classes.
  if (/^(?:lack\w*|missing)$/u.test(sentence.text(at))) return undefined;
  if (sentence.is(at, 'not', 'except') || (sentence.text(at) === 'never' && sentence.reference(at + 1) !== undefined))
    return 'not';
  return sentence.is(at, 'and', 'filler') || isJoiningMark(sentence, at) ? 'nothing' : undefined;
}

/** Names are only joined with their like: two functions, two files, two classes. */
function isSameSort(first: Reference | undefined, other: Reference | undefined): boolean {
  const [left, right] = [sortOf(first), sortOf(other)];
  return left === 'unknown' || right === 'unknown' || left === right;
}

function sortOf(reference: Reference | undefined): 'place' | 'class' | 'code' | 'unknown' {
  const labels = reference?.entries.map((entry) => entry.label) ?? [];
  if (reference?.isPath === true || (labels.length > 0 && labels.every((label) => label === 'MODULE' || label === 'PACKAGE')))
    return 'place';
  if (labels.length === 0) return 'unknown';
  if (labels.every((label) => label === 'CLASS' || label === 'TYPE')) return 'class';
  return labels.some((label) => label === 'CLASS') ? 'unknown' : 'code';
}

function isJoiningMark(sentence: Sentence, index: number): boolean {
  return (
    sentence.isMark(index) &&
    /[,，、]/.test(sentence.text(index)) &&
    (sentence.reference(index + 1) !== undefined || sentence.is(index + 1, 'and', 'or', 'also', 'not'))
  );
}

/** "both A and B", "A and B together", "common callers of A and B" ask for what fits all; a plain "and" leaves it to the predicate. */
function isJoint(sentence: Sentence, end: number): boolean {
  return sentence.has('both', 'common', 'also') || sentence.is(end, 'both');
}

/** The last run of joined names before `index`. */
export function lastGroup(sentence: Sentence, index: number, bounds: Bounds): Group | undefined {
  for (let at = index - 1; at > bounds.from; at--) {
    if (sentence.reference(at) === undefined || bounds.taken.has(at)) continue;
    let first = at;
    for (let earlier = at - 1; earlier > bounds.from; earlier--) {
      if (sentence.reference(earlier) !== undefined && !bounds.taken.has(earlier)) first = earlier;
      else if (!sentence.is(earlier, 'and', 'or', 'both') && !isJoiningMark(sentence, earlier)) break;
    }
    return groupFrom(sentence, first, { ...bounds, to: index });
  }
  return undefined;
}
