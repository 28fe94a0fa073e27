import type { KindConcept } from '../words/concepts.js';
import { headKinds, isUntested, looksAsked, readAttributes } from './read-heads.js';
import { shortName } from './reference.js';
import { findPredicates } from './find-predicates.js';
import { isAbsence, readClauses, type ReadClauses } from './read-clauses.js';
import { readMemberTests } from './read-member-tests.js';
import { readMeasure, readOrder } from './read-measure.js';
import { readSteps } from './read-steps.js';
import type { Clause, Reading, Wish } from './reading.js';
import { classesOf, placesOf, type Reference } from './reference.js';
import type { Sentence } from './sentence.js';

/** The meaning of a sentence. Always gives a reading; `coverage` and empty clauses tell when little was understood. */
export function readQuestion(sentence: Sentence): Reading {
  const order = readOrder(sentence);
  const { clauses, nounClauses, memberClauses, left: untaken } = scopedClauses(sentence, order !== undefined);
  const { tests: memberTests, left } = readMemberTests(sentence, untaken, clauses);
  const steps = readSteps(sentence);
  const measure = order === undefined ? undefined : readMeasure(sentence, clauses);
  const outside = left.filter((index) => isOutside(sentence, index));
  const scope = left.filter((index) => !outside.includes(index)).flatMap((index) => sentence.reference(index) ?? []);
  const heads = headKinds(sentence);
  const absent = findPredicates(sentence).find((predicate) => isAbsence(sentence, predicate));
  const kept = measure === undefined ? clauses : clauses.filter((clause) => clause.references.length > 0);
  const wish = findWish(sentence, { clauses: kept, scope, heads, hasMeasure: measure !== undefined });
  const follows = readFollows(sentence, { clauses: kept, scope });
  return {
    language: sentence.language,
    wish,
    heads,
    attributes: readAttributes(sentence),
    clauses: kept,
    nounClauses,
    memberTests: [
      ...memberTests,
      ...memberClauses.map(({ references, negated }) => ({ names: references.map(({ text }) => shortName(text)), negated })),
    ],
    hierarchyDirections: hierarchyDirections(sentence),
    scope,
    outside: outside.flatMap((index) => sentence.reference(index) ?? []),
    ...(measure === undefined ? {} : { measure }),
    order: order ?? 'most',
    ...(order === undefined ? {} : limitOf(sentence)),
    ...(steps === undefined ? {} : { steps }),
    isUntested: isUntested(sentence),
    isUnused: sentence.has('never') || absent !== undefined,
    ...(absent === undefined ? {} : { absent: absent.relation }),
    ...(follows === undefined ? {} : { follows }),
    unknownWords: sentence
      .where((index) => sentence.items[index]?.kind === 'word')
      .map((index) => sentence.items[index]?.text ?? ''),
    coverage: coverageOf(sentence),
  };
}

/** "the most called function of f.py": in a superlative, a place is where to look, not what is called. */
function scopedClauses(sentence: Sentence, isSuperlative: boolean): ReadClauses {
  const read = readClauses(sentence);
  if (!isSuperlative) return read;
  const left = [...read.left];
  const clauses = read.clauses.map((clause): Clause => {
    const isPlace =
      clause.references.length > 0 &&
      clause.references.every((reference) => placesOf(reference).length > 0 || classesOf(reference).length > 0);
    if (!isPlace) return clause;
    left.push(...sentence.where((index) => clause.references.some((reference) => sentence.reference(index) === reference)));
    return { ...clause, references: [], isElliptic: true };
  });
  return { ...read, clauses, left: left.sort((first, second) => first - second) };
}

interface Parts {
  readonly clauses: readonly Clause[];
  readonly scope: readonly Reference[];
  readonly heads: readonly KindConcept[];
  readonly hasMeasure: boolean;
}

const MOST_RANKED = 100;

/** Wishes that one word gives away, when nothing more telling is said. */
const ROLE_WISHES = [
  ['overview', 'overview'],
  ['entry-points', 'entry-points'],
  ['dead-code', 'dead-code'],
  ['cycles', 'cycles'],
] as const;

function findWish(sentence: Sentence, parts: Parts): Wish {
  if (parts.hasMeasure) return 'rank';
  for (const [role, wish] of ROLE_WISHES)
    if (sentence.hasRole(role) && (parts.scope.length === 0 || wish !== 'overview')) return wish;
  if (isAboutRepository(sentence, parts)) return 'overview';
  const references = sentence.where((index) => sentence.reference(index) !== undefined).length;
  if (references >= 2 && isAboutPath(sentence, parts)) return asksLength(sentence) ? 'path-length' : 'path';
  if (sentence.hasRole('hierarchy') && parts.clauses.length === 0) return 'hierarchy';
  if (isHowToCall(sentence, parts.clauses)) return 'signature';
  const counts = sentence.has('how-many');
  if (parts.clauses.length === 0 && !counts) {
    const simple = simpleWish(sentence, parts);
    if (simple !== undefined) return simple;
  }
  if (counts) return 'count';
  return asksWhether(sentence) ? 'whether' : 'list';
}

