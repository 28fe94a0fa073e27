import { describe, expect, it } from 'vitest';
import { type SampleRun, sampleTrace } from '../testing/sample-traces.js';
import { BUILDERS } from './index.js';

const failing = { words: 'callers of send', cypher: 'MATCH (a:Nope) RETURN a' };
const working = { words: 'callers of send', cypher: 'MATCH (a) RETURN a.name', attempt: 2, rows: [['request']] };

function build(builder: string, ...runs: readonly SampleRun[]) {
  return BUILDERS.find(({ name }) => name === builder)!.build(runs.map(sampleTrace));
}

const BAD: readonly (readonly [string, SampleRun])[] = [
  ['failed', { outcome: 'failed' }],
  ['names what the graph does not know', { removed: 1 }],
  ['was disliked', { context: { feedback: { thumb: 'down' } } }],
  ['lost against another', { context: { feedback: { preference: 'lost' } } }],
  ['was called bad together with the other', { context: { feedback: { preference: 'neither' } } }],
];

describe.each(['chatml', 'sharegpt', 'text2cypher'])('%s', (builder) => {
  it('takes a good answer', () => {
    expect(build(builder, {})).toHaveLength(1);
  });

  it.each(BAD)('takes no answer that %s', (_, run) => {
    expect(build(builder, run)).toEqual([]);
  });
});

describe('conversations', () => {
  it('put thoughts, calls, replies and the answer one after the other', () => {
    const [example] = build('chatml', {});
    expect(example!.body['messages']).toMatchObject([
      { role: 'system' },
      { role: 'user', content: 'Who calls send?' },
      { role: 'assistant', content: 'Look for callers.', tool_calls: [{ id: 'call_1' }] },
      { role: 'tool', tool_call_id: 'call_1', content: 'callers of send: Session.request (src/sessions.py:500)' },
      { role: 'assistant', content: 'It is called by `Session.request` (src/sessions.py:500).' },
    ]);
  });

  it('mask turns that came to nothing, or cut them where the form knows no mask', () => {
    const run: SampleRun = {
      rounds: [
        { tries: [failing], report: 'nothing' },
        { tries: [working], report: 'found' },
      ],
    };
    const messages = build('chatml', run)[0]!.body['messages'] as readonly { role: string; train?: boolean }[];
    expect(messages.filter(({ role }) => role === 'assistant').map(({ train }) => train)).toEqual([false, undefined, undefined]);
    expect(build('sharegpt', run)[0]!.body['conversations']).toHaveLength(4);
  });

  it('leave out what cannot be understood alone, or found nothing', () => {
    expect(build('chatml', { conversationTurns: 1 })).toEqual([]);
    expect(build('sharegpt', { rounds: [{ tries: [failing], report: 'nothing' }] })).toEqual([]);
  });
});

describe('words and Cypher', () => {
  it('are what worked, once for the same words, with rows to be found again', () => {
    const [pair, ...more] = build('text2cypher', { rounds: [{ tries: [failing, working, working], report: 'found' }] });
    expect(more).toEqual([]);
    expect(pair).toMatchObject({
      holdsSource: false,
      check: { cypher: 'MATCH (a) RETURN a.name', revision: 'r1', rows: [['request']] },
    });
    expect(pair!.body['messages']).toMatchObject([
      { role: 'system' },
      { content: 'callers of send' },
      { content: 'MATCH (a) RETURN a.name' },
    ]);
  });

  it('are none where the product changed the query itself, or nothing was found', () => {
    const found = { ...working, fallback: 'full-text' };
    expect(build('text2cypher', { rounds: [{ tries: [found], report: 'found' }] })).toEqual([]);
    expect(build('text2cypher', { rounds: [{ tries: [{ ...working, rows: [] }], report: '' }] })).toEqual([]);
  });
});

describe('preferences', () => {
  it('are the answer that won and the one that lost', () => {
    const [pair] = build(
      'preference',
      { runId: 'a', answer: 'short', context: { pair: 'p', feedback: { preference: 'lost' } } },
      { runId: 'b', answer: 'whole', context: { pair: 'p', feedback: { preference: 'won' } } },
    );
    expect(pair!.body).toMatchObject({ chosen: { content: 'whole' }, rejected: { content: 'short' } });
  });

  it('are none for a tie, and for answers that are the same', () => {
    const tie = { context: { pair: 'p', feedback: { preference: 'tie' as const } } };
    expect(build('preference', { runId: 'a', ...tie }, { runId: 'b', ...tie })).toEqual([]);
  });

  it('are Cypher that ran and the earlier try of the same words that failed', () => {
    const [pair] = build('preference', { rounds: [{ tries: [failing, working], report: 'found' }] });
    expect(pair!.body).toMatchObject({ chosen: { content: working.cypher }, rejected: { content: failing.cypher } });
    expect(pair!.check).toMatchObject({ cypher: working.cypher });
  });
});

describe('alpaca', () => {
  it('is the request, what was found, and the change', () => {
    const [example] = build('alpaca', { question: 'Add a retry', diff: '--- a/x.py\n+++ b/x.py\n' });
    expect(example!.body).toMatchObject({ instruction: 'Add a retry', output: '--- a/x.py\n+++ b/x.py\n' });
    expect(example!.body['input']).toContain('Session.request');
  });

  it('is nothing without a change', () => {
    expect(build('alpaca', {})).toEqual([]);
  });
});
