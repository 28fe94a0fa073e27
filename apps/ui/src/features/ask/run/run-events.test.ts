import { describe, expect, it } from 'vitest';
import { NO_PROGRESS, readableAnswer, type RunProgress, withRunEvent } from './run-events.js';

const after = (...events: readonly unknown[]): RunProgress => events.reduce<RunProgress>(withRunEvent, NO_PROGRESS);

describe('withRunEvent', () => {
  it('collects the work of each round in its order', () => {
    const progress = after(
      { kind: 'round-started', round: 1, rounds: 5 },
      { kind: 'analysis', round: 1, text: 'Ask the graph.' },
      { kind: 'text-queries', round: 1, queries: ['callers of `add`'] },
      {
        kind: 'cypher-started',
        query: 1,
        textQuery: 'callers of `add`',
        attempt: 1,
        cypher: { text: 'MATCH (n) RETURN n', parameters: { x: 1 } },
      },
      { kind: 'cypher-failed', query: 1, problems: [{ message: 'There is no label X.' }] },
      { kind: 'cypher-started', query: 2, textQuery: 'callers of `add`', attempt: 2, cypher: { text: 'MATCH (m) RETURN m' } },
      {
        kind: 'cypher-rows',
        query: 2,
        scopedText: 'scoped',
        columns: ['m'],
        rows: [['a']],
        rowCount: 1,
        truncated: false,
        notices: [],
        elapsedMs: 3,
      },
      { kind: 'round-started', round: 2, rounds: 5 },
    );
    expect(progress.roundLimit).toBe(5);
    expect(progress.rounds.map(({ steps }) => steps.map(({ kind }) => kind))).toEqual([
      ['thought', 'text-queries', 'query', 'query'],
      [],
    ]);
    expect(progress.rounds[0]?.steps[2]).toMatchObject({
      query: { number: 1, problems: ['There is no label X.'], parameters: { x: 1 } },
    });
    expect(progress.rounds[0]?.steps[3]).toMatchObject({
      query: { attempt: 2, scopedText: 'scoped', rows: [['a']], problems: [] },
    });
  });

  it('streams the answer from the call that writes it, and begins anew when it is written again', () => {
    const first = after(
      { kind: 'model-call-started', call: 3, stage: 'round' },
      { kind: 'model-delta', call: 3, text: 'not the answer' },
      { kind: 'model-call-started', call: 4, stage: 'answer' },
      { kind: 'model-delta', call: 4, text: 'Three ' },
      { kind: 'model-delta', call: 4, text: 'callers' },
    );
    expect(first.answer).toBe('Three callers');
    expect(withRunEvent(first, { kind: 'model-call-started', call: 5, stage: 'answer' }).answer).toBe('');
  });

  it.each([null, 'text', { kind: 'of-tomorrow' }, { kind: 'cypher-rows' }, { kind: 'text-queries', queries: 7 }])(
    'survives what it does not understand: %j',
    (event) => {
      expect(() => withRunEvent(after({ kind: 'round-started', round: 1, rounds: 5 }), event)).not.toThrow();
    },
  );
});

describe('readableAnswer', () => {
  it('leaves out the heading and the references', () => {
    expect(readableAnswer('## answer\n3 callers\n\n[start_of_references]\n{"id":"x"}\n[end_of_references]')).toBe('3 callers');
    expect(readableAnswer('3 callers\n[start_of_references]\n{"id"')).toBe('3 callers');
  });
});
