import type { Direction } from '@codexgraph/cypher-agent';
import { findPredicates, type Predicate } from './find-predicates.js';
import { chineseSides } from './chinese-sides.js';
import { englishSides } from './english-sides.js';
import { firstGroup, groupFrom, isPlaceAdjunct, lastGroup, type Bounds, type Group, type Sides } from './name-groups.js';
import type { Clause } from './reading.js';
import type { Reference } from './reference.js';
import type { Sentence } from './sentence.js';

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
    (clause) =>
      ['inherits', 'overrides'].includes(clause.relation) &&
      clause.references.length > 0 &&
      clause.references.every(isMemberName),
  );
  const isAboutClasses = read.clauses.some(
    (clause) => clause.relation === 'inherits' && clause.references.some((reference) => !isMemberName(reference)),
  );
  if (members.length === 0 || !isAboutClasses) return { ...read, memberClauses: [] };
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
  if (/^谁/.test(sentence.text(predicate.index))) return false;
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

function readClause(sentence: Sentence, predicate: Predicate, bounds: Bounds): Clause {
  const sides =
    predicate.form === 'role'
      ? roleSides(sentence, predicate, bounds)
      : (sentence.isChinese ? chineseSides : englishSides)(sentence, predicate, bounds);
  for (const group of Object.values(sides) as readonly Group[])
    for (const index of [...group.indexes, ...group.without]) bounds.taken.add(index);
  const known = sides.object ?? sides.subject;
  const base = { relation: predicate.relation, direction: directionOf(sentence, predicate, sides) };
  if (known === undefined)
    return { ...base, references: [], join: 'all', negated: predicate.isNegated, others: [], without: [], isElliptic: true };
  return {
    ...base,
    ...namesOf(sentence, predicate, known),
    others: sides.object === undefined ? [] : refs(sentence, sides.subject?.indexes),
    isElliptic: false,
  };
}

/** "neither A nor B" denies both. */
function namesOf(
  sentence: Sentence,
  predicate: Predicate,
  known: Group,
): Pick<Clause, 'references' | 'without' | 'join' | 'negated'> {
  const isNeither = sentence.text(sentence.before(known.indexes[0] ?? 0)) === 'neither';
  if (isNeither)
    return { references: refs(sentence, [...known.indexes, ...known.without]), without: [], join: 'any', negated: true };
  return {
    references: refs(sentence, known.indexes),
    without: refs(sentence, known.without),
    join: known.join,
    negated: predicate.isNegated,
  };
}

function directionOf(sentence: Sentence, predicate: Predicate, sides: Sides): Direction {
  if (sides.object !== undefined) return 'in';
  if (sides.subject !== undefined) return 'out';
  return predicate.form === 'role' ? predicate.direction : ellipticDirection(sentence, predicate);
}

function refs(sentence: Sentence, indexes: readonly number[] = []): Reference[] {
  return indexes.flatMap((index) => sentence.reference(index) ?? []);
}

/** Without a name: "who calls it" asks for callers, "what does it call" for callees. */
function ellipticDirection(sentence: Sentence, predicate: Predicate): Direction {
  const pronoun = sentence
    .where((index) => sentence.is(index, 'it', 'those'))
    .find((index) => Math.abs(index - predicate.index) < 8);
  if (pronoun === undefined) return 'in';
  const pronounFirst = pronoun < predicate.index;
  return pronounFirst === predicate.isPassive ? 'in' : 'out';
}

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
    const group = firstGroup(sentence, after, bounds);
    if (group !== undefined && !isAgainInterrupted(sentence, after, group.indexes[0] ?? 0)) return group;
  }
  const before = sentence.is(index - 1, 'possessive') ? index - 2 : sentence.before(index);
  if (sentence.reference(before) !== undefined && !bounds.taken.has(before))
    return { indexes: [before], join: 'each', without: [] };
  return firstGroup(sentence, index, bounds) ?? lastGroup(sentence, index, bounds);
}

/** "callers of which X is": another question word between. */
function isAgainInterrupted(sentence: Sentence, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++) if (sentence.is(at, 'which', 'who', 'that')) return true;
  return false;
}

function chineseRoleGroup(sentence: Sentence, { index }: Predicate, bounds: Bounds): Group | undefined {
  return lastGroup(sentence, index, bounds) ?? firstGroup(sentence, index, bounds);
}
