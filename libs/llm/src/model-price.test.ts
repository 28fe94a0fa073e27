import { describe, expect, it } from 'vitest';
import { costOf, totalCost, type ModelPrice } from './model-price.js';

const PRICE: ModelPrice = { currency: 'USD', inputPerMillion: 0.3, cachedInputPerMillion: 0.1, outputPerMillion: 1.2 };
const usage = { inputTokens: 10_000, outputTokens: 500, estimated: false };

describe('the cost of a call', () => {
  it('is that of its tokens, in millionths', () => {
    expect(costOf(usage, PRICE)).toEqual({ micros: 3600, currency: 'USD', estimated: false });
    expect(costOf({ ...usage, cachedInputTokens: 4000 }, PRICE).micros).toBe(1800 + 400 + 600);
  });

  it('takes cached input for other input where no price of its own is known, and never for more than there is', () => {
    const { cachedInputPerMillion: _cached, ...plain } = PRICE;
    expect(costOf({ ...usage, cachedInputTokens: 4000 }, plain).micros).toBe(3600);
    expect(costOf({ ...usage, cachedInputTokens: 99_999 }, PRICE).micros).toBe(1000 + 600);
  });

  it('adds up only when every part has a price in the same currency', () => {
    const one = costOf(usage, PRICE);
    expect(totalCost([one, { ...one, estimated: true }])).toEqual({ micros: 7200, currency: 'USD', estimated: true });
    expect(totalCost([one, undefined])).toBeUndefined();
    expect(totalCost([one, { ...one, currency: 'EUR' }])).toBeUndefined();
    expect(totalCost([])).toBeUndefined();
  });
});
