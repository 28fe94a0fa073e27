import type { Direction } from '@codexgraph/cypher-agent';
import type { RoleConcept, VerbConcept } from '../words/concepts.js';
import type { SpokenRelation } from './reading.js';
import type { Sentence } from './sentence.js';

/** A word that joins symbols, with the way it is built in. */
export interface Predicate {
  readonly index: number;
  readonly relation: SpokenRelation;
  /** A role noun says by itself which side is known; a verb's sides follow from the order of words. */
  readonly form: 'verb' | 'role';
  /** For role nouns: the direction seen from the known side. */
  readonly direction: Direction;
  readonly isPassive: boolean;
  readonly isNegated: boolean;
}

const VERB_RELATIONS: Readonly<Partial<Record<VerbConcept, SpokenRelation>>> = {
  call: 'calls',
  use: 'uses',
  create: 'creates',
  inherit: 'inherits',
  override: 'overrides',
  import: 'imports',
  reach: 'calls',
  affect: 'impact',
  change: 'impact',
  depend: 'depends',
  cover: 'covers',
  define: 'has',
  have: 'has',
  belong: 'has',
};

const ROLE_RELATIONS: Readonly<Partial<Record<RoleConcept, readonly [SpokenRelation, Direction]>>> = {
  callers: ['calls', 'in'],
  callees: ['calls', 'out'],
  importers: ['imports', 'in'],
  imports: ['imports', 'out'],
  subclasses: ['inherits', 'in'],
  superclasses: ['inherits', 'out'],
  overriders: ['overrides', 'in'],
  overridden: ['overrides', 'out'],
  users: ['uses', 'in'],
  instances: ['creates', 'in'],
  impact: ['impact', 'in'],
  dependents: ['depends', 'in'],
  dependencies: ['depends', 'out'],
};

/** Directions of verbs that are used as nouns: "the uses of X", "imports of X", "a call of X". */
const NOUN_DIRECTIONS: Readonly<Partial<Record<SpokenRelation, Direction>>> = {
  calls: 'in',
  uses: 'in',
  overrides: 'in',
  imports: 'out',
  inherits: 'in',
  impact: 'in',
};

/** All predicates of a sentence, in order. Verbs in a row ("read or written") are one. */
export function findPredicates(sentence: Sentence): Predicate[] {
  const found: Predicate[] = [];
  for (const index of sentence.items.keys()) {
    const predicate = rolePredicate(sentence, index) ?? verbPredicate(sentence, index);
    if (predicate === undefined) continue;
    const previous = found.at(-1);
    if (previous !== undefined && continues(sentence, previous, predicate)) found.pop();
    found.push(previous !== undefined && continues(sentence, previous, predicate) ? merged(previous, predicate) : predicate);
  }
  return found;
}

function rolePredicate(sentence: Sentence, index: number): Predicate | undefined {
  const role = sentence.role(index);
  const known = role === undefined ? undefined : ROLE_RELATIONS[role];
  if (known === undefined) return undefined;
  return {
    index,
    relation: known[0],
    form: 'role',
    direction: known[1],
    isPassive: false,
    isNegated: isNegated(sentence, index),
  };
}

function verbPredicate(sentence: Sentence, index: number): Predicate | undefined {
  const relation = spokenRelation(sentence, index);
  if (relation === undefined || isNamingWord(sentence, index) || isMeansOfTravel(sentence, index)) return undefined;
  const base = { index, relation, isNegated: isNegated(sentence, index) } as const;
  const noun = NOUN_DIRECTIONS[relation];
  if (noun !== undefined && isNoun(sentence, index))
    return { ...base, form: 'role', direction: nounDirection(sentence, index, { relation, usual: noun }), isPassive: false };
  const isPassive = sentence.isChinese ? isChinesePassive(sentence, index) : isEnglishPassive(sentence, index);
  return { ...base, form: 'verb', direction: 'in', isPassive };
}

function spokenRelation(sentence: Sentence, index: number): SpokenRelation | undefined {
  const verb = sentence.verb(index);
  const relation = verb === undefined ? undefined : VERB_RELATIONS[verb];
  if (relation === 'inherits' && implementsMethod(sentence, index)) return 'has';
  // 覆盖 is said of tests as well as of methods.
  const isCoverage = sentence.text(index) === '覆盖' && sentence.items.some((_, at) => sentence.kind(at) === 'test');
  return relation === 'overrides' && isCoverage ? 'covers' : relation;
}

/** "which classes implement send": what has that method, where no class bears the name. */
function implementsMethod(sentence: Sentence, index: number): boolean {
  const entries = sentence.reference(sentence.after(index))?.entries ?? [];
  if (sentence.where((at) => sentence.reference(at) !== undefined).length > 1) return false;
  return /^implement/.test(sentence.text(index)) && entries.length > 0 && entries.every(({ label }) => label === 'METHOD');
}

/** "calls from X" are X's own; "an import of X" is somebody's, "the imports of X" are X's. */
function nounDirection(
  sentence: Sentence,
  index: number,
  { relation, usual }: { readonly relation: SpokenRelation; readonly usual: Direction },
): Direction {
  if (relation === 'calls' && sentence.is(sentence.after(index), 'from')) return 'out';
  return relation === 'imports' && sentence.text(index) === 'import' ? 'in' : usual;
}

