import { describe, expect, it } from 'vitest';
import { createShelf, type KeptQuery, type TextStorage } from './query-shelf.js';

function memory(content = new Map<string, string>()): TextStorage {
  return { getItem: (key) => content.get(key) ?? null, setItem: (key, value) => void content.set(key, value) };
}
const query = (id: string, text: string, name = ''): KeptQuery => ({
  id,
  name,
  repository: 'shop',
  text,
  parameters: '',
  at: '2026-11-21T00:00:00Z',
});
const idsOf = (queries: readonly KeptQuery[]) => queries.map(({ id }) => id).join(' ');

describe('a shelf', () => {
  it('keeps the latest first, each query once, and no more than it holds', () => {
    const storage = memory();
    const shelf = createShelf('k', 3, () => storage);
    for (const [id, text] of [
      ['1', 'a'],
      ['2', 'b'],
      ['3', 'a'],
      ['4', 'c'],
      ['5', 'd'],
    ] as const)
      shelf.add(query(id, text));
    expect(idsOf(shelf.get())).toBe('5 4 3');
    expect(idsOf(createShelf('k', 3, () => storage).get())).toBe('5 4 3');
  });

  it('replaces what has the same name', () => {
    const storage = memory();
    const shelf = createShelf('k', 9, () => storage);
    shelf.add(query('1', 'old', 'callers'));
    shelf.add(query('2', 'new', 'callers'));
    shelf.add(query('3', 'new', 'others'));
    expect(idsOf(shelf.get())).toBe('3 2');
    shelf.remove('3');
    expect(idsOf(shelf.get())).toBe('2');
  });

  it('keeps what another tab has added meanwhile', () => {
    const storage = memory();
    const [one, other] = [createShelf('k', 9, () => storage), createShelf('k', 9, () => storage)];
    one.add(query('1', 'a'));
    other.add(query('2', 'b'));
    one.add(query('3', 'c'));
    expect(idsOf(other.get())).toBe('3 2 1');
  });

  it('lives without a storage, and with rubbish in it', () => {
    const refused = (): TextStorage => {
      throw new Error('forbidden');
    };
    const shelf = createShelf('k', 9, refused);
    shelf.add(query('1', 'a'));
    expect(idsOf(shelf.get())).toBe('1');
    const rubbish = memory(
      new Map([
        ['k', '[{"id": 1}, null, "x"]'],
        ['l', '{oops'],
      ]),
    );
    expect(createShelf('k', 9, () => rubbish).get()).toEqual([]);
    expect(createShelf('l', 9, () => rubbish).get()).toEqual([]);
  });

  it('does not grow without end', () => {
    const storage = memory();
    const shelf = createShelf('k', 100, () => storage);
    for (let number = 0; number < 40; number += 1) shelf.add(query(String(number), `${String(number)} ${'x'.repeat(100_000)}`));
    expect(storage.getItem('k')?.length).toBeLessThan(1_000_000);
    expect(shelf.get()[0]?.id).toBe('39');
  });
});
