import type { Direction } from '@codexgraph/cypher-agent';
import { findPredicates, type Predicate } from './find-predicates.js';
import type { Clause } from './reading.js';
import type { Reference } from './reference.js';
import type { Sentence } from './sentence.js';

/** Names on one side of a predicate. */
interface Group {
  readonly indexes: readonly number[];
  readonly join: 'all' | 'any' | 'each';
  readonly without: readonly number[];
}

interface Sides {
  readonly subject?: Group;
  readonly object?: Group;
}

/** Clauses of a sentence, and the names that none of them took. */
export interface ReadClauses {
  readonly clauses: readonly Clause[];
  /** Those that a noun makes: "callers of A and B". */
  readonly nounClauses: readonly Clause[];
  /** "implement m": the names are members of what is asked for. */
  readonly memberClauses: readonly Clause[];
  readonly left: readonly number[];
}

/** Clauses by the order of words, prepositions and voice. */
export function readClauses(sentence: Sentence): ReadClauses {
  const read = allClauses(sentence);
  // "don't implement exists": what a class implements that is no class is a member of it.
  const members = read.clauses.filter(
    (clause) => clause.relation === 'inherits' && clause.references.length > 0 && clause.references.every(isMemberName),
  );
  if (members.length === 0 || members.length === read.clauses.length) return { ...read, memberClauses: [] };
  return { ...read, clauses: read.clauses.filter((clause) => !members.includes(clause)), memberClauses: members };
}

function isMemberName(reference: Reference): boolean {
  return !reference.isPath && !reference.entries.some((entry) => ['CLASS', 'TYPE', 'MODULE'].includes(entry.label));
}

function allClauses(sentence: Sentence): Omit<ReadClauses, 'memberClauses'> {
  const predicates = findPredicates(sentence).filter(
    (predicate) => predicate.relation !== 'has' && !isAbsence(sentence, predicate),
  );
  if (predicates.some((predicate) => predicate.relation === 'impact')) return impactClause(sentence, predicates);
  return clausesOf(sentence, predicates);
}

/** "without callers", "没有调用者": says that there is nothing, not of what. */
export function isAbsence(sentence: Sentence, predicate: Predicate): boolean {
  if (predicate.form !== 'role' || predicate.direction !== 'in' || predicate.relation === 'impact') return false;
  const before = sentence.before(predicate.index);
  return sentence.is(before, 'not', 'except', 'never') || (sentence.isChinese && sentence.text(before) === '没有');
}

function clausesOf(sentence: Sentence, predicates: readonly Predicate[]): Omit<ReadClauses, 'memberClauses'> {
  const taken = new Set<number>();
  const clauses: Clause[] = [];
  const nounClauses: Clause[] = [];
  predicates.forEach((predicate, position) => {
    const bounds = { from: predicates[position - 1]?.index ?? -1, to: predicates[position + 1]?.index ?? sentence.items.length };
    const clause = readClause(sentence, predicate, { ...bounds, taken });
    clauses.push(clause);
    if (predicate.form === 'role') nounClauses.push(clause);
  });
  const left = sentence.where((index) => sentence.reference(index) !== undefined && !taken.has(index));
  return { clauses, nounClauses, left };
}

/** "what breaks if I change X": whatever the words around it, X is what is changed. */
function impactClause(sentence: Sentence, predicates: readonly Predicate[]): Omit<ReadClauses, 'memberClauses'> {
  const all = sentence.where((index) => sentence.reference(index) !== undefined);
  const named = all.filter((index) => !isPlaceAdjunct(sentence, index) || all.length === 1);
  const isAside = predicates.some(({ relation }) => relation === 'calls' || relation === 'imports') && all.length > 1;
  if (isAside)
    return clausesOf(
      sentence,
      predicates.filter(({ relation }) => relation !== 'impact'),
    );
  const references = named.slice(0, 1).flatMap((index) => sentence.reference(index) ?? []);
  const clause: Clause = {
    relation: 'impact',
    direction: 'in',
    references,
    join: 'all',
    negated: false,
    others: [],
    without: [],
    isElliptic: references.length === 0,
  };
  return { clauses: [clause], nounClauses: [], left: all.filter((index) => index !== named[0]) };
}

