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
    const read = quotedText(sentence, index) ?? affix(sentence, index) ?? nameText(sentence, index) ?? fault(sentence, index);
    if (read === undefined) continue;
    found.push({ texts: read.texts, place: read.place, negated: isDenied(sentence, Math.min(...read.said)) });
    said.push(...read.said);
  }
  return { found, said };
}

interface ReadText {
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
  if (text === undefined) return undefined;
  const name = [index - 1, at - 1, at - 2].filter((other) => sentence.is(other, 'name-noun'));
  return { texts: [text], place: concept.side, said: [index, at, ...name] };
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
