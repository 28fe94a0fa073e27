import { describe, expect, it } from 'vitest';
import { readSteps, type Step, writeSteps } from './step.js';

const steps: readonly Step[] = [
  { kind: 'show', id: 'METHOD:a/b.py:C.d~1' },
  { kind: 'expand', id: 'FUNCTION:x.ts:100%!', type: 'CALLS', direction: 'IN' },
  { kind: 'calls', id: 'f', direction: 'OUT', depth: 3 },
  { kind: 'hierarchy', id: 'k' },
  { kind: 'inside', id: 'MODULE:ü 🙂.py' },
  { kind: 'path', id: 'a', to: 'b!~' },
  { kind: 'hide', id: 'h' },
  { kind: 'focus', id: 'g' },
];

describe('steps in an address', () => {
  it('come back as they were', () => {
    expect(readSteps(writeSteps(steps))).toEqual(steps);
    expect(readSteps(writeSteps([]))).toEqual([]);
  });

  it.each(['', 'nothing', 'show!', 'show', 'expand!a!CALLS!AROUND', 'calls!a!IN!99', 'calls!a!IN!x', 'path!a', 'wipe!a'])(
    'are left out where they make no sense: %s',
    (text) => {
      expect(readSteps(text)).toEqual([]);
    },
  );

  it('are read one by one, whatever stands between them', () => {
    expect(readSteps('show!a~nonsense~hide!b')).toEqual([
      { kind: 'show', id: 'a' },
      { kind: 'hide', id: 'b' },
    ]);
  });
});
