import { describe, expect, it } from 'vitest';
import { scope } from '../safety/scope.js';
import { paddedLists } from './padded-lists.js';

function padded(text: string, parameters: Readonly<Record<string, readonly string[] | string>>) {
  const scoped = scope(text, { label: 'R_demo_1', parameters });
  if (scoped.kind === 'refused') throw new TypeError(JSON.stringify(scoped.problems));
  return paddedLists(scoped.query, scoped.text, parameters);
}

describe('lists of one value', () => {
  it('are as lists of several where only membership is asked', () => {
    const text = 'MATCH (n) WHERE n.id IN $ids AND NOT n.name IN $`names` RETURN n';
    expect(padded(text, { ids: ['a'], names: ['b'] })).toEqual({ ids: ['a', 'a'], names: ['b', 'b'] });
  });

  it.each([
    ['RETURN size($ids) AS n'],
    ['MATCH (n) WHERE n.id IN $ids RETURN n, $ids AS given'],
    ['UNWIND $ids AS id MATCH (n) WHERE n.id = id RETURN n'],
    ['MATCH (n) WHERE $ids IN [n.decorators] RETURN n'],
    ['MATCH (n) WHERE n.id IN $ids + $ids RETURN n'],
    ["MATCH (n) WHERE n.id IN $ids AND n.name <> '$ids' RETURN n"],
    ['MATCH (n) WHERE COUNT { UNWIND $ids AS i RETURN i } = 1 AND n.id IN $ids RETURN n'],
  ])('stay as they are elsewhere: %s', (text) => {
    expect(padded(text, { ids: ['a'] })).toEqual({ ids: ['a'] });
  });

  it('leave other values alone', () => {
    const text = 'MATCH (n) WHERE n.id IN $ids AND n.name = $name RETURN n';
    expect(padded(text, { ids: ['a', 'b'], name: 'x' })).toEqual({ ids: ['a', 'b'], name: 'x' });
    expect(padded(text, { ids: [], name: 'x' })).toEqual({ ids: [], name: 'x' });
  });
});
