import { expect, it } from 'vitest';
import { IntVector } from './int-vector.js';
import { InternedRows } from './interned-rows.js';

function append(rows: IntVector, items: readonly number[]): number {
  const start = rows.extend(items.length);
  for (const [at, item] of items.entries()) rows.set(start + at, item);
  return start;
}

it('keeps one of equal rows, as a map would, also when it grows', () => {
  const rows = new IntVector(4);
  const table = new InternedRows(rows, 2);
  const expected = new Map<string, number>();
  for (let round = 0; round < 4000; round++) {
    const row = [(round * 7919) % 61, ((round * 104729) % 97) - 48];
    const position = table.internLast(append(rows, row));
    const known = expected.get(row.join());
    if (known === undefined) expected.set(row.join(), position);
    else expect(position).toBe(known);
  }
  expect(rows.length).toBe(expected.size * 2);
});

it('tells rows that say their length apart, and takes questions off again', () => {
  const rows = new IntVector();
  const table = new InternedRows(rows, 0);
  const lists = [[0], [1, 5], [2, 5, 5], [1, 6], [2, 5, 6]];
  const positions = lists.map((list) => table.internLast(append(rows, list)));
  expect(new Set(positions).size).toBe(lists.length);
  expect(lists.map((list) => table.internLast(append(rows, list)))).toEqual(positions);
  const length = rows.length;
  expect(table.takeLast(append(rows, [2, 5, 6]))).toBe(positions[4]);
  expect(table.takeLast(append(rows, [1, 7]))).toBe(-1);
  expect(rows.length).toBe(length);
});
