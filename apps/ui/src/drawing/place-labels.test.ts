import { describe, expect, it } from 'vitest';
import { placeLabels } from './place-labels.js';

describe('labels', () => {
  it('give way to those of higher rank', () => {
    const placed = placeLabels([
      { id: 'low', at: { x: 0, y: 0 }, width: 100, rank: 1 },
      { id: 'high', at: { x: 50, y: 5 }, width: 100, rank: 2 },
      { id: 'free', at: { x: 0, y: 40 }, width: 100, rank: 0 },
    ]);
    expect([...placed].sort()).toEqual(['free', 'high']);
  });

  it('never overlap, wherever they want to stand', () => {
    let seed = 7;
    const random = (): number => {
      seed = (seed * 48271) % 2147483647;
      return seed / 2147483647;
    };
    const wishes = Array.from({ length: 400 }, (_, place) => ({
      id: String(place),
      at: { x: random() * 900 - 50, y: random() * 500 - 50 },
      width: 20 + random() * 200,
      rank: random(),
    }));
    const placed = placeLabels(wishes);
    const boxes = wishes.filter(({ id }) => placed.has(id));
    expect(boxes.length).toBeGreaterThan(20);
    for (const one of boxes)
      for (const other of boxes)
        if (one.id !== other.id) {
          const apart =
            one.at.x + one.width <= other.at.x || other.at.x + other.width <= one.at.x || Math.abs(one.at.y - other.at.y) >= 15;
          expect(apart).toBe(true);
        }
  });
});
