import type { KindConcept } from '../words/concepts.js';
import { looksAsked, readAttributes } from './read-heads.js';
import type { Clause, Wish } from './reading.js';
import type { Reference } from './reference.js';
import type { Sentence } from './sentence.js';

/** What has been read when the wish is looked for. */
export interface Parts {
  readonly clauses: readonly Clause[];
  readonly scope: readonly Reference[];
  readonly heads: readonly KindConcept[];
  readonly hasMeasure: boolean;
  /** Members of two classes are compared. */
  readonly hasComparison: boolean;
  /** Amounts, texts, decorators or signatures of answers are said. */
  readonly hasConditions: boolean;
}

/** Wishes that one word gives away, when nothing more telling is said. */
const ROLE_WISHES = [
  ['overview', 'overview'],
  ['entry-points', 'entry-points'],
  ['dead-code', 'dead-code'],
  ['cycles', 'cycles'],
] as const;

/** What the question wants to be told, the most telling sign first. */
export function findWish(sentence: Sentence, parts: Parts): Wish {
  if (sentence.has('why', 'beyond')) return 'reason';
  if (parts.hasMeasure) return 'rank';
  if (parts.hasComparison) return comparisonWish(sentence);
  const said = roleWish(sentence, parts);
  if (said !== undefined) return said;
  if (isAboutRepository(sentence, parts)) return 'overview';
  const references = sentence.where((index) => sentence.reference(index) !== undefined).length;
  if (references >= 2 && isAboutPath(sentence, parts)) return asksLength(sentence) ? 'path-length' : 'path';
  return isHowToCall(sentence, parts.clauses) ? 'signature' : plainWish(sentence, parts);
}

function roleWish(sentence: Sentence, { scope }: Parts): Wish | undefined {
  return ROLE_WISHES.find(([role, wish]) => sentence.hasRole(role) && (scope.length === 0 || wish !== 'overview'))?.[1];
}

function comparisonWish(sentence: Sentence): Wish {
  if (sentence.has('how-many')) return 'count';
  return asksWhether(sentence) ? 'whether' : 'list';
}

function plainWish(sentence: Sentence, parts: Parts): Wish {
  const isBare = parts.clauses.length === 0;
  if (isBare && sentence.hasRole('hierarchy')) return 'hierarchy';
  if (isBare && isMeasured(sentence, parts)) return 'measure';
  if (sentence.has('how-many')) return 'count';
  const simple = isBare && !parts.hasConditions ? simpleWish(sentence, parts) : undefined;
  return simple ?? (asksWhether(sentence) ? 'whether' : 'list');
}

/** "how long is f", "how many parameters does f take", "f 有多少行". */
function isMeasured(sentence: Sentence, { scope, heads }: Parts): boolean {
  if (sentence.has('where') || heads.some((kind) => kind !== 'code') || (scope.length === 0 && !sentence.has('it'))) return false;
  if (!sentence.has('how-many', 'how') && !LENGTH.test(wordsOf(sentence))) return sentence.has('lines') && scope.length > 0;
  return sentence.has('lines') || sentence.hasRole('signature') || LENGTH.test(wordsOf(sentence));
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
  if (isWayThatEnds(sentence) || sentence.hasRole('path') || asksHops(sentence) || DISTANCE.test(wordsOf(sentence))) return true;
  return clauses.length === 0 ? joinsTwo(sentence) : joinsByCalls(sentence, clauses);
}

/** "how does A end in B": an ending of a name would have been taken for one before. */
function isWayThatEnds(sentence: Sentence): boolean {
  return sentence.has('how') && sentence.has('affix');
}

/** "from A to B", "between A and B", "A -> B", with no verb. */
function joinsTwo(sentence: Sentence): boolean {
  if (!sentence.has('between', 'to')) return false;
  return asksWay(sentence) || !asksWhether(sentence);
}

/** "trace the calls from A to B", "how does A reach B". */
function joinsByCalls(sentence: Sentence, clauses: readonly Clause[]): boolean {
  const isFromTo = sentence.has('from') && sentence.has('to');
  if (isFromTo && !asksWhether(sentence) && !sentence.has('which', 'who')) return true;
  return asksWay(sentence) && (isFromTo || sentence.has('between') || clauses.some((clause) => clause.others.length > 0));
}