interface Bounds {
  /** Index of the predicate before, and of the one after. */
  readonly from: number;
  readonly to: number;
  readonly taken: Set<number>;
}

function readClause(sentence: Sentence, predicate: Predicate, bounds: Bounds): Clause {
  const sides = predicate.form === 'role' ? roleSides(sentence, predicate, bounds) : verbSides(sentence, predicate, bounds);
  for (const group of [sides.subject, sides.object])
    for (const index of [...(group?.indexes ?? []), ...(group?.without ?? [])]) bounds.taken.add(index);
  const known = sides.object ?? sides.subject;
  const direction: Direction =
    sides.object === undefined && sides.subject !== undefined
      ? 'out'
      : sides.object !== undefined
        ? 'in'
        : ellipticDirection(sentence, predicate);
  const references = refs(sentence, known?.indexes);
  return {
    relation: predicate.relation,
    direction: predicate.form === 'role' && known === undefined ? predicate.direction : direction,
    references,
    join: known?.join ?? 'all',
    negated: predicate.isNegated,
    others: sides.object === undefined ? [] : refs(sentence, sides.subject?.indexes),
    without: refs(sentence, known?.without),
    isElliptic: references.length === 0,
  };
}

function refs(sentence: Sentence, indexes: readonly number[] = []): Reference[] {
  return indexes.flatMap((index) => sentence.reference(index) ?? []);
}

/** Without a name: "who calls it" asks for callers, "what does it call" for callees. */
function ellipticDirection(sentence: Sentence, predicate: Predicate): Direction {
  const pronoun = sentence.where((index) => sentence.is(index, 'it')).find((index) => Math.abs(index - predicate.index) < 8);
  if (pronoun === undefined) return 'in';
  const pronounFirst = pronoun < predicate.index;
  return pronounFirst === predicate.isPassive ? 'in' : 'out';
}

// ---------------------------------------------------------------- role nouns

function roleSides(sentence: Sentence, predicate: Predicate, bounds: Bounds): Sides {
  const group = sentence.isChinese
    ? chineseRoleGroup(sentence, predicate, bounds)
    : englishRoleGroup(sentence, predicate, bounds);
  if (group === undefined) return {};
  const other = agentAfter(sentence, group, bounds);
  if (predicate.direction === 'in') return other === undefined ? { object: group } : { object: group, subject: other };
  return other === undefined ? { subject: group } : { subject: group, object: other };
}

/** "is there a call of X in FILE", "a call from A to B": the other side of a noun. */
function agentAfter(sentence: Sentence, group: Group, bounds: Bounds): Group | undefined {
  const last = group.indexes.at(-1) ?? 0;
  const connector = sentence.after(last);
  if (!sentence.is(connector, 'to', 'by') || sentence.reference(sentence.after(connector)) === undefined) return undefined;
  if (sentence.isChinese) return undefined;
  return groupFrom(sentence, sentence.after(connector), bounds);
}

function englishRoleGroup(sentence: Sentence, { index }: Predicate, bounds: Bounds): Group | undefined {
  const after = sentence.after(index);
  if (sentence.is(after, 'of', 'for', 'to', 'from', 'in')) {
    const group = firstGroup(sentence, after, bounds.to, bounds);
    if (group !== undefined && !isAgainInterrupted(sentence, after, group.indexes[0] ?? 0)) return group;
  }
  const before = sentence.is(index - 1, 'possessive') ? index - 2 : sentence.before(index);
  if (sentence.reference(before) !== undefined && !bounds.taken.has(before))
    return { indexes: [before], join: 'each', without: [] };
  return firstGroup(sentence, index, bounds.to, bounds) ?? lastGroup(sentence, index, bounds.from, bounds);
}

/** "callers of which X is": another question word between. */
function isAgainInterrupted(sentence: Sentence, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++) if (sentence.is(at, 'which', 'who', 'that')) return true;
  return false;
}

