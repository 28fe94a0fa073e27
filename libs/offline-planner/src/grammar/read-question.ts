import { findWish, type Parts } from './find-wish.js';
import { headKinds, isUntested, readAttributes } from './read-heads.js';
import { shortName } from './reference.js';
import { findPredicates } from './find-predicates.js';
import { isAbsence, readClauses, type ReadClauses } from './read-clauses.js';
import { readMemberTests } from './read-member-tests.js';
import { readMeasure, readOrder } from './read-measure.js';
import { readSteps } from './read-steps.js';
import type { Clause, Reading } from './reading.js';
import { classesOf, placesOf } from './reference.js';
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

/** "outside of tests/", "except f.py": left out. */
function isOutside(sentence: Sentence, index: number): boolean {
  return sentence.is(sentence.before(index), 'except');
}

function readFollows(sentence: Sentence, { clauses, scope }: Pick<Parts, 'clauses' | 'scope'>): Reading['follows'] {
  if (sentence.has('instead') && clauses.length === 0) return 'instead';
  if (sentence.has('those')) return 'those';
  const isElliptic = clauses.some((clause) => clause.isElliptic);
  if (sentence.has('it') || (scope.length === 0 && isElliptic)) return 'it';
  if (isAboutAnswers(sentence, { clauses, scope })) return 'those';
  return scope.length === 0 && clauses.length === 0 ? 'it' : undefined;
}

/** "leave out tests", "how many are there", "which also call X": about the answers before, without saying so. */
function isAboutAnswers(sentence: Sentence, { clauses, scope }: Pick<Parts, 'clauses' | 'scope'>): boolean {
  const named = clauses.flatMap((clause) => clause.references).length;
  if (sentence.has('also') && named === 1 && scope.length === 0) return true;
  return named === 0 && sentence.has('except', 'only', 'untested', 'production', 'how-many');
}

function coverageOf(sentence: Sentence): number {
  const counted = sentence.items.filter((item) => item.kind !== 'mark');
  if (counted.length === 0) return 0;
  return counted.filter((item) => item.kind !== 'unknown' && item.kind !== 'word').length / counted.length;
}

const MOST_RANKED = 100;

/** "the five longest", "最大的 5 个". */
function limitOf(sentence: Sentence): { readonly limit?: number } {
  const number = sentence.items.flatMap((item) => (item.kind === 'number' ? (item.value ?? 0) : []))[0];
  return number === undefined || number < 1 ? {} : { limit: Math.min(number, MOST_RANKED) };
}

function hierarchyDirections(sentence: Sentence): Reading['hierarchyDirections'] {
  if (sentence.has('below')) return ['in'];
  return sentence.has('above') ? ['out'] : ['out', 'in'];
}
