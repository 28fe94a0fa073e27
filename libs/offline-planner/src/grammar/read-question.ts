import { findWish, type Parts } from './find-wish.js';
import { classKinds, headKinds, isUntested, readAttributes } from './read-heads.js';
import { shortName } from './reference.js';
import { findPredicates, isNegating } from './find-predicates.js';
import { isAbsence, readClauses, type ReadClauses } from './read-clauses.js';
import { readMemberComparison } from './read-member-comparison.js';
import { readMemberTests } from './read-member-tests.js';
import { readConditions } from './conditions/read-conditions.js';
import type { ComparisonTest } from './conditions/read-comparisons.js';
import { bareDirection, readMeasure, readOrder } from './read-measure.js';
import { readSteps } from './read-steps.js';
import type { KindConcept } from '../words/concepts.js';
import type { Clause, ComparedMeasure, Reading } from './reading.js';
import { classesOf, placesOf } from './reference.js';
import type { Sentence } from './sentence.js';

/** The meaning of a sentence. Always gives a reading; `coverage` and empty clauses tell when little was understood. */
export function readQuestion(whole: Sentence): Reading {
  const { rest: sentence, comparisons, ...conditions } = readConditions(whole);
  const order = readOrder(sentence);
  const read = scopedClauses(sentence, order !== undefined);
  const { compared, clauses } = comparedMeasures(sentence, comparisons, read.clauses);
  const { nounClauses, memberClauses, left: untaken } = read;
  const { tests: memberTests, left } = readMemberTests(sentence, untaken, clauses);
  const steps = readSteps(sentence);
  const measure = order === undefined ? undefined : readMeasure(sentence, clauses);
  const memberComparison = readMemberComparison(sentence, left, clauses);
  const outside = left.filter((index) => !comparesMembers(memberComparison) && isOutside(sentence, index));
  const scope = left.filter((index) => !outside.includes(index)).flatMap((index) => sentence.reference(index) ?? []);
  const heads = propertyMethods(headKinds(sentence), conditions.decorators);
  const absent = findPredicates(sentence).find((predicate) => isAbsence(sentence, predicate));
  const kept = measure === undefined ? clauses : clauses.filter((clause) => clause.references.length > 0);
  const hasConditions =
    compared.length + conditions.texts.length + conditions.decorators.length + conditions.signatureTests.length > 0;
  const wish = findWish(sentence, {
    clauses: kept,
    scope,
    heads,
    hasMeasure: measure !== undefined,
    hasComparison: comparesMembers(memberComparison),
    hasConditions,
  });
  const follows = readFollows(sentence, { clauses: kept, scope, hasConditions });
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
    ...conditions,
    ...(memberComparison === undefined ? {} : { memberComparison }),
    classKinds: classKinds(sentence),
    comparisons: compared,
    hierarchyDirections: hierarchyDirections(sentence),
    scope,
    outside: outside.flatMap((index) => sentence.reference(index) ?? []),
    ...(measure === undefined ? {} : { measure }),
    order: order ?? 'most',
    ...(order === undefined ? {} : limitOf(sentence)),
    ...(steps === undefined ? {} : { steps }),
    isUntested: isUntested(sentence),
    isUnused:
      sentence.where((index) => sentence.is(index, 'never') && !isNegating(sentence, index)).length > 0 || absent !== undefined,
    ...(absent === undefined ? {} : { absent: absent.relation }),
    ...(follows === undefined ? {} : { follows }),
    isPartitive: isPartitive(sentence),
    asksParameters: sentence.hasRole('signature'),
    asksBare: heads.length === 0 && sentence.items.some((_, index) => isBareWhich(sentence, index)),
    unknownWords: sentence
      .where((index) => sentence.items[index]?.kind === 'word')
      .map((index) => sentence.items[index]?.text ?? ''),
    beyond: sentence.items.flatMap((item, index) => (isBeyond(sentence, index) ? [item.text] : [])),
    topic: topicOf(sentence),
    coverage: coverageOf(sentence),
  };
}

/** "properties with @property" are methods: fields are never decorated so. */
function propertyMethods(heads: readonly KindConcept[], decorators: Reading['decorators']): readonly KindConcept[] {
  if (!decorators.some(({ names }) => names.some((name) => /property$/i.test(name)))) return heads;
  return heads.map((kind) => (kind === 'field' ? 'method' : kind));
}

/** Amounts of what a verb without a name says ("called by more than 5 functions"); that verb has said its part then. */
function comparedMeasures(
  sentence: Sentence,
  comparisons: readonly ComparisonTest[],
  clauses: readonly Clause[],
): { readonly compared: readonly ComparedMeasure[]; readonly clauses: readonly Clause[] } {
  const bare = clauses.find((clause) => clause.isElliptic);
  const compared = comparisons.flatMap(({ measure, comparison, amount }): ComparedMeasure[] => {
    if (measure !== 'clause') return [{ measure, comparison, amount }];
    if (bare === undefined) return [];
    return [{ measure: { relation: bare.relation, direction: bareDirection(sentence, bare) }, comparison, amount }];
  });
  const isSaid = comparisons.some(({ measure }) => measure === 'clause' || isSameRelation(measure, bare));
  return { compared, clauses: isSaid ? clauses.filter((clause) => clause !== bare) : clauses };
}