/** "a method called X" names it. */
function isNamingWord(sentence: Sentence, index: number): boolean {
  return (
    sentence.text(index) === 'called' &&
    (sentence.kind(index - 1) !== undefined || sentence.role(index - 1) === 'signature') &&
    ['reference', 'name', 'word'].includes(sentence.items[index + 1]?.kind ?? '') &&
    !/s$/.test(sentence.text(index - 1).replace(/ss$/, ''))
  );
}

/** "through calls", "in at most 3 calls", "最少几次调用", "调用图": the word tells how, not what. */
function isMeansOfTravel(sentence: Sentence, index: number): boolean {
  const before = sentence.before(index);
  if (sentence.items[before]?.kind === 'number') return true;
  if (!sentence.isChinese)
    return (
      /^calls?$/.test(sentence.text(index)) &&
      sentence.is(before, 'by', 'how-many', 'in') &&
      sentence.reference(sentence.after(index)) === undefined &&
      !sentence.is(sentence.after(index), 'of')
    );
  return (
    sentence.verb(index) === 'call' &&
    (sentence.is(before, 'depth-unit') || (sentence.is(before, 'how-many') && isCountUnit(sentence.text(before))))
  );
}

function isCountUnit(text: string): boolean {
  return /^几[次跳步层]$/.test(text);
}

/** A base form between a determiner and "of", "to" or "from": "the uses of", "a direct call from". */
function isNoun(sentence: Sentence, index: number): boolean {
  const concept = sentence.concept(index);
  if (sentence.isChinese || concept?.is !== 'verb' || concept.form !== 'base') return false;
  const after = sentence.after(index);
  if (sentence.is(after, 'of')) return true;
  const before = index - 1;
  const isDetermined =
    sentence.is(before, 'filler', 'direct', 'indirect', 'show', 'how-many', 'possessive', 'whether', 'it', 'most') || before < 0;
  return isDetermined && sentence.is(after, 'to', 'from', 'for', 'in') && !isSubjectPronoun(sentence.text(before));
}

function isSubjectPronoun(text: string): boolean {
  return /^(?:i|we|you|they|do we|can i|could i)$/.test(text);
}

function isEnglishPassive(sentence: Sentence, index: number): boolean {
  const concept = sentence.concept(index);
  if (concept?.is !== 'verb' || concept.form !== 'past') return false;
  if (/ (?:from|on|upon)$/.test(sentence.text(index))) return false;
  const before = sentence.before(index);
  if (sentence.verb(before) === 'have') return sentence.text(before) === 'been';
  return !sentence.is(before, 'who', 'what') || sentence.text(index) === 'reachable';
}

/** 被 before the verb, with no other verb between. */
function isChinesePassive(sentence: Sentence, index: number): boolean {
  for (let at = index - 1; at >= 0; at--) {
    if (sentence.is(at, 'passive')) return true;
    if (sentence.verb(at) !== undefined || (sentence.isMark(at) && /[，,。；]/.test(sentence.text(at)))) return false;
  }
  return false;
}

/** "not", "没有", "don't" shortly before the word, with no name between. */
function isNegated(sentence: Sentence, index: number): boolean {
  for (let at = index - 1; at >= Math.max(0, index - 4); at--) {
    if (sentence.is(at, 'not') || (sentence.is(at, 'never') && isNegating(sentence, at))) return true;
    if (
      sentence.reference(at) !== undefined ||
      sentence.verb(at) !== undefined ||
      sentence.role(at) !== undefined ||
      sentence.kind(at) !== undefined
    )
      return false;
  }
  return false;
}

/** "that never call X", "but never X": says "not" of a name; "never called" says that there is nothing. */
export function isNegating(sentence: Sentence, never: number): boolean {
  if (sentence.isChinese || sentence.text(never) !== 'never') return false;
  const next = sentence.after(never);
  if (sentence.reference(next) !== undefined) return true;
  const concept = sentence.concept(next);
  return concept?.is === 'verb' && concept.form === 'base' && sentence.reference(sentence.after(next)) !== undefined;
}

/** Verbs that share their names: only words like "and", "or", "directly" between them. */
function continues(sentence: Sentence, previous: Predicate, next: Predicate): boolean {
  if (previous.form !== 'verb' || next.form !== 'verb' || next.isNegated !== previous.isNegated) return false;
  if (previous.relation !== next.relation && !(previous.relation === 'impact' || next.relation === 'impact')) return false;
  if (next.index - previous.index > 4) return false;
  for (let at = previous.index + 1; at < next.index; at++)
    if (!sentence.is(at, 'and', 'or', 'direct', 'indirect', 'filler', 'be', 'auxiliary', 'passive', 'both', 'also')) return false;
  return true;
}

function merged(previous: Predicate, next: Predicate): Predicate {
  return {
    ...next,
    isPassive: next.isPassive || previous.isPassive,
    relation: previous.relation === 'impact' ? 'impact' : next.relation,
  };
}
