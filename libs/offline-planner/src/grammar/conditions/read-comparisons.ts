import type { Comparison } from '@codexgraph/cypher-agent';
import type { SpokenMeasure } from '../reading.js';
import type { Sentence } from '../sentence.js';
import type { ReadConditions } from './read-texts.js';

/** "more than 5 parameters": an amount that answers must have. */
export interface ComparisonTest {
  /** `clause`: of what the verb beside it says ("called by more than 5 functions"). */
  readonly measure: SpokenMeasure | 'clause';
  readonly comparison: Comparison;
  readonly amount: number;
}

/** "with more than five parameters", "longer than 100 lines", "没有参数", "被调用超过 5 次". */
export function readComparisons(sentence: Sentence): ReadConditions<ComparisonTest> {
  const found: ComparisonTest[] = [];
  const said: number[] = [];
  for (const [index, item] of sentence.items.entries()) {
    const read =
      item.kind === 'number'
        ? numberAt(sentence, index, item.value ?? 0)
        : (noneAt(sentence, index) ?? noMembersAt(sentence, index));
    if (read === undefined) continue;
    found.push(read.test);
    said.push(...read.said);
  }
  return { found, said };
}

interface Read {
  readonly test: ComparisonTest;
  readonly said: readonly number[];
}

function numberAt(sentence: Sentence, index: number, amount: number): Read | undefined {
  const unit = unitAfter(sentence, index);
  const comparison = comparisonAt(sentence, index, unit?.index);
  if (comparison === undefined) return undefined;
  const own = unit ?? unitBefore(sentence, index);
  if (own === undefined) return undefined;
  // "at most 3 calls away" is how far, not how many.
  if (sentence.is(own.index, 'depth-unit') && comparison.isBound === true) return undefined;
  const extra = own.index > index ? rangeBetween(index, own.index) : [index, own.index];
  return { test: { measure: own.measure, comparison: comparison.comparison, amount }, said: [...comparison.said, ...extra] };
}

function rangeBetween(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
}

interface Compared {
  readonly comparison: Comparison;
  readonly said: readonly number[];
  /** The word may bound a way as well ("up to 3 levels"). */
  readonly isBound?: boolean;
}

/** The word that compares: before the number, or behind it ("5 or more", "5 个以上"). */
function comparisonAt(sentence: Sentence, index: number, unit: number | undefined): Compared | undefined {
  const before = wordBefore(sentence, sentence.before(index));
  if (before !== undefined) return before;
  const places = [index + 1, index + 2, ...(unit === undefined ? [] : [unit + 1])];
  return places.map((at) => wordBehind(sentence, at)).find((found) => found !== undefined);
}

function wordBefore(sentence: Sentence, at: number): Compared | undefined {
  const concept = sentence.concept(at);
  if (concept?.is === 'comparison') return { comparison: concept.comparison, said: [at] };
  const isMost = sentence.isChinese && sentence.is(at, 'most');
  if (isMost || sentence.is(at, 'up-to')) return { comparison: 'at-most', said: [at], isBound: true };
  if (!/^(?:至少|above)$/.test(sentence.text(at))) return undefined;
  return { comparison: sentence.isChinese ? 'at-least' : 'more', said: [at] };
}

function wordBehind(sentence: Sentence, at: number): Compared | undefined {
  const isMore = sentence.text(at) === 'or more' || (sentence.isChinese && sentence.is(at, 'above'));
  if (isMore) return { comparison: 'at-least', said: [at] };
  return sentence.is(at, 'up-to') ? { comparison: 'at-most', said: [at], isBound: true } : undefined;
}

/** What is counted: the first word behind the number that can be. */
function unitAfter(
  sentence: Sentence,
  index: number,
): { readonly index: number; readonly measure: ComparisonTest['measure'] } | undefined {
  for (let at = index + 1; at <= index + 3 && at < sentence.items.length; at++) {
    const measure = measureAt(sentence, at);
    if (measure !== undefined) return { index: at, measure };
    if (!sentence.is(at, 'filler', 'direct', 'above', 'up-to', 'default', 'comparison', 'possessive')) return undefined;
  }
  return undefined;
}

