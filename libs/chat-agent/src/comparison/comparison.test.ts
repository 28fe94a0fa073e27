import { expect, it } from 'vitest';
import { assignArm } from './assign-arm.js';
import { wilsonInterval } from './wilson-interval.js';

it('gives a user the same arm each time, and users arms by weight', () => {
  const weights = { general: 1, chat: 3, both: 0 };
  const counts = { general: 0, chat: 0, both: 0 };
  for (let user = 0; user < 4000; user += 1) {
    const arm = assignArm('spring', `user-${String(user)}`, weights);
    expect(assignArm('spring', `user-${String(user)}`, weights)).toBe(arm);
    counts[arm] += 1;
  }
  expect(counts.both).toBe(0);
  expect(counts.chat / 4000).toBeGreaterThan(0.72);
  expect(counts.chat / 4000).toBeLessThan(0.78);
});

it('gives users other arms in another experiment', () => {
  const users = Array.from({ length: 200 }, (_, index) => `user-${String(index)}`);
  const arms = (name: string): string[] => users.map((user) => assignArm(name, user, { general: 1, chat: 1 }));
  const same = arms('a').filter((arm, index) => arm === arms('b')[index]).length;
  expect(same).toBeGreaterThan(60);
  expect(same).toBeLessThan(140);
});

it('knows the published values of the interval', () => {
  // Newcombe (1998), table I: 81 of 263 and 0 of 20.
  const many = wilsonInterval(81, 263);
  expect(many?.low).toBeCloseTo(0.2553, 4);
  expect(many?.high).toBeCloseTo(0.3662, 4);
  const none = wilsonInterval(0, 20);
  expect(none?.low).toBe(0);
  expect(none?.high).toBeCloseTo(0.1611, 4);
  expect(wilsonInterval(0, 0)).toBeUndefined();
});
