import { describe, expect, it } from 'vitest';
import { checkBound, decodeCursor, encodeCursor } from './page-cursor.js';

describe('cursors', () => {
  it('give their keys back, whatever stands in them', () => {
    const keys = ["a'} DETACH", 'emoji \u{1F600}\u0000', 7] as const;
    expect(decodeCursor<readonly [string, string, number]>('list', encodeCursor('list', keys), ['', '', 0])).toEqual(keys);
    expect(decodeCursor<readonly [string]>('list', undefined, ['start'])).toEqual(['start']);
  });

  it.each([
    '',
    'x',
    '!!!',
    encodeCursor('other', ['a']),
    encodeCursor('list', [1]),
    encodeCursor('list', ['a', 'b']),
    'A'.repeat(20_000),
  ])('of other lists are refused (%#)', (cursor) => {
    expect(() => decodeCursor<readonly [string]>('list', cursor, [''])).toThrow('does not belong to this list');
  });

  it('come with bounds', () => {
    expect(() => checkBound('limit', 1001, { least: 1, most: 1000 })).toThrow(
      'limit is 1001, and must be a whole number from 1 to 1000.',
    );
    for (const value of [0, 1.5, NaN]) expect(() => checkBound('limit', value, { least: 1, most: 1000 })).toThrow('limit is');
  });
});
