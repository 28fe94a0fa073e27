import { describe, expect, it } from 'vitest';
import { NearDuplicateIndex, normalisedText } from './near-duplicates.js';

const words = (from: number, count: number): string =>
  Array.from({ length: count }, (_, index) => `word${from + index}`).join(' ');

describe('near duplicates', () => {
  it('are found when four fifths of their shingles are shared, whatever the letters and marks around', () => {
    const index = new NearDuplicateIndex();
    index.add(words(1000, 200));
    index.add(words(0, 200));
    expect(index.find(`${words(0, 195).toUpperCase()}!`)).toBe(1);
    expect(index.find(words(5, 200))).toBe(1);
  });

  it('are none when less is shared', () => {
    const index = new NearDuplicateIndex();
    index.add(words(0, 200));
    expect(index.find(words(60, 200))).toBeUndefined();
    expect(index.find(words(500, 200))).toBeUndefined();
  });

  it('knows short texts by themselves', () => {
    const index = new NearDuplicateIndex();
    index.add('Who calls send?');
    expect(index.find('who calls  send')).toBe(0);
    expect(index.find('who calls receive')).toBeUndefined();
    expect(index.find('')).toBeUndefined();
  });

  it('reads Chinese and full-width letters as letters', () => {
    expect(normalisedText('谁调用了 ＳＥＮＤ？')).toBe('谁调用了 send');
  });
});
