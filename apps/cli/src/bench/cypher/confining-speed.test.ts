import { describe, expect, it } from 'vitest';
import { measureConfining } from './confining-speed.js';

describe('the speed of confining', () => {
  it('counts refusals by code and takes the fastest round of each query', () => {
    let now = 0;
    const clock = (): number => (now += 500);
    const speed = measureConfining(
      [{ cypher: 'RETURN 1' }, { cypher: 'CREATE (n)' }, { cypher: 'RETURN $x', params: { x: 1 } }],
      clock,
    );
    expect(speed).toEqual({ queries: 3, refused: 1, refusals: { WRITE: 1 }, p50Ms: 0.5, p95Ms: 0.5, maxMs: 0.5 });
  });
});