/** "which arguments does calling X take", "how do I call X". */
function isHowToCall(sentence: Sentence, clauses: readonly Clause[]): boolean {
  const [clause] = clauses;
  if (
    clause === undefined ||
    clauses.length > 1 ||
    clause.relation !== 'calls' ||
    clause.references.length !== 1 ||
    clause.others.length > 0
  )
    return false;
  if (sentence.hasRole('callers', 'callees') || sentence.has('who', 'where', 'how-many')) return false;
  return sentence.hasRole('signature') || (sentence.has('how') && !sentence.has('by', 'that'));
}

/** "what does this repository do", "这个仓库是做什么的". */
function isAboutRepository(sentence: Sentence, { clauses, scope }: Parts): boolean {
  const names = sentence.where((index) => sentence.kind(index) === 'repository').length;
  return names > 0 && scope.length === 0 && clauses.length === 0 && (sentence.hasRole('purpose') || sentence.has('what'));
}

function isAboutPath(sentence: Sentence, { clauses }: Parts): boolean {
  if (clauses.some(({ relation }) => relation !== 'calls' && relation !== 'has')) return false;
  if (sentence.hasRole('path') || asksHops(sentence) || DISTANCE.test(wordsOf(sentence))) return true;
  const isAsked = sentence.has('how') || looksLikeByWhich(sentence);
  const isPlain = sentence.has('from') && sentence.has('to') && !asksWhether(sentence) && !sentence.has('which', 'who');
  if (isPlain && clauses.length > 0) return true;
  const joined = sentence.has('between') || (sentence.has('to') && (sentence.has('from') || clauses.length === 0));
  if (asksLength(sentence) && (joined || sentence.hasVerb('reach'))) return true;
  return (
    (isAsked && (joined || clauses.some((clause) => clause.others.length > 0))) ||
    (joined && clauses.length === 0 && !asksWhether(sentence))
  );
}

/** "how many calls", "几次调用", "多少步": a distance, not an amount of symbols. */
function asksHops(sentence: Sentence): boolean {
  return sentence.items.some((item, index) => {
    if (!sentence.is(index, 'how-many')) return false;
    if (/^几[次跳步层]$/.test(item.text)) return true;
    const after = sentence.after(index);
    return sentence.is(after, 'depth-unit') || (sentence.verb(after) === 'call' && !sentence.isChinese);
  });
}

/** "by which calls", "通过哪些函数". */
function looksLikeByWhich(sentence: Sentence): boolean {
  return sentence.items.some((_, index) => sentence.is(index, 'by') && sentence.is(index + 1, 'which', 'what'));
}

const DISTANCE = /distance|how far|far apart|多远|距离|相隔|隔着/i;
const LENGTH = /length|how long|how far|distance|far apart|长度|多长|多远|距离|相隔|隔着/i;

function wordsOf(sentence: Sentence): string {
  return sentence.items.map((item) => item.text).join(sentence.isChinese ? '' : ' ');
}

function asksLength(sentence: Sentence): boolean {
  if (sentence.has('how-many')) return true;
  return LENGTH.test(wordsOf(sentence));
}

function simpleWish(sentence: Sentence, { heads, scope }: Parts): Wish | undefined {
  if (scope.length === 0 || sentence.items.some((_, index) => sentence.kind(index) === 'test')) return undefined;
  const whether = asksWhether(sentence);
  const takes = sentence.items.some((_, index) => index > 0 && sentence.verb(index) === 'take');
  if (isNominalDefinition(sentence, '声明')) return 'signature';
  if (isNominalDefinition(sentence, '定义')) return 'locate';
  if (sentence.hasRole('signature') || (takes && !whether)) return 'signature';
  if (whether && (sentence.hasVerb('have', 'define', 'belong') || scope.length > 1 || heads.length > 0)) return 'whether';
  const members = heads.filter((kind) => kind !== 'code' && kind !== 'file' && kind !== 'repository');
  if (members.length > 0 && !sentence.has('where')) return undefined;
  if (sentence.hasRole('source') && !sentence.has('where')) return 'source';
  if (sentence.hasRole('definition') || sentence.has('where')) return 'locate';
  if (heads.includes('file') && sentence.hasVerb('define', 'have')) return isDefinedBy(sentence) ? undefined : 'locate';
  if (isShowCode(sentence, heads)) return 'source';
  if (sentence.hasRole('purpose') || isWhatDoes(sentence)) return 'purpose';
  if (sentence.hasRole('contents') || sentence.hasVerb('define', 'have', 'belong')) return undefined;
  return scope.some((reference) => reference.isPath) || members.length > 0 ? undefined : 'locate';
}

