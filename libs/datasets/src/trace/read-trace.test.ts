import { describe, expect, it } from 'vitest';
import { sampleEvents, sampleTrace } from '../testing/sample-traces.js';
import { readTrace } from './read-trace.js';

const CONTEXT = { user: 'ann', createdAt: '2026-05-01T10:00:00.000Z', feedback: {} };

describe('the reader of traces', () => {
  it('gathers rounds, what they asked, every try and what came of it', () => {
    const trace = sampleTrace({
      rounds: [
        {
          thought: 'First by name.',
          report: 'nothing',
          tries: [
            { words: 'callers of send', cypher: 'MATCH (a:Nothing) RETURN a' },
            { words: 'callers of send', cypher: 'MATCH (a) RETURN a.name', attempt: 2, rows: [['request']] },
          ],
        },
      ],
    });
    expect(trace).toMatchObject({
      runId: 'run-1',
      repository: 'requests',
      question: 'Who calls send?',
      model: 'planner',
      revision: 'r1',
    });
    expect(trace.citations).toEqual({ verified: 1, removed: 0 });
    expect(trace.rounds).toHaveLength(1);
    expect(trace.rounds[0]).toMatchObject({
      round: 1,
      thought: 'First by name.',
      textQueries: ['callers of send'],
      report: 'nothing',
    });
    expect(trace.rounds[0]!.queries.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, { kind: 'failed', messages: ['No such thing.'] }],
      [2, { kind: 'rows', columns: ['name'], rows: [['request']], rowCount: 1, truncated: false }],
    ]);
  });

  it('gives nothing for a run without an end', () => {
    expect(readTrace(sampleEvents().slice(0, -1), CONTEXT)).toBeUndefined();
    expect(readTrace([], CONTEXT)).toBeUndefined();
  });

  it('passes over kinds of events that it does not know, and anything that is no event', () => {
    expect(readTrace([null, 7, 'text', { kind: 'constructor' }, ...sampleEvents()], CONTEXT)?.runId).toBe('run-1');
  });

  it('says which event has another form', () => {
    expect(() => readTrace([{ kind: 'report', round: 'one' }], CONTEXT)).toThrow(/event 'report' .*codexgraph\.trace\/1/);
  });
});
