import { describe, expect, it } from 'vitest';
import { doneSteps, doSteps, historyOf, moveInHistory, searchOf } from './history.js';
import type { Step } from './step.js';

const show = (id: string): Step => ({ kind: 'show', id });

describe('the history of a drawing', () => {
  it('undoes, does again, and forgets what was undone once something else is done', () => {
    const both = doSteps(historyOf({}), [show('a'), show('b')]);
    const undone = moveInHistory(both, -1);
    expect(doneSteps(undone)).toEqual([show('a')]);
    expect(moveInHistory(undone, 1)).toEqual(both);
    expect(doneSteps(doSteps(undone, [show('c')]))).toEqual([show('a'), show('c')]);
  });

  it('stays within its ends', () => {
    const one = doSteps(historyOf({}), [show('a')]);
    expect(moveInHistory(one, 1)).toEqual(one);
    expect(doneSteps(moveInHistory(moveInHistory(one, -1), -1))).toEqual([]);
  });

  it('comes back from an address, with what was undone', () => {
    const undone = moveInHistory(doSteps(historyOf({}), [show('a'), show('b')]), -1);
    expect(historyOf(searchOf(undone))).toEqual(undone);
    expect(searchOf(historyOf({}))).toEqual({});
    expect(historyOf({ steps: 'show!a', done: 99 }).done).toBe(1);
  });
});
