import type { TextPlace } from '@codexgraph/cypher-agent';
import type { Sentence } from '../sentence.js';

/** A text that answers must have, or must not have, somewhere. */
export interface TextTest {
  /** Any of them. */
  readonly texts: readonly string[];
  readonly place: TextPlace;
  readonly negated: boolean;
}

/** What was read, and the items that said it. */
export interface ReadConditions<T> {
  readonly found: readonly T[];
  readonly said: readonly number[];
}

/** "that contain the string 'utf-8'", "whose name contains cookie", "starting with test_", "名字以 get_ 开头". */
export function readTexts(sentence: Sentence): ReadConditions<TextTest> {
  const found: TextTest[] = [];
  const said: number[] = [];
  for (const index of sentence.items.keys()) {
    if (said.includes(index)) continue;
    const read = READERS.map((reader) => reader(sentence, index)).find((one) => one !== undefined);
    if (read === undefined) continue;
    const negated = read.isDenied === true || isDenied(sentence, Math.min(...read.said));
    found.push({ texts: read.texts, place: read.place, negated });
    said.push(...read.said);
  }
  return { found, said };
}

interface ReadText {
  /** A denial stands among the words that say it. */
  readonly isDenied?: boolean;
  readonly texts: readonly string[];
  readonly place: TextPlace;
  readonly said: readonly number[];
}

function quotedText(sentence: Sentence, index: number): ReadText | undefined {
  const item = sentence.items[index];
  if (item?.kind !== 'text') return undefined;
  const said = [index, ...wordsAround(sentence, index)];
  return { texts: [item.text], place: placeBefore(sentence, index), said };
}

const READERS = [quotedText, affix, nameText, bodyText, fault];

/** The words that bring a quotation in: "contain the string", "字样". */
function wordsAround(sentence: Sentence, index: number): number[] {
  const said: number[] = [];
  for (let at = index - 1; at >= Math.max(0, index - 4); at--) {
    const isPart = sentence.is(at, 'text-noun', 'filler', 'with', 'name-noun', 'in') || isHolding(sentence, at);
    if (!isPart) break;
    said.push(at);
    if (isHolding(sentence, at)) break;
  }
  for (let at = index + 1; at <= index + 2 && sentence.is(at, 'text-noun', 'filler'); at++) said.push(at);
  return said;
}

function isHolding(sentence: Sentence, index: number): boolean {
  return ['define', 'have', 'use'].includes(sentence.verb(index) ?? '');
}

function placeBefore(sentence: Sentence, index: number): TextPlace {
  for (let at = index - 1; at >= Math.max(0, index - 5); at--) {
    if (sentence.is(at, 'name-noun')) return 'name';
    if (sentence.role(at) === 'purpose' || (sentence.is(at, 'attribute') && /doc|文档|注释/.test(sentence.text(at))))
      return 'docstring';
    if (sentence.role(at) === 'signature') return 'signature';
  }
  return 'code';
}

/** "starting with test_", "以 test_ 开头". */
function affix(sentence: Sentence, index: number): ReadText | undefined {
  const concept = sentence.concept(index);
  if (concept?.is !== 'affix') return undefined;
  const at = sentence.isChinese ? sentence.before(index) : sentence.after(index);
  const text = patternAt(sentence, at);
  if (text === undefined || endsThere(sentence, index)) return undefined;
  const name = [index - 1, at - 1, at - 2].filter((other) => sentence.is(other, 'name-noun'));
  return { texts: [text], place: concept.side, said: [index, at, ...name] };
}

/** "trace how f ends in g": a way has its end there, not a name. */
function endsThere(sentence: Sentence, index: number): boolean {
  const isWay = sentence.has('how') || sentence.hasRole('path');
  return isWay && sentence.where((at) => at < index && sentence.reference(at) !== undefined).length > 0;
}

/** "whose name contains cookie", "with cookie in its name", "名字包含 cookie". */
function nameText(sentence: Sentence, index: number): ReadText | undefined {
  if (!sentence.is(index, 'name-noun')) return undefined;
  for (let at = index + 1; at <= index + 4; at++) {
    const text = patternAt(sentence, at);
    if (
      text === undefined &&
      !sentence.isFiller(at) &&
      !isHolding(sentence, at) &&
      !sentence.is(at, 'inside-of', 'text-noun', 'with')
    )
      break;
    if (text !== undefined) return { texts: [text], place: 'name', said: range(index, at) };
  }
  const before = sentence.before(index);
  const text = /^in /.test(sentence.text(index)) ? patternAt(sentence, before) : undefined;
  return text === undefined
    ? undefined
    : { texts: [text], place: 'name', said: range(sentence.is(before - 1, 'with') ? before - 1 : before, index) };
}

const BODIES =
  /^(?:(?:function |method )?bod(?:y|ies)|code|source|source code|implementations?|函数体|方法体|代码|源码|源代码|实现)$/u;
const HOLDS =
  /^(?:mentions?|mentioning|contains?|containing|includes?|including|has|have|refers? to|references?|says?|提到|提及|包含|包括|含有|含|出现|出现了|有)$/u;

/** "whose bodies mention X", "functions with X in their body", "代码中提到 X": letters in the code, whatever they stand for. */
function bodyText(sentence: Sentence, index: number): ReadText | undefined {
  if (!BODIES.test(sentence.text(index))) return undefined;
  const isIntroduced = sentence.isChinese || sentence.text(index - 1) === 'whose' || sentence.is(index - 1, 'possessive');
  let verb = sentence.after(index);
  while (sentence.is(verb, 'auxiliary', 'not', 'never', 'inside-of', 'in')) verb = sentence.after(verb);
  const at = sentence.after(verb);
  const text = patternAt(sentence, at);
  if (!isIntroduced || text === undefined || !HOLDS.test(sentence.text(verb))) return undefined;
  const said = range(index, at);
  return { texts: [text], place: 'code', said, isDenied: said.some((word) => sentence.is(word, 'not', 'never')) };
}

/** "that raise X", "抛出 X": the graph has no such relation, the text of the code has. */
function fault(sentence: Sentence, index: number): ReadText | undefined {
  const concept = sentence.concept(index);
  if (concept?.is !== 'fault') return undefined;
  const at = [sentence.after(index), sentence.before(index)].find((other) => patternAt(sentence, other) !== undefined);
  const name = at === undefined ? undefined : patternAt(sentence, at);
  if (at === undefined || name === undefined) return undefined;
  const texts =
    concept.does === 'raise' ? [`raise ${name}`, `throw new ${name}`, `throw ${name}`] : [`except ${name}`, `catch (${name}`];
  return { texts, place: 'code', said: [index, at] };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
}

/** A word or name that stands for letters. */
function patternAt(sentence: Sentence, index: number): string | undefined {
  const item = sentence.items[index];
  if (item === undefined) return undefined;
  return ['reference', 'word', 'name', 'text'].includes(item.kind) ? item.text : undefined;
}

/** "do not contain". */
export function isDenied(sentence: Sentence, index: number): boolean {
  for (let at = index - 1; at >= Math.max(0, index - 3); at--) {
    if (sentence.is(at, 'not', 'except', 'never')) return true;
    if (sentence.reference(at) !== undefined || sentence.kind(at) !== undefined) return false;
  }
  return false;
}