function isSameRelation(measure: ComparisonTest['measure'], clause: Clause | undefined): boolean {
  return typeof measure === 'object' && measure.relation === clause?.relation;
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

function comparesMembers(comparison: Reading['memberComparison']): boolean {
  return comparison !== undefined;
}

/** "outside of tests/", "except f.py": left out. */
function isOutside(sentence: Sentence, index: number): boolean {
  return sentence.is(sentence.before(index), 'except');
}

/** "which of those", 其中, "the ones": the answers before are picked from. */
function isPartitive(sentence: Sentence): boolean {
  return sentence.items.some((item, index) => {
    if (!sentence.is(index, 'those')) return false;
    if (/^of |^ones?$|^which ones?$|^other|list|result|above|其中|里面|当中|结果|这里/.test(item.text.toLowerCase())) return true;
    if (sentence.is(index - 1, 'of', 'only', 'which')) return true;
    const after = sentence.kind(index + 1) === undefined ? index + 1 : index + 2;
    return sentence.is(after, 'inside-of', 'which', 'how-many');
  });
}

/** "which call X", "哪些调用了 X". */
function isBareWhich(sentence: Sentence, index: number): boolean {
  if (!sentence.is(index, 'which')) return false;
  if (sentence.items.some((_, at) => at < index && sentence.reference(at) !== undefined)) return false;
  const after = sentence.after(index);
  return (
    sentence.verb(after) !== undefined || sentence.is(after, 'be', 'auxiliary', 'also', 'not', 'direct', 'indirect', 'passive')
  );
}

function readFollows(
  sentence: Sentence,
  { clauses, scope, hasConditions }: Pick<Parts, 'clauses' | 'scope' | 'hasConditions'>,
): Reading['follows'] {
  if (sentence.has('instead') && clauses.length === 0) return 'instead';
  if (sentence.has('those')) return 'those';
  if (sentence.has('it')) return 'it';
  if (hasConditions) return undefined;
  if (isAboutAnswers(sentence, { clauses, scope })) return 'those';
  // "which functions are affected?": by what was spoken of.
  const isImpact = clauses.some((clause) => clause.isElliptic && clause.relation === 'impact');
  if (scope.length > 0 || (standsAlone(sentence) && !isImpact)) return undefined;
  return clauses.length === 0 || clauses.some((clause) => clause.isElliptic) ? 'it' : undefined;
}

/** "unused functions", "how many tests are there": says what sort it asks for, so that nothing before is needed. */
function standsAlone(sentence: Sentence): boolean {
  const begin = sentence.items.findIndex((item, index) => item.kind !== 'mark' && !sentence.isFiller(index));
  if (sentence.is(begin, 'and')) return false;
  const isCounted = sentence.items.some(
    (_, index) => sentence.is(index, 'how-many') && sentence.kind(sentence.after(index)) === 'test',
  );
  const asksFile = sentence.items.some((item, index) => sentence.is(index, 'where') && item.text.includes('文件'));
  const isNoun = sentence.items.some(
    (item, index) => sentence.is(index, 'attribute') && /^(?:generator|getter|setter)s$/.test(item.text.toLowerCase()),
  );
  return isCounted || asksFile || isNoun || headKinds(sentence).some((kind) => kind !== 'code');
}

/** "leave out tests", "how many are there", "which also call X": about the answers before, without saying so. */
function isAboutAnswers(sentence: Sentence, { clauses, scope }: Pick<Parts, 'clauses' | 'scope'>): boolean {
  const named = clauses.flatMap((clause) => clause.references).length;
  const hasHead = headKinds(sentence).some((kind) => kind !== 'code');
  if (sentence.has('also') && named === 1 && scope.length === 0 && !hasHead) return true;
  if (named > 0) return false;
  const begin = sentence.items.findIndex((item, index) => item.kind !== 'mark' && !sentence.isFiller(index));
  if (sentence.has('except', 'only')) return !hasHead || sentence.is(begin, 'except', 'only');
  return (
    !standsAlone(sentence) &&
    scope.length === 0 &&
    sentence.has('untested', 'production', 'how-many', 'most', 'least', 'longest', 'shortest', 'biggest')
  );
}

/** What people ask of code that its structure does not tell. Words that name a symbol were taken as names before. */
const BEYOND =
  /^(?:authors?|committ?er|commits?|committed|blame|changelog|thread-?safe|performance|performant|fast|faster|slow|slower|slowest|speed|memory|bugs?|buggy|secure|security|vulnerab\w*|licen[cs]e\w*|popular|install\w*|deploy\w*|benchmark\w*|runtime|readable|quality|better|worse|best|worst)$/i;

function isBeyond(sentence: Sentence, index: number): boolean {
  const item = sentence.items[index];
  return sentence.is(index, 'beyond') || (item?.kind === 'word' && BEYOND.test(item.text));
}

/** Words that the grammar does not know, and verbs or nouns beside them; runs of unknown Chinese characters. */
function topicOf(sentence: Sentence): string {
  let topic = '';
  let end = -1;
  for (const [index, item] of sentence.items.entries()) {
    const isTold =
      item.kind === 'word' || item.kind === 'unknown' || item.kind === 'text' || sentence.reference(index) !== undefined;
    if (!isTold) continue;
    topic += topic === '' || item.start === end ? item.text : ` ${item.text}`;
    end = item.end;
  }
  return topic;
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