function chineseRoleGroup(sentence: Sentence, { index }: Predicate, bounds: Bounds): Group | undefined {
  return lastGroup(sentence, index, bounds.from, bounds) ?? firstGroup(sentence, index, bounds.to, bounds);
}

// ---------------------------------------------------------------- verbs

function verbSides(sentence: Sentence, predicate: Predicate, bounds: Bounds): Sides {
  return sentence.isChinese ? chineseSides(sentence, predicate, bounds) : englishSides(sentence, predicate, bounds);
}

function englishSides(sentence: Sentence, predicate: Predicate, bounds: Bounds): Sides {
  const left = lastGroup(sentence, predicate.index, bounds.from, bounds);
  const right = firstGroup(sentence, predicate.index, bounds.to, bounds);
  const leftIsNearest = left !== undefined && !asksBetween(sentence, left, predicate.index);
  if (!predicate.isPassive) {
    const subject = leftIsNearest && !isOwnerOfHead(sentence, left) ? { subject: left } : {};
    if (right === undefined) return left === undefined || isOwnerOfHead(sentence, left) ? {} : { subject: left };
    return isFromPhrase(sentence, right) ? passiveLike(left, right) : { ...subject, object: right };
  }
  // What is derived from X has X as its base.
  if (predicate.relation === 'inherits' && right !== undefined && isFromPhrase(sentence, right)) return { object: right };
  const agent = right !== undefined && isAgentPhrase(sentence, right) ? { subject: right } : {};
  if (leftIsNearest && isOwnerOfHead(sentence, left)) return agent;
  if (leftIsNearest) return isInPhrase(sentence, left) && 'subject' in agent ? agent : { ...agent, object: left };
  if ('subject' in agent) return agent;
  return left === undefined ? {} : { subject: left };
}

/** "where does X get called from", "what reaches X from Y". */
function passiveLike(left: Group | undefined, right: Group): Sides {
  return left === undefined ? { subject: right } : { object: left, subject: right };
}

/** A question word or head noun between the group and the verb: the group is not the verb's neighbour. */
function asksBetween(sentence: Sentence, group: Group, verb: number): boolean {
  const last = group.indexes.at(-1) ?? 0;
  for (let at = last + 1; at < verb; at++)
    if (sentence.is(at, 'which', 'who', 'what') || sentence.kind(at) !== undefined) return true;
  return false;
}

/** "methods of C", "functions in f.py": the name belongs to the head noun. */
function isOwnerOfHead(sentence: Sentence, group: Group): boolean {
  const first = group.indexes[0] ?? 0;
  const preposition = sentence.before(first);
  if (!sentence.is(preposition, 'of', 'in', 'from')) {
    const after = sentence.after(group.indexes.at(-1) ?? first);
    return sentence.is(after, 'possessive') && sentence.kind(sentence.after(after)) !== undefined;
  }
  const head = sentence.before(preposition);
  return sentence.kind(head) !== undefined || sentence.verb(head) === 'define';
}

function isFromPhrase(sentence: Sentence, group: Group): boolean {
  return sentence.is(sentence.before(group.indexes[0] ?? 0), 'from');
}

function isAgentPhrase(sentence: Sentence, group: Group): boolean {
  return sentence.is(sentence.before(group.indexes[0] ?? 0), 'by', 'from', 'in');
}

function isInPhrase(sentence: Sentence, group: Group): boolean {
  return sentence.is(sentence.before(group.indexes[0] ?? 0), 'in');
}

