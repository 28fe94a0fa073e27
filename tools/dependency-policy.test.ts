import { describe, expect, it } from 'vitest';
import { chooseUpdates, supportsNode } from './dependency-policy.mjs';

describe('supportsNode 20.19.0', () => {
  it.each([
    undefined,
    '',
    '*',
    '>=18',
    '>= 18.12.0',
    '^20.19.0 || ^22.12.0 || >=24',
    '18 || 20 || >=22',
    '>=16 <23',
    '20.x',
    '>=v12.22.7',
  ])('accepts %s', (engines) => {
    expect(supportsNode(engines, [20, 19, 0])).toBe(true);
  });

  it.each(['>=22', '>=20.20.0', '^18 || >=22', '>=16 <20', '>20.19.0', '^22.12.0 || >=24', '22.x'])('refuses %s', (engines) => {
    expect(supportsNode(engines, [20, 19, 0])).toBe(false);
  });
});

const namesOf = (rows: unknown) => (rows as readonly { readonly name: string }[]).map(({ name }) => name);

describe('chooseUpdates', () => {
  const rows = [
    { name: 'current', used: '1.0.0', compatible: '1.0.0', held: undefined },
    { name: 'behind', used: '1.0.0', compatible: '1.2.0', held: undefined },
    { name: 'held', used: '1.0.0', compatible: '1.2.0', held: 'a reason' },
    { name: 'unknown', used: '1.0.0', compatible: undefined, held: undefined },
  ];

  it('moves what is behind and not held', () => {
    expect(namesOf(chooseUpdates(rows, []))).toEqual(['behind']);
  });

  it('moves a held one when it is named', () => {
    expect(namesOf(chooseUpdates(rows, ['held', 'current']))).toEqual(['held']);
  });
});