/** "参数超过 5 个", "行数大于 100", "方法多于 10 个". */
function unitBefore(sentence: Sentence, index: number): ReturnType<typeof unitAfter> {
  for (let at = index - 2; at >= Math.max(0, index - 5); at--) {
    const measure = sentence.kind(at) === 'function' || sentence.kind(at) === 'class' ? undefined : measureAt(sentence, at);
    if (measure !== undefined) return { index: at, measure };
    if (sentence.verb(at) === 'call' || sentence.verb(at) === 'use' || sentence.verb(at) === 'import')
      return { index, measure: 'clause' };
    if (!sentence.is(at, 'filler', 'number', 'of')) return undefined;
  }
  return undefined;
}

const PARAMETERS = /^(?:param|arg|input|参数|入参|形参)/;

function measureAt(sentence: Sentence, index: number): ComparisonTest['measure'] | undefined {
  const role = sentence.role(index);
  if (role === 'signature' && PARAMETERS.test(sentence.text(index))) return 'parameters';
  if (sentence.is(index, 'lines')) return 'lines';
  const relation = role === undefined ? undefined : COUNTED_ROLES[role];
  if (relation !== undefined) return relation;
  return sentence.kind(index) === undefined ? timesAt(sentence, index) : membersAt(sentence, index);
}

function timesAt(sentence: Sentence, index: number): 'clause' | undefined {
  const isTimes = sentence.is(index, 'number') || sentence.text(index) === '次';
  return isTimes && hasCountedVerb(sentence) ? 'clause' : undefined;
}

/** "more than 10 methods"; beside a verb the noun is what the verb is about. */
function membersAt(sentence: Sentence, index: number): ComparisonTest['measure'] | undefined {
  const kind = sentence.kind(index);
  if (kind === 'field') return { relation: 'fields', direction: 'out' };
  if (hasCountedVerb(sentence)) return 'clause';
  if (kind === 'method' || kind === 'member') return { relation: 'methods', direction: 'out' };
  if (kind === 'function') return { relation: 'functions', direction: 'out' };
  return kind === 'class' ? { relation: 'classes', direction: 'out' } : undefined;
}

/** "call more than 5 functions": the verb says what is counted. */
function hasCountedVerb(sentence: Sentence): boolean {
  return sentence.hasVerb('call', 'use', 'create', 'import', 'inherit', 'override');
}

const COUNTED_ROLES: Readonly<Partial<Record<string, SpokenMeasure>>> = {
  callers: { relation: 'calls', direction: 'in' },
  callees: { relation: 'calls', direction: 'out' },
  subclasses: { relation: 'inherits', direction: 'in' },
  superclasses: { relation: 'inherits', direction: 'out' },
  importers: { relation: 'imports', direction: 'in' },
  imports: { relation: 'imports', direction: 'out' },
  users: { relation: 'uses', direction: 'in' },
  overriders: { relation: 'overrides', direction: 'in' },
};

/** "classes without methods", "没有方法的类": beside the kind that is asked for and no name. */
function noMembersAt(sentence: Sentence, index: number): Read | undefined {
  if (!['method', 'field'].includes(sentence.kind(index) ?? '') || sentence.items.some(({ kind }) => kind === 'reference'))
    return undefined;
  const before = sentence.before(index);
  const hasHead = sentence.items.some((_, at) => at !== index && sentence.kind(at) === 'class');
  const measure = measureAt(sentence, index);
  if (!hasHead || measure === undefined || measure === 'clause' || !/^(?:without|no|zero|没有|无)$/.test(sentence.text(before)))
    return undefined;
  return { test: { measure, comparison: 'exactly', amount: 0 }, said: [before, index] };
}

/** "no parameters", "without arguments", "没有参数". */
function noneAt(sentence: Sentence, index: number): Read | undefined {
  if (sentence.role(index) !== 'signature' || !PARAMETERS.test(sentence.text(index))) return undefined;
  const before = sentence.before(index);
  const isDefault = sentence.is(before, 'default');
  if (isDefault || !(sentence.is(before, 'not', 'except') || /^(?:zero|没有|无)$/.test(sentence.text(before)))) return undefined;
  return { test: { measure: 'parameters', comparison: 'exactly', amount: 0 }, said: [before, index] };
}