/** "X 的声明" at the end: a noun, not a verb. */
function isNominalDefinition(sentence: Sentence, word: string): boolean {
  const index = sentence.items.findIndex((item) => item.text === word);
  if (index <= 0 || !sentence.is(index - 1, 'of')) return false;
  return sentence.items
    .slice(index + 1)
    .every(
      (item) =>
        item.kind === 'mark' ||
        (item.kind === 'concept' && ['filler', 'where', 'in', 'be', 'what'].includes(item.concept?.is ?? '')),
    );
}

/** "which files does X define" has the file as head but X as container. */
function isDefinedBy(sentence: Sentence): boolean {
  const verb = sentence.where((index) => ['define', 'have'].includes(sentence.verb(index) ?? ''))[0] ?? -1;
  return (
    sentence.where((index) => sentence.reference(index) !== undefined).every((index) => index < verb) &&
    sentence.is(verb + 1, 'of')
  );
}

function isShowCode(sentence: Sentence, heads: readonly KindConcept[]): boolean {
  return (
    heads.length > 0 && heads.every((kind) => kind === 'code') && sentence.has('show') && !sentence.has('which', 'who', 'what')
  );
}

/** "what does X do", "what is X". */
function isWhatDoes(sentence: Sentence): boolean {
  return (
    sentence.has('what') &&
    (/\bdo(?:es|ing)?\b/.test(sentence.text(sentence.items.length - 1)) ||
      /\bdo\b/.test(sentence.text(sentence.items.length - 2)) ||
      sentence.is(1, 'be'))
  );
}

/** Begins with an auxiliary, has 吗 or 是否, or "is there". */
function asksWhether(sentence: Sentence): boolean {
  if (sentence.isChinese) return sentence.has('whether') || isHaveOrNot(sentence) ? !looksAsked(sentence) : false;
  let at = 0;
  while (at < sentence.items.length && (sentence.isFiller(at) || (sentence.isMark(at) && !/[?]/.test(sentence.text(at))))) at++;
  return (
    sentence.is(at, 'be', 'auxiliary', 'whether') ||
    (sentence.has('whether') && !looksAsked(sentence)) ||
    (sentence.is(at, 'not') && !looksAsked(sentence))
  );
}

function isHaveOrNot(sentence: Sentence): boolean {
  return sentence.items.some((item) => item.text === '有没有');
}

/** "outside of tests/", "except f.py": left out. */
function isOutside(sentence: Sentence, index: number): boolean {
  return sentence.is(sentence.before(index), 'except');
}

function readFollows(sentence: Sentence, { clauses, scope }: Pick<Parts, 'clauses' | 'scope'>): Reading['follows'] {
  if (sentence.has('instead') && clauses.length === 0) return 'instead';
  if (sentence.has('those')) return 'those';
  if (sentence.has('it') || (scope.length === 0 && clauses.some((clause) => clause.isElliptic))) return 'it';
  const named = clauses.flatMap((clause) => clause.references).length;
  if (sentence.has('also') && named === 1 && scope.length === 0) return 'those';
  const bare = clauses.every((clause) => clause.isElliptic);
  if (sentence.has('except', 'only', 'untested', 'production', 'how-many') && bare) return 'those';
  if (scope.length === 0 && clauses.length === 0) return 'it';
  return undefined;
}

function coverageOf(sentence: Sentence): number {
  const counted = sentence.items.filter((item) => item.kind !== 'mark');
  if (counted.length === 0) return 0;
  return counted.filter((item) => item.kind !== 'unknown' && item.kind !== 'word').length / counted.length;
}

/** "the five longest", "最大的 5 个". */
function limitOf(sentence: Sentence): { readonly limit?: number } {
  const number = sentence.items.flatMap((item) => (item.kind === 'number' ? (item.value ?? 0) : []))[0];
  return number === undefined || number < 1 ? {} : { limit: Math.min(number, MOST_RANKED) };
}

function hierarchyDirections(sentence: Sentence): Reading['hierarchyDirections'] {
  if (sentence.has('below')) return ['in'];
  return sentence.has('above') ? ['out'] : ['out', 'in'];
}
