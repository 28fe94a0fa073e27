import { describe, expect, it } from 'vitest';
import { ForceLayout } from './force-layout.js';

const nodes = Array.from({ length: 30 }, (_, place) => ({ id: `n${String(place)}`, radius: 8 }));
const ring = Uint32Array.from(nodes.flatMap((_, place) => [place, (place + 1) % nodes.length]));

describe('the layout', () => {
  it('gives the same places for the same scene, and keeps nodes apart', () => {
    const places = settled(new ForceLayout());
    expect([...places]).toEqual([...settled(new ForceLayout())]);
    for (let one = 0; one < nodes.length; one += 1)
      for (let other = one + 1; other < nodes.length; other += 1) expect(distance(places, one, other)).toBeGreaterThan(16);
  });

  it('begins with what was there, and puts new nodes beside their neighbours', () => {
    const layout = new ForceLayout();
    const before = settled(layout);
    layout.setScene([...nodes, { id: 'new', radius: 8 }], Uint32Array.from([...ring, 0, 30]));
    const after = layout.places();
    expect([...after.slice(0, 60)]).toEqual([...before]);
    expect(distance(after, 0, 30)).toBeLessThan(90);
  });

  it('holds pinned nodes', () => {
    const layout = new ForceLayout();
    layout.setScene(nodes, ring);
    layout.pin('n3', { x: 500, y: -400 });
    while (layout.tick(10));
    expect([...layout.places().slice(6, 8)]).toEqual([500, -400]);
    layout.pin('n3', undefined);
    while (layout.tick(10));
    expect(Math.hypot(...layout.places().slice(6, 8))).toBeLessThan(600);
  });
});

function settled(layout: ForceLayout): Float32Array {
  layout.setScene(nodes, ring);
  while (layout.tick(10));
  return layout.places();
}

function distance(places: Float32Array, one: number, other: number): number {
  return Math.hypot((places[one * 2] ?? 0) - (places[other * 2] ?? 0), (places[one * 2 + 1] ?? 0) - (places[other * 2 + 1] ?? 0));
}