/** "how", "by which calls", "通过哪些函数". */
function asksWay(sentence: Sentence): boolean {
  return sentence.has('how') || looksLikeByWhich(sentence);
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

/** What is asked about a name itself. Undefined: about what it holds. */
function simpleWish(sentence: Sentence, parts: Parts): Wish | undefined {
  if (sentence.items.some((_, index) => sentence.kind(index) === 'test')) return undefined;
  if (parts.scope.length === 0) return sentence.has('it', 'those') ? pronounWish(sentence, parts) : undefined;
  const nominal = nominalWish(sentence);
  if (nominal !== undefined) return nominal;
  const isWhether = asksWhether(sentence);
  if (sentence.hasRole('signature') || (!isWhether && saysTakes(sentence))) return 'signature';
  if (isWhether && (isAboutHolding(sentence, parts) || saysAttribute(sentence))) return 'whether';
  return asksMembers(sentence, parts) ? undefined : aboutSymbolWish(sentence, parts);
}

/** "does C have m", "is m a method of C". */
function isAboutHolding(sentence: Sentence, { scope, heads }: Parts): boolean {
  return sentence.hasVerb('have', 'define', 'belong') || scope.length > 1 || heads.length > 0;
}

/** "is f async", "does f exist", "is f tested". */
function saysAttribute(sentence: Sentence): boolean {
  return readAttributes(sentence).length > 0 || sentence.has('exists', 'untested', 'production');
}

/** "where is it defined", "what do they return", "show me its source". */
function pronounWish(sentence: Sentence, parts: Parts): Wish | undefined {
  if (asksWhether(sentence) || asksMembers(sentence, parts)) return undefined;
  if (sentence.hasRole('signature') || saysTakes(sentence)) return 'signature';
  if (sentence.has('where') || sentence.hasRole('definition')) return 'locate';
  if (sentence.hasRole('source')) return 'source';
  return sentence.hasRole('purpose') || (!asksContents(sentence) && isWhatDoes(sentence)) ? 'purpose' : undefined;
}

function asksContents(sentence: Sentence): boolean {
  return sentence.hasRole('contents') || sentence.hasVerb('define', 'have', 'belong');
}

function nominalWish(sentence: Sentence): Wish | undefined {
  if (isNominalDefinition(sentence, '声明')) return 'signature';
  return isNominalDefinition(sentence, '定义') ? 'locate' : undefined;
}

/** "what does X return"; at the beginning the word is a command. */
function saysTakes(sentence: Sentence): boolean {
  return sentence.items.some((_, index) => index > 0 && sentence.verb(index) === 'take');
}

function asksMembers(sentence: Sentence, { heads }: Parts): boolean {
  return !sentence.has('where') && heads.some((kind) => kind !== 'code' && kind !== 'file' && kind !== 'repository');
}

function aboutSymbolWish(sentence: Sentence, { heads, scope }: Parts): Wish | undefined {
  if (sentence.has('where')) return 'locate';
  if (sentence.hasRole('source')) return 'source';
  if (sentence.hasRole('definition')) return 'locate';
  if (heads.includes('file') && sentence.hasVerb('define', 'have')) return isDefinedBy(sentence) ? undefined : 'locate';
  if (isShowCode(sentence, heads)) return 'source';
  if (sentence.hasRole('purpose') || isWhatDoes(sentence)) return 'purpose';
  return asksContents(sentence) || scope.some((reference) => reference.isPath) ? undefined : bareWish(sentence);
}

/** A name and nothing that says what is wanted of it. */
function bareWish(sentence: Sentence): Wish {
  // "is f thread-safe": an answer that leaves the word out would be about something else.
  return (asksWhether(sentence) || sentence.has('how')) && hasUnknown(sentence) ? 'reason' : 'locate';
}

function hasUnknown(sentence: Sentence): boolean {
  return sentence.items.some((item) => item.kind === 'word' || item.kind === 'unknown');
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
    heads.length > 0 &&
    sentence.items.some((item, index) => sentence.kind(index) === 'code' && /code|代码/.test(item.text)) &&
    heads.every((kind) => kind === 'code') &&
    sentence.has('show') &&
    !sentence.has('which', 'who', 'what')
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
