import { describe, expect, it } from 'vitest';
import { batchQueries } from '../differential/compare-batch.js';
import { readQuery } from '../../safety/syntax/read-query.js';
import { syntaxKinds } from './syntax-kinds.js';

describe('random queries', () => {
  it('hold every kind of syntax that can be read, and are read without a fault', { timeout: 120_000 }, () => {
    const missing = new Map(syntaxKinds().map((kind) => [kind, 0]));
    for (const { text } of batchQueries({ seed: 20260101, count: 1500, variants: 1 })) {
      const read = readQuery(text);
      if (!('query' in read)) throw new TypeError(`${text}: ${read[0]?.message ?? ''}`);
      for (const kind of syntaxKinds(read.query)) missing.set(kind, (missing.get(kind) ?? 0) + 1);
    }
    const never = [...missing].filter(([, count]) => count === 0).map(([kind]) => kind);
    expect(never).toEqual([]);
  });

  it('are the same for the same seed', () => {
    expect(batchQueries({ seed: 7, count: 50 })).toEqual(batchQueries({ seed: 7, count: 50 }));
    expect(batchQueries({ seed: 7, count: 50 })).not.toEqual(batchQueries({ seed: 8, count: 50 }));
  });
});
