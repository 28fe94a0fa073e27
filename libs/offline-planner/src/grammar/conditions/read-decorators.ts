import type { Sentence } from '../sentence.js';
import { isDenied, type ReadConditions } from './read-texts.js';

/** Decorators that answers must have, or must not have; without names: any. */
export interface DecoratorTest {
  readonly names: readonly string[];
  readonly negated: boolean;
}

/** "with the @property decorator", "decorated with lru_cache", "被 staticmethod 装饰". */
export function readDecorators(sentence: Sentence): ReadConditions<DecoratorTest> {
  const written = sentence.where((index) => sentence.items[index]?.kind === 'decorator');
  const nouns = sentence.where((index) => sentence.is(index, 'decorator'));
  const [noun] = nouns;
  if (written.length === 0 && noun === undefined) return { found: [], said: [] };
  const named = written.length > 0 ? written : noun === undefined ? [] : namedBeside(sentence, noun);
  const said = [...named, ...nouns];
  const first = Math.min(...said);
  const before = [first - 1, first - 2, first - 3].filter(
    (index) => sentence.is(index, 'filler', 'with', 'passive', 'by') || ['use', 'have'].includes(sentence.verb(index) ?? ''),
  );
  const names = named.map((index) => sentence.items[index]?.text ?? '');
  return {
    found: [{ names, negated: isDenied(sentence, first) }],
    said: [...said, ...before.filter((_, at) => at < before.length)],
  };
}

/** "the property decorator", "decorated with X", "decorator X". */
function namedBeside(sentence: Sentence, noun: number): number[] {
  const isName = (index: number): boolean =>
    ['reference', 'word', 'name'].includes(sentence.items[index]?.kind ?? '') ||
    /^(?:property|abstractmethod)$/.test(sentence.text(index));
  const after = sentence.is(sentence.after(noun), 'by', 'with', 'named')
    ? sentence.after(sentence.after(noun))
    : sentence.after(noun);
  if (!sentence.isChinese && isName(after)) return [after];
  const before = sentence.before(noun);
  if (isName(before)) return [before];
  return sentence.isChinese && isName(after) ? [after] : [];
}
