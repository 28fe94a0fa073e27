import { expect, it } from 'vitest';
import { SPLITS, splitOf } from '../versions/splits.js';
import { repositoryFamilies } from './families.js';

const files = (repository: string, ...hashes: readonly string[]) => ({ repository, hashes: new Set(hashes) });

it('forks, and forks of forks, are one family, in any order', () => {
  const repositories = [
    files('a', '1', '2', '3'),
    files('c', '3', '4', '5', '6'),
    files('b', '2', '3', '4', '5'),
    files('z', '9'),
  ];
  const expected = { a: 'a', b: 'a', c: 'a', z: 'z' };
  expect(Object.fromEntries(repositoryFamilies(repositories))).toEqual(expected);
  expect(Object.fromEntries(repositoryFamilies(repositories.toReversed()))).toEqual(expected);
});

it('repositories without files are alone', () => {
  expect([...repositoryFamilies([files('a'), files('b')])]).toEqual([
    ['a', 'a'],
    ['b', 'b'],
  ]);
});

it('about nine of ten families are for training, and each stays where it is', () => {
  const counts = new Map(SPLITS.map((split) => [split, 0]));
  for (let number = 0; number < 2_000; number++) {
    const split = splitOf(`family-${number}`);
    expect(splitOf(`family-${number}`)).toBe(split);
    counts.set(split, counts.get(split)! + 1);
  }
  expect(counts.get('train')! / 2_000).toBeCloseTo(0.9, 1);
  expect(counts.get('validation')! / 2_000).toBeCloseTo(0.05, 1);
  expect(counts.get('test')! / 2_000).toBeCloseTo(0.05, 1);
});