function chineseSides(sentence: Sentence, predicate: Predicate, bounds: Bounds): Sides {
  const verb = predicate.index;
  const left = lastGroup(sentence, verb, bounds.from, bounds);
  const right = isAttributive(sentence, verb) ? undefined : firstGroup(sentence, verb, bounds.to, bounds);
  if (predicate.isPassive) return chinesePassive(sentence, verb, left);
  // "X 的使用情况", "X 的创建者": a noun made of the verb.
  if (left !== undefined && sentence.is(verb - 1, 'of') && sentence.reference(sentence.before(verb - 1)) !== undefined)
    return chineseNoun(sentence, { predicate, left, bounds });
  const asked = left === undefined ? undefined : askedBetween(sentence, left, verb);
  // "C 里没人用的方法": C holds what is asked for; "X 没人用": X is what is used.
  if (left !== undefined && right === undefined && neverBetween(sentence, left, verb))
    return headAfter(sentence, verb) === -1 ? { object: left } : {};
  if (right !== undefined) {
    const isScope = left !== undefined && (asked !== undefined || isChineseScope(sentence, left, verb));
    return left === undefined || isScope ? { object: right } : { subject: left, object: right };
  }
  if (left === undefined) return {};
  // "X 谁在调用", "X 在哪里使用": the topic is what is acted on.
  const topic = asked === 'who' || asked === 'where' || (asked === 'which' && !isChineseScope(sentence, left, verb));
  return topic ? { object: left } : { subject: left };
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
  const earlier = lastGroup(sentence, marker, bounds.from, bounds);
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

// ---------------------------------------------------------------- groups

/** The first run of joined names after `index`. */
function firstGroup(sentence: Sentence, index: number, to: number, bounds: Bounds): Group | undefined {
  for (let at = index + 1; at < to; at++) {
    if (sentence.reference(at) === undefined || bounds.taken.has(at)) continue;
    if (isPlaceAdjunct(sentence, at) && !sentence.is(sentence.before(at), 'from')) {
      const before = sentence.before(sentence.before(at));
      if (before !== index) continue;
    }
    return groupFrom(sentence, at, { ...bounds, to });
  }
  return undefined;
}

/** "in FILE", "FILE 里": a place, not a party of the action. */
function isPlaceAdjunct(sentence: Sentence, index: number): boolean {
  const reference = sentence.reference(index);
  if (
    reference === undefined ||
    !(reference.isPath || reference.entries.every((entry) => entry.label === 'MODULE' || entry.label === 'PACKAGE'))
  )
    return false;
  return sentence.isChinese ? sentence.is(sentence.after(index), 'inside-of') : sentence.is(sentence.before(index), 'in', 'from');
}

function groupFrom(sentence: Sentence, first: number, bounds: Bounds): Group {
  const indexes = [first];
  const without: number[] = [];
  let join: Group['join'] = 'each';
  let at = first + 1;
  let negated = false;
  while (at < bounds.to) {
    if (sentence.reference(at) !== undefined && !bounds.taken.has(at)) {
      if (!isSameSort(sentence.reference(first), sentence.reference(at))) break;
      (negated ? without : indexes).push(at);
    } else if (sentence.is(at, 'or')) join = 'any';
    else if (sentence.is(at, 'both', 'also')) join = 'all';
    else if (sentence.is(at, 'not', 'except')) negated = true;
    else if (!sentence.is(at, 'and', 'filler') && !isJoiningMark(sentence, at)) break;
    at++;
  }
  return { indexes, join: indexes.length > 1 ? joinBefore(sentence, first, join, at) : join, without };
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

/** "both A and B", "A and B together", "common callers of A and B"; plain "and" after a verb means both as well. */
function joinBefore(sentence: Sentence, first: number, join: Group['join'], end: number): Group['join'] {
  if (join === 'any') return sentence.is(sentence.before(first), 'not') ? 'any' : 'any';
  const isJoint = join === 'all' || sentence.has('both', 'common', 'also') || sentence.is(end, 'both');
  return isJoint ? 'all' : 'each';
}

/** The last run of joined names before `index`. */
function lastGroup(sentence: Sentence, index: number, from: number, bounds: Bounds): Group | undefined {
  for (let at = index - 1; at > from; at--) {
    if (sentence.reference(at) === undefined || bounds.taken.has(at)) continue;
    let first = at;
    for (let earlier = at - 1; earlier > from; earlier--) {
      if (sentence.reference(earlier) !== undefined && !bounds.taken.has(earlier)) first = earlier;
      else if (!sentence.is(earlier, 'and', 'or', 'both') && !isJoiningMark(sentence, earlier)) break;
    }
    return groupFrom(sentence, first, { ...bounds, to: index });
  }
  return undefined;
}
