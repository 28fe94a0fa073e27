import { describe, expect, it } from 'vitest';
import { inBatches } from './batches.js';
import { runLanes } from './lanes.js';

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const signal = new AbortController().signal;

describe('batches', () => {
  it('end by rows or by size, and are never empty', async () => {
    const bounds = { maxRows: 3, maxSize: 10, sizeOf: (row: number) => row };
    expect(await collect(inBatches([1, 1, 1, 1, 12, 1, 9, 1], bounds))).toEqual([[1, 1, 1], [1, 12], [1, 9], [1]]);
    expect(await collect(inBatches([], bounds))).toEqual([]);
  });

  it('are pulled only when a lane is free', async () => {
    let pulled = 0;
    function* rows(): Generator<number> {
      for (; pulled < 1000; pulled += 1) yield pulled;
    }
    let written = 0;
    let mostAhead = 0;
    const batches = inBatches(rows(), { maxRows: 10, maxSize: Infinity, sizeOf: () => 1 });
    await runLanes(['a', 'b'], batches, {
      signal,
      work: async (_, batch) => {
        await new Promise((resolve) => setImmediate(resolve));
        mostAhead = Math.max(mostAhead, pulled - written);
        written += batch.length;
      },
    });
    expect(written).toBe(1000);
    expect(mostAhead).toBeLessThanOrEqual(30);
  });

  it('stop all lanes at the first failure, and close their source', async () => {
    let closed = false;
    function* rows(): Generator<number> {
      try {
        for (let row = 0; ; row += 1) yield row;
      } finally {
        closed = true;
      }
    }
    const batches = inBatches(rows(), { maxRows: 1, maxSize: Infinity, sizeOf: () => 1 });
    const work = runLanes(['a', 'b'], batches, {
      signal,
      work: (_, [row]) => (row === 5 ? Promise.reject(new RangeError('five')) : Promise.resolve()),
    });
    await expect(work).rejects.toThrow('five');
    expect(closed).toBe(true);
  });
});
