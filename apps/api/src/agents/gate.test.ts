import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Gate } from './gate.js';

it('lets so many in, in their order, also after failures', async () => {
  const gate = new Gate(2);
  const begun: number[] = [];
  let most = 0;
  let inside = 0;
  const work = async (index: number): Promise<number> => {
    begun.push(index);
    inside += 1;
    most = Math.max(most, inside);
    await pause(1);
    inside -= 1;
    if (index % 3 === 0) throw new TypeError('no');
    return index;
  };
  const results = await Promise.allSettled([0, 1, 2, 3, 4, 5, 6].map((index) => gate.pass(() => work(index))));
  expect(results.map(({ status }) => status)).toEqual([
    ...['rejected', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'rejected'],
  ]);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(most).toBe(2);
});
