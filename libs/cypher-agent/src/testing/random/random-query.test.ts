import { describe, expect, it } from 'vitest';
import { batchQueries } from '../differential/compare-batch.js';
import { readQuery } from '../../safety/syntax/read-query.js';
import { syntaxKinds } from './syntax-kinds.js';

describe('random queries', () => {
  it('hold every kind of syntax that can be read, and are read without a fault', () => {
    const missing = new Map(syntaxKinds().map((kind) => [kind, 0]));
    for (const { text } of batchQueries(20260101, 4000)) {
      const read = readQuery(text);
      if (!('query' in read)) throw new TypeError(`${text}: ${read[0]?.message ?? ''}`);
      for (const kind of syntaxKinds(read.query)) missing.set(kind, (missing.get(kind) ?? 0) + 1);
    }
    const never = [...missing].filter(([, count]) => count === 0).map(([kind]) => kind);
    expect(never).toEqual([]);
  });

  it('are the same for the same seed', () => {
    expect(batchQueries(7, 50)).toEqual(batchQueries(7, 50));
    expect(batchQueries(7, 50)).not.toEqual(batchQueries(8, 50));
  });
});
