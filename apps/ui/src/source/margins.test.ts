import { describe, expect, it } from 'vitest';
import { marginsOf } from './margins.js';

describe('what stands beside the lines of a function', () => {
  const margins = marginsOf(
    {
      id: 'f',
      callees: { nodes: [end('g', [12, 14]), end('h', [12]), end('g', [12]), end('i', [12]), end('j', [12])] },
      callers: { nodes: [end('a', [3]), end('b', [4]), end('a', [9]), end('c', [5])] },
    },
    { from: 10, to: 11 },
  );

  it('is what is called, at the lines of the calls, each once and not too many', () => {
    expect([...margins.right].map(([line, symbols]) => [line, symbols.map(({ name }) => name)])).toEqual([
      [12, ['g', 'h', 'i']],
      [14, ['g']],
    ]);
  });

  it('is who calls it, one a line, as far as the function goes', () => {
    expect([...margins.left].map(([line, { name }]) => [line, name])).toEqual([
      [10, 'a'],
      [11, 'b'],
    ]);
  });
});

function end(name: string, lines: number[]) {
  return { relation: { lines }, symbol: { id: name, label: 'FUNCTION' as const, name, qualifiedName: name } };
}
