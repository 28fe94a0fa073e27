import type { Predicate } from './find-predicates.js';
import { firstGroup, lastGroup, type Bounds, type Group, type Sides } from './name-groups.js';
import type { Sentence } from './sentence.js';

/** Names before and after a verb: "X 调用 Y", "X 被 Y 调用", "X 谁在调用", "X 的使用情况", "X 调用的函数". */
export function chineseSides(sentence: Sentence, predicate: Predicate, bounds: Bounds): Sides {
  const verb = predicate.index;
  const left = lastGroup(sentence, verb, bounds);
  if (predicate.isPassive) return chinesePassive(sentence, verb, left);
  const right = isAttributive(sentence, verb) ? undefined : firstGroup(sentence, verb, bounds);
  if (left === undefined) return right === undefined ? {} : { object: right };
  if (isNounOfVerb(sentence, verb)) return chineseNoun(sentence, { predicate, left, bounds });
  return right === undefined ? sidesOfLeft(sentence, verb, left) : sidesOfBoth(sentence, verb, { left, right });
}

function sidesOfBoth(sentence: Sentence, verb: number, { left, right }: { readonly left: Group; readonly right: Group }): Sides {
  const isScope = askedBetween(sentence, left, verb) !== undefined || isChineseScope(sentence, left, verb);
  return isScope ? { object: right } : { subject: left, object: right };
}

function sidesOfLeft(sentence: Sentence, verb: number, left: Group): Sides {
  // "C 里没人用的方法": C holds what is asked for; "X 没人用": X is what is used.
  if (neverBetween(sentence, left, verb)) return headAfter(sentence, verb) === -1 ? { object: left } : {};
  // "X 谁在调用", "X 在哪里使用": the topic is what is acted on.
  const asked = askedBetween(sentence, left, verb);
  const isTopic = asked === 'who' || asked === 'where' || (asked === 'which' && !isChineseScope(sentence, left, verb));
  return isTopic ? { object: left } : { subject: left };
}

/** "X 的使用情况", "X 的创建者": a noun made of the verb. */
function isNounOfVerb(sentence: Sentence, verb: number): boolean {
  return sentence.is(verb - 1, 'of') && sentence.reference(sentence.before(verb - 1)) !== undefined;
}

interface VerbalNoun {
  readonly predicate: Predicate;
  readonly left: Group;
  readonly bounds: Bounds;
}

/** "X 的使用": of X; "A 对 B 的调用": by A, of B; "f.py 的导入": what f.py imports. */
function chineseNoun(sentence: Sentence, { predicate, left, bounds }: VerbalNoun): Sides {
  const first = left.indexes[0] ?? 0;
  const marker = sentence.before(first);
  if (!sentence.is(marker, 'for')) return predicate.relation === 'imports' ? { subject: left } : { object: left };
  const earlier = lastGroup(sentence, marker, bounds);
  return earlier === undefined ? { object: left } : { object: left, subject: earlier };
}

function neverBetween(sentence: Sentence, group: Group, verb: number): boolean {
  for (let at = (group.indexes.at(-1) ?? 0) + 1; at < verb; at++) if (sentence.is(at, 'never')) return true;
  return false;
}

/** The noun that a clause ends in: "调用 Y 的方法". */
function headAfter(sentence: Sentence, verb: number): number {
  for (let at = verb + 1; at < sentence.items.length; at++)
    if (sentence.kind(at) !== undefined && sentence.is(sentence.before(at), 'of')) return at;
  return -1;
}

/** "X 被 Y 调用", "被 Y 调用的函数". */
function chinesePassive(sentence: Sentence, verb: number, left: Group | undefined): Sides {
  if (left === undefined) return {};
  const marker = lastIndex(sentence, verb, (at) => sentence.is(at, 'passive'));
  const agents = left.indexes.filter((index) => index > marker);
  const patients = left.indexes.filter((index) => index < marker);
  const known = patients.length > 0 ? patients : earlierReferences(sentence, marker, left);
  // "f.py 中的哪些函数被 Y 调用": f.py is where to look.
  const isScope = known.some(
    (index) =>
      asksWithin(sentence, index, marker) && (agents.length > 0 || sentence.is(sentence.after(index), 'of', 'inside-of')),
  );
  const earlier = isScope ? [] : known;
  return {
    ...(agents.length > 0 ? { subject: { ...left, indexes: agents } } : {}),
    ...(earlier.length > 0 ? { object: { ...left, indexes: earlier } } : {}),
  };
}

function asksWithin(sentence: Sentence, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++) if (sentence.is(at, 'which', 'who') || sentence.kind(at) !== undefined) return true;
  return false;
}

function earlierReferences(sentence: Sentence, marker: number, left: Group): number[] {
  const found: number[] = [];
  for (let at = marker - 1; at >= 0; at--) {
    if (sentence.verb(at) !== undefined) break;
    if (sentence.reference(at) !== undefined && !left.indexes.includes(at)) {
      found.unshift(at);
      break;
    }
  }
  return found;
}

function lastIndex(sentence: Sentence, before: number, test: (index: number) => boolean): number {
  for (let at = before - 1; at >= 0; at--) if (test(at)) return at;
  return -1;
}

/** "X 调用的函数": what follows 的 is the head, not the object. */
function isAttributive(sentence: Sentence, verb: number): boolean {
  let at = verb + 1;
  while (sentence.is(at, 'filler')) at++;
  return sentence.is(at, 'of') && sentence.reference(sentence.after(at)) === undefined;
}

function askedBetween(sentence: Sentence, group: Group, verb: number): 'who' | 'which' | 'where' | undefined {
  const last = group.indexes.at(-1) ?? 0;
  for (let at = verb - 1; at > last; at--) {
    if (sentence.is(at, 'who')) return 'who';
    if (sentence.is(at, 'where')) return 'where';
    if (sentence.is(at, 'which', 'how-many')) return 'which';
    if (sentence.kind(at) !== undefined && !sentence.is(last + 1, 'of')) return 'which';
  }
  // "C 定义的方法里直接调用 Y": a head noun belongs to C.
  for (let at = last + 1; at < verb; at++) if (sentence.kind(at) !== undefined) return 'which';
  return undefined;
}

/** "C 中", "f.py 里": a place. With nothing else before the verb it is the subject: "在 X 中调用了哪些". */
function isChineseScope(sentence: Sentence, group: Group, verb: number): boolean {
  const after = sentence.after(group.indexes.at(-1) ?? 0);
  return sentence.is(after, 'inside-of') && (after < verb - 1 || sentence.kind(headAfter(sentence, verb)) !== undefined);
}
