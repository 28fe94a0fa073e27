import { expect, it } from 'vitest';
import { lineDiff } from './line-diff.js';

it.each([
  ['a\nb\nc', 'a\nx\nc\n', ' a\n-b\n+x\n c'],
  ['a', 'a', ' a'],
  ['MATCH (f:FUNCION)\nRETURN f', 'MATCH (f:FUNCTION)\nRETURN f', '-MATCH (f:FUNCION)\n+MATCH (f:FUNCTION)\n RETURN f'],
  ['a\nb', 'b\nc', '-a\n b\n+c'],
])('tells %j from %j', (before, after, lines) => {
  expect(lineDiff(before, after)).toBe(lines);
});

it('takes long texts', () => {
  const long = Array.from({ length: 1000 }, (_, number) => String(number)).join('\n');
  expect(lineDiff(long, 'x').split('\n')).toHaveLength(1001);
});
