import type { Sentence } from '../sentence.js';
import type { ReadConditions } from './read-texts.js';

/** What the signatures of answers must say. */
export type SignatureTest =
  | { readonly is: 'parameter-named'; readonly name: string }
  | { readonly is: 'returning'; readonly type: string }
  | { readonly is: 'with-default' };

/** "that take a `timeout` parameter", "returning bool", "with default arguments", "返回 Response 的函数". */
export function readSignatureTests(sentence: Sentence): ReadConditions<SignatureTest> {
  const isAboutFunctions = sentence.items.some((_, index) =>
    ['function', 'method', 'constructor'].includes(sentence.kind(index) ?? ''),
  );
  if (!isAboutFunctions) return { found: [], said: [] };
  const found: SignatureTest[] = [];
  const said: number[] = [];
  for (const index of sentence.items.keys()) {
    const read = defaultAt(sentence, index) ?? parameterAt(sentence, index) ?? returnAt(sentence, index);
    if (read === undefined || said.includes(index)) continue;
    found.push(read.test);
    said.push(...read.said);
  }
  return { found, said };
}

interface Read {
  readonly test: SignatureTest;
  readonly said: readonly number[];
}

function isParameterWord(sentence: Sentence, index: number): boolean {
  return sentence.role(index) === 'signature' && /^(?:param|arg|参数|入参|形参)/.test(sentence.text(index));
}

/** "default arguments", "parameters with default values", "参数有默认值". */
function defaultAt(sentence: Sentence, index: number): Read | undefined {
  if (!sentence.is(index, 'default')) return undefined;
  const parameter = [index + 1, index - 1, index - 2, index + 2].find((at) => isParameterWord(sentence, at));
  if (parameter === undefined) return undefined;
  const verbs = [index - 1, index - 2, parameter - 1].filter(
    (at) => isTaking(sentence, at) || sentence.is(at, 'with', 'of', 'filler'),
  );
  return { test: { is: 'with-default' }, said: [index, parameter, ...verbs] };
}

/** "a timeout parameter", "a parameter named timeout", "timeout 参数", "名为 timeout 的参数". */
function parameterAt(sentence: Sentence, index: number): Read | undefined {
  if (!isParameterWord(sentence, index) || /s$/.test(sentence.text(index))) return undefined;
  const before = sentence.is(index - 1, 'of') ? index - 2 : sentence.before(index);
  const isNaming = sentence.is(sentence.after(index), 'named') || sentence.text(sentence.after(index)) === 'called';
  const after = isNaming ? sentence.after(sentence.after(index)) : sentence.after(index);
  const at = isWordLike(sentence, before) ? before : isWordLike(sentence, after) ? after : undefined;
  if (at === undefined) return undefined;
  const low = Math.min(at, index);
  const verbs = [low - 1, low - 2, low - 3].filter(
    (other) => isTaking(sentence, other) || sentence.is(other, 'with', 'named', 'filler'),
  );
  return {
    test: { is: 'parameter-named', name: sentence.items[at]?.text ?? '' },
    said: [at, index, ...between(at, index), ...verbs],
  };
}

function between(left: number, right: number): number[] {
  const [from, to] = left < right ? [left, right] : [right, left];
  return Array.from({ length: Math.max(0, to - from - 1) }, (_, offset) => from + 1 + offset);
}

function isTaking(sentence: Sentence, index: number): boolean {
  return ['take', 'have'].includes(sentence.verb(index) ?? '');
}

/** "that return a Response", "返回 bool". */
function returnAt(sentence: Sentence, index: number): Read | undefined {
  if (sentence.verb(index) !== 'take' || !/^return|返回/.test(sentence.text(index))) return undefined;
  const at = sentence.after(index);
  if (!isWordLike(sentence, at)) return undefined;
  return { test: { is: 'returning', type: sentence.items[at]?.text ?? '' }, said: [index, at] };
}

function isWordLike(sentence: Sentence, index: number): boolean {
  return ['reference', 'word', 'name', 'text'].includes(sentence.items[index]?.kind ?? '');
}
