import { describe, expect, it } from 'vitest';
import { readBudget } from './describing-budget.js';

const PRICE = { currency: 'USD', inputPerMillion: 1, outputPerMillion: 2 };

describe('a budget', () => {
  it.each([
    ['2.50', { micros: 2_500_000 }],
    ['3 usd', { micros: 3_000_000 }],
    ['200000tokens', { tokens: 200_000 }],
    ['1.5k tokens', { tokens: 1_500 }],
    ['2Mt', { tokens: 2_000_000 }],
  ])('%s is read', (text, budget) => {
    expect(readBudget(text, PRICE)).toEqual(budget);
  });

  it('is refused when it means nothing', () => {
    expect(readBudget(undefined, undefined)).toBeUndefined();
    for (const text of ['a lot', '-3', '', '3EUR']) expect(() => readBudget(text, PRICE), text).toThrow();
    expect(() => readBudget('3', undefined)).toThrow(/tokens/u);
    expect(readBudget('10tokens', undefined)).toEqual({ tokens: 10 });
  });
});
