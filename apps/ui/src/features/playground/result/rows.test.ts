import { describe, expect, it } from 'vitest';
import { cellText } from './cell-text.js';
import { toCsv, toJson, toTabs } from './export-rows.js';
import { symbolsOfRows } from './symbols-of-rows.js';
import { arrangeRows } from './table-rows.js';

const node = (name: string) => ({ labels: ['CLASS'], properties: { id: `CLASS:${name}`, name } });
const cart = node('Cart');

describe('values', () => {
  it.each([
    [null, ''],
    [3.5, '3.5'],
    ['<b>שלום</b> 👩‍👩‍👧', '<b>שלום</b> 👩‍👩‍👧'],
    [cart, '(Cart:CLASS)'],
    [{ type: 'CALLS', properties: {} }, '[:CALLS]'],
    [[1, cart], '[1, (Cart:CLASS)]'],
    [{ labels: 'x' }, '{"labels":"x"}'],
    [{ nodes: [cart, node('Line')], relationships: [{ type: 'USES', properties: {} }] }, 'Cart – Line'],
  ])('%j reads %j', (value, text) => {
    expect(cellText(value)).toBe(text);
  });

  it('stays short for a path of a thousand nodes', () => {
    const nodes = Array.from({ length: 1000 }, (_, number) => node(`n${String(number)}`));
    expect(cellText({ nodes, relationships: [] })).toBe('n0 – n1 – n2 – n3 – n4 – n5 – n6 – n7 – n8 – n9 – n10 – n11 – … (1000)');
  });
});

describe('arrangeRows', () => {
  const rows = [
    [10, 'b'],
    [9, 'a'],
    [null, 'B'],
    ['x', 'c'],
  ];

  it('keeps the order of the answer, sorts numbers as numbers, and puts nothing last', () => {
    expect(arrangeRows(rows, '', undefined)).toEqual([0, 1, 2, 3]);
    expect(arrangeRows(rows, '', { column: 0, isDescending: false })).toEqual([1, 0, 3, 2]);
    expect(arrangeRows(rows, '', { column: 0, isDescending: true })).toEqual([3, 0, 1, 2]);
  });

  it('finds words in any case', () => {
    expect(arrangeRows(rows, ' b ', undefined)).toEqual([0, 2]);
    expect(arrangeRows(rows, 'none', { column: 1, isDescending: false })).toEqual([]);
  });

  it('takes 100,000 rows', () => {
    const many = Array.from({ length: 100_000 }, (_, number) => [number % 977, `name ${String(number)}`]);
    const sorted = arrangeRows(many, 'name', { column: 0, isDescending: true });
    expect(sorted).toHaveLength(100_000);
    expect(many[sorted[0] ?? 0]?.[0]).toBe(976);
  });
});

describe('exports', () => {
  const rows = [
    ['say "hi", all', 1],
    ['=1+1', null],
    ['two\nlines', cart],
  ];

  it('are CSV that spreadsheets read and do not run', () => {
    expect(toCsv(['text', 'n'], rows)).toBe(
      'text,n\r\n"say ""hi"", all",1\r\n\'=1+1,\r\n"two\nlines","{""labels"":[""CLASS""],""properties"":{""id"":""CLASS:Cart"",""name"":""Cart""}}"\r\n',
    );
    expect(toCsv(['n'], [[-1]])).toBe('n\r\n-1\r\n');
  });

  it('are JSON by column, and cells of the clipboard', () => {
    expect(JSON.parse(toJson(['n', 'n'], [[1, 2]]))).toEqual([{ n: 1, 'n (2)': 2 }]);
    expect(toTabs(['text', 'n'], [['two\nlines', null]])).toBe('text\tn\ntwo lines\t');
  });
});

describe('symbolsOfRows', () => {
  it('finds them in nodes, paths, lists and maps, each once', () => {
    const path = { nodes: [cart, node('Line')], relationships: [] };
    expect(symbolsOfRows([[cart, 1], [path], [[{ inner: node('Deep') }]], ['text']])).toEqual({
      ids: ['CLASS:Cart', 'CLASS:Line', 'CLASS:Deep'],
      isCut: false,
    });
    expect(symbolsOfRows([[node('a')], [node('b')], [node('c')]], 2)).toEqual({ ids: ['CLASS:a', 'CLASS:b'], isCut: true });
  });
});
