import { CodexGraphError, type CypherOutcome, type CypherRequest } from '@codexgraph/graph-model';
import { describe, expect, it } from 'vitest';
import {
  readTranscript,
  recordedModel,
  replayedModel,
  transcriptText,
  ESTIMATED_TOKENS,
  type TranscriptCall,
} from '@codexgraph/llm';
import type { RunEvent } from './run-events.js';
import { traceLines } from './running/run-recorder.js';
import { action, cypherReply, FakeRunner, nodeValue, play, type Scene } from './testing/scene.js';

const SEND = 'METHOD:pkg/session.py:Session.send';
const SESSION = 'CLASS:pkg/session.py:Session';
const CALLERS = "MATCH (c)-[:CALLS]->({name: 'helper'}) RETURN c";
const ROWS = [[CALLERS, [[nodeValue(SEND)]]]] as const;
const REFERENCES = `[start_of_references]\nvalue: 1\n{"id": "${SEND}"}\n[end_of_references]`;

/** A whole run of the General agent; `rules` go first. */
function general(...rules: Scene['script']['rules']): Scene['script'] {
  return {
    rules: [
      ...rules,
      { when: { stage: 'cypher' }, reply: cypherReply(CALLERS) },
      { when: { stage: 'round', nth: 1 }, reply: action('TEXT_QUERIES', ['callers of helper']) },
      { when: { stage: 'round' }, reply: action('ANSWER_QUESTION') },
      { when: { stage: 'answer' }, reply: `One method calls it: \`Session.send\`.\n\n${REFERENCES}` },
    ],
  };
}

const kinds = (events: readonly RunEvent[]) => events.filter(({ kind }) => kind !== 'model-delta').map(({ kind }) => kind);
const ofKind = <K extends RunEvent['kind']>(events: readonly RunEvent[], kind: K) =>
  events.filter((event): event is Extract<RunEvent, { kind: K }> => event.kind === kind);

describe('the General agent', () => {
  it('searches, answers, and cites what the graph knows', async () => {
    const { result, events, calls } = await play({ script: general(), rows: ROWS });
    expect(result).toMatchObject({
      outcome: 'answered',
      answerText: 'One method calls it: `Session.send`.',
      value: 1,
      citations: [{ id: SEND, name: 'send', class: 'Session', file_path: 'pkg/session.py', start_line: 2, end_line: 3 }],
      removedCitations: [],
      rounds: 2,
      modelCalls: 4,
      model: { endpoint: 'scripted', model: 'scripted', offline: false },
    });
    expect(result.tokens.input).toBeGreaterThan(100);
    expect(kinds(events)).toEqual([
      'run-started',
      'round-started',
      'model-call-started',
      'model-call-finished',
      'analysis',
      'text-queries',
      'model-call-started',
      'model-call-finished',
      'cypher-started',
      'cypher-rows',
      'report',
      'round-started',
      'model-call-started',
      'model-call-finished',
      'analysis',
      'model-call-started',
      'model-call-finished',
      'citations',
      'run-finished',
    ]);
    expect(events.map(({ number }) => number)).toEqual(events.map((_event, index) => index + 1));
    expect(calls.map(({ role, stage }) => `${role}/${stage}`)).toEqual([
      'agent/round',
      'cypher/cypher',
      'agent/round',
      'generation/answer',
    ]);
    expect(calls[2]?.messages.at(-1)?.content).toContain('| METHOD q.send (pkg/session.py:2-3)');
  });

  it.each([
    ['an essay', 'I would look at the callers first.', 'there is no JSON object in the reply'],
    [
      'an unknown action',
      action('RUN_SHELL', 'rm -rf /'),
      'There is no action "RUN_SHELL". The actions are TEXT_QUERIES and ANSWER_QUESTION.',
    ],
    ['a search for nothing', action('TEXT_QUERIES', []), 'needs action_input with at least one text query'],
    ['JSON that is cut off', '{"thought": "I think', 'the JSON is cut off at its end'],
    ['nothing', '', 'there is no JSON object'],
  ])('is told what is wrong with %s', async (_name, reply, complaint) => {
    const { result, events, calls } = await play({ script: general({ when: { stage: 'round', nth: 1 }, reply }), rows: ROWS });
    expect(ofKind(events, 'complaint')[0]?.text).toContain(complaint);
    expect(calls[1]?.messages.at(-1)?.content).toContain(complaint);
    expect(result.outcome).toBe('answered');
  });

  it('is told before the last round, and answers when the rounds are used up', async () => {
    const { result, calls, events } = await play({
      script: general({ when: { stage: 'round' }, reply: action('TEXT_QUERIES', ['more']) }),
      rows: ROWS,
      request: { limits: { rounds: 3 } },
    });
    expect(result).toMatchObject({ outcome: 'answered', limit: 'rounds', rounds: 3 });
    const rounds = calls.filter(({ stage }) => stage === 'round');
    expect(rounds[2]?.messages.at(-1)?.content).toContain('The next round is the last one');
    expect(ofKind(events, 'limit')[0]?.message).toContain('limit of 3 rounds');
  });

  it.each([
    ['modelCalls', { modelCalls: 1 }],
    ['tokens', { tokens: 50 }],
    ['queries', { queries: 1 }],
  ] as const)('keeps the bound of %s and names it', async (limit, limits) => {
    const rule = { when: { stage: 'round' }, reply: action('TEXT_QUERIES', ['a', 'b']) };
    const { result } = await play({ script: general(rule), rows: ROWS, request: { limits: { rounds: 4, ...limits } } });
    expect(result).toMatchObject({ outcome: 'answered', limit });
  });

  it('keeps the bound of seconds against a model that is slow', async () => {
    const rule = { when: { stage: 'round' }, reply: action('TEXT_QUERIES', ['a']), pace: { firstTokenMs: 5000 } };
    const { result } = await play({ script: general(rule), request: { limits: { seconds: 0.5 } } });
    expect(result).toMatchObject({ outcome: 'answered', limit: 'seconds' });
    expect(result.seconds).toBeLessThan(4);
  });

  it('goes on after a reply that broke off in the middle', async () => {
    const rule = { when: { stage: 'round', nth: 1 }, reply: action('TEXT_QUERIES', ['a']), fault: { disconnectAfter: 10 } };
    const { result, events } = await play({ script: general(rule), rows: ROWS });
    expect(result.outcome).toBe('answered');
    expect(ofKind(events, 'model-call-failed')[0]).toMatchObject({ code: 'MODEL_CUT_OFF' });
  });
});

describe('a context that is too long', () => {
  const tooLong = {
    status: 400,
    message: "This model's maximum context length is 4096 tokens.",
    code: 'context_length_exceeded',
  };

  it('is made shorter once, and stays so', async () => {
    const { result, events, calls } = await play({
      script: general({ when: { stage: 'answer', nth: 1 }, fault: tooLong }),
      rows: [[CALLERS, Array.from({ length: 200 }, (_, index) => [nodeValue(SEND), `caller ${String(index)}`])]],
    });
    expect(result).toMatchObject({ outcome: 'answered', value: 1 });
    expect(ofKind(events, 'model-call-failed')).toMatchObject([{ code: 'MODEL_CONTEXT_TOO_LONG' }]);
    const [first, second] = calls
      .filter(({ stage }) => stage === 'answer')
      .map(({ messages }) => messages.reduce((sum, { content }) => sum + content.length, 0));
    expect(second).toBeLessThan(first! * 0.75);
  });

  it('ends the run with what to do when the shorter one is too long as well', async () => {
    const { result, calls } = await play({ script: general({ when: { stage: 'answer' }, fault: tooLong }), rows: ROWS });
    expect(result).toMatchObject({ outcome: 'failed', error: { code: 'MODEL_CONTEXT_TOO_LONG' } });
    expect(calls.filter(({ stage }) => stage === 'answer')).toHaveLength(2);
  });
});

describe('the cost of a run', () => {
  const price = { currency: 'USD', inputPerMillion: 1, outputPerMillion: 10 };

  it('is that of all its calls', async () => {
    const { result, events } = await play({ script: general(), rows: ROWS, endpoint: { price } });
    const { input, output } = result.tokens;
    expect(result.cost).toEqual({ micros: input + 10 * output, currency: 'USD', estimated: false });
    expect(ofKind(events, 'model-call-finished').every(({ cost }) => cost !== undefined)).toBe(true);
  });

  it('is absent where no price is known', async () => {
    const { result } = await play({ script: general(), rows: ROWS });
    expect(result.cost).toBeUndefined();
  });

  it('counts replies that broke off, by an estimate', async () => {
    const broken = { when: { stage: 'answer', nth: 1 }, reply: 'One method calls it', fault: { disconnectAfter: 12 } };
    const whole = await play({ script: general(), rows: ROWS, endpoint: { price } });
    const { result } = await play({ script: general(broken), rows: ROWS, endpoint: { price } });
    expect(result.cost).toMatchObject({ currency: 'USD', estimated: true });
    expect(result.cost!.micros).toBeGreaterThan(whole.result.cost!.micros);
  });
});

const SEARCH =
  '[start_of_analysis]\nI need the callers.\n[end_of_analysis]\n[start_of_code_search]\n### Text Query 1\ncallers of helper\n[end_of_code_search]';
const ANSWER = `[start_of_answer]\n### Answer\n- Analysis: the row shows it\n- Conclusion: \`send\` calls it:\n\`\`\`python\nreturn helper(request)\n\`\`\`\n[end_of_answer]`;

function chat(...rules: Scene['script']['rules']): Scene['script'] {
  return {
    rules: [
      ...rules,
      { when: { stage: 'cypher' }, reply: cypherReply(CALLERS) },
      { when: { stage: 'round', nth: 1 }, reply: SEARCH },
      { when: { stage: 'round' }, reply: ANSWER },
      { when: { stage: 'answer' }, reply: `${ANSWER}\n${REFERENCES}` },
    ],
  };
}

describe('the Chat agent', () => {
  it('searches, answers in its own form, and keeps fences of code', async () => {
    const { result, events } = await play({ script: chat(), rows: ROWS, request: { agent: 'chat' } });
    expect(result.answerText).toBe(
      '## answer\n`send` calls it:\n```python\nreturn helper(request)\n```\n\n## analysis\nthe row shows it\n\n## reference\n- `q.send` (pkg/session.py:2-3)',
    );
    expect(ofKind(events, 'text-queries')[0]?.queries).toEqual(['callers of helper']);
    expect(result).toMatchObject({ rounds: 2, value: 1 });
  });

  it('runs the search of a reply that also answers, and keeps the answer as a draft', async () => {
    const { events, calls } = await play({
      script: chat({ when: { stage: 'round', nth: 1 }, reply: `${SEARCH}\n${ANSWER}` }),
      rows: ROWS,
      request: { agent: 'chat' },
    });
    expect(ofKind(events, 'draft')).toHaveLength(1);
    expect(calls.filter(({ stage }) => stage === 'round').length).toBeGreaterThan(1);
  });

  it('is told which markers are expected', async () => {
    const { calls } = await play({
      script: chat({ when: { stage: 'round', nth: 1 }, reply: '[start_of_analysis]\nhm\n[end_of_analysis]' }),
      rows: ROWS,
      request: { agent: 'chat' },
    });
    expect(calls[1]?.messages.at(-1)?.content).toContain(
      'Expected markers, each on a line of its own: [start_of_analysis], [start_of_code_search], [start_of_answer].',
    );
  });
});

describe('citations', () => {
  const answer = (text: string) => play({ script: general({ when: { stage: 'answer' }, reply: text }), rows: ROWS });
  const block = (...lines: readonly string[]) => `It is so.\n[start_of_references]\n${lines.join('\n')}\n[end_of_references]`;

  it.each([
    ['pkg/session.py:1-3 `q.Session`', [SESSION]],
    ['- `Session` (pkg/session.py:1)', [SESSION]],
    ['{"qualified_name": "q.send", "file_path": "pkg/session.py"}', [SEND]],
    ['pkg/session.py:2', [SEND]],
  ])('%s is found', async (line, ids) => {
    const { result } = await answer(block(line));
    expect(result.citations.map(({ id }) => id)).toEqual(ids);
    expect(result.removedCitations).toEqual([]);
  });

  it.each([
    ['{"id": "METHOD:pkg/session.py:Session.close"}', 'unknown-symbol'],
    ['`q.Session.close`', 'unknown-symbol'],
    ['pkg/nowhere.py:12', 'unknown-file'],
    ['pkg/session.py:900', 'wrong-line'],
  ])('%s is removed and reported', async (line, reason) => {
    const { result, events } = await answer(block(line));
    expect(result.citations).toEqual([]);
    expect(result.removedCitations).toEqual([{ written: line, reason }]);
    expect(ofKind(events, 'citations')[0]?.removed).toHaveLength(1);
    expect(result.answerText).toContain('_Not verified, and removed:');
  });

  it('puts the right lines in place of wrong ones, and says so', async () => {
    const { result } = await answer(block('pkg/session.py:700-800 `q.Session`'));
    expect(result.citations).toMatchObject([{ id: SESSION, start_line: 1 }]);
    expect(result.removedCitations).toMatchObject([{ reason: 'wrong-line' }]);
  });

  it('are checked in the text as well, but not in code', async () => {
    const { result } = await answer('See pkg/session.py:2, pkg/session.py:999 and lib/ghost.py:3.\n```\nghost.py:1\n```');
    expect(result.answerText).toContain('See pkg/session.py:2, pkg/session.py and (unverified place).\n```\nghost.py:1\n```');
  });
});

describe('bad input and failures', () => {
  it.each([
    ['', 'The question is empty'],
    ['x'.repeat(100_000), 'The question has 100000 characters'],
    ['\u0000\u0001\u0002ELF', 'The question is no text'],
  ])('question %#', async (question, words) => {
    const { result, calls } = await play({ script: general(), request: { question } });
    expect(result).toMatchObject({ outcome: 'failed', error: { code: 'BAD_INPUT' } });
    expect(result.answerText).toContain(words);
    expect(calls).toHaveLength(0);
  });

  it.each([
    [{ repository: 'other' }, 'NOT_FOUND', 'There is no repository "other"'],
    [{ agent: 'clever' as 'chat' }, 'BAD_INPUT', 'The agents are general and chat'],
    [{ task: 'poetry' as 'debugging' }, 'BAD_INPUT', 'The tasks are question-answering'],
    [{ filePath: '../../etc/passwd' }, 'BAD_INPUT', 'leads out of the repository'],
    [{ filePath: '/etc/passwd' }, 'BAD_INPUT', 'leads out of the repository'],
    [{ filePath: 'pkg/none.py' }, 'NOT_FOUND', 'no indexed file pkg/none.py'],
  ])('%j', async (request, code, words) => {
    const { result, events } = await play({ script: general(), request });
    expect(result).toMatchObject({ outcome: 'failed', error: { code } });
    expect(result.answerText).toContain(words);
    expect(events.at(-1)?.kind).toBe('run-finished');
  });

  it('says what is wrong with the model', async () => {
    const { result } = await play({
      script: { rules: [{ fault: { status: 401 } }] },
      endpoint: { apiKey: 'sk-1234567890', keyName: 'OPENAI_API_KEY' },
    });
    expect(result).toMatchObject({ outcome: 'failed', error: { code: 'MODEL_AUTHENTICATION' } });
    expect(JSON.stringify(result)).not.toContain('sk-1234567890');
  });

  it('can be stopped', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 150);
    const { result } = await play({
      script: general({ when: { stage: 'round' }, reply: 'late', pace: { firstTokenMs: 3000 } }),
      signal: controller.signal,
    });
    expect(result).toMatchObject({ outcome: 'stopped', answerText: 'The run was stopped.' });
  });

  it('says that nothing came', async () => {
    expect((await play({ script: general({ when: { stage: 'answer' }, reply: '' }), rows: ROWS })).result.outcome).toBe('failed');
  });
});

describe('what happens to the repository meanwhile', () => {
  /** Answers as long as the graph is there, then does what a test says. */
  const runnerThat = (then: (runner: FakeRunner, request: CypherRequest) => Promise<CypherOutcome>) => {
    const runner = new FakeRunner(ROWS);
    return Object.assign(Object.create(runner) as FakeRunner, { run: (request: CypherRequest) => then(runner, request) });
  };

  it.each([
    ['it is deleted', 'NOT_FOUND', "There is no repository 'sample'"],
    ['the database goes away', 'DATABASE_UNAVAILABLE', 'Neo4j cannot be reached'],
  ] as const)('%s: the run ends with the reason', async (_name, code, message) => {
    const runner = runnerThat(() => Promise.reject(new CodexGraphError(code, message)));
    const { result, events } = await play({ script: general(), options: { runner } });
    expect(result).toMatchObject({ outcome: 'failed', error: { code, message } });
    expect(events.at(-1)?.kind).toBe('run-finished');
  });

  it('it is indexed anew: the answer says so, and names the revision that was read first', async () => {
    let queries = 0;
    const runner = runnerThat(async (real, request) => {
      queries += 1;
      return { ...(await real.run(request)), revision: `r${String(queries)}` } as CypherOutcome;
    });
    const { result } = await play({
      script: general({ when: { stage: 'round', nth: 2 }, reply: action('TEXT_QUERIES', ['callers of helper again']) }),
      options: { runner },
    });
    expect(result).toMatchObject({ outcome: 'answered', revision: 'r1' });
    expect(result.answerText).toContain('was indexed anew during this run');
  });
});

describe('a model that', () => {
  it.each([
    ['answers in another language', 'La méthode `Session.send` l’appelle.', 'La méthode `Session.send` l’appelle.'],
    ['writes an essay', `It is called once. ${'And so on. '.repeat(5000)}`, 'It is called once.'],
  ])('%s is taken at its word, with verified references alone', async (_name, reply, words) => {
    const { result } = await play({
      script: general({ when: { stage: 'answer' }, reply: `${reply}\n\n${REFERENCES}` }),
      rows: ROWS,
    });
    expect(result.outcome).toBe('answered');
    expect(result.answerText).toContain(words);
    expect(result.citations.map(({ id }) => id)).toEqual([SEND]);
  });

  it('writes ten megabytes is cut short', async () => {
    const essay = { when: { stage: 'answer' }, reply: 'x'.repeat(1000), repeat: 10_000, pace: { chunkCharacters: 100_000 } };
    const { result } = await play({ script: general(essay), rows: ROWS });
    expect(result.answerText.length).toBeLessThan(500_000);
  });

  it('asks a thousand text queries is answered for the first of them', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => `callers of helper ${String(index)}`);
    const { result, queries } = await play({
      script: general({ when: { stage: 'round', nth: 1 }, reply: action('TEXT_QUERIES', many) }),
      rows: ROWS,
    });
    expect(result.outcome).toBe('answered');
    expect(queries.length).toBeLessThanOrEqual(60);
  });
});

describe('what a run knows', () => {
  it('reads the file that the user names and quotes it', async () => {
    const { calls, events } = await play({ script: general(), rows: ROWS, request: { filePath: './pkg/session.py:1-2' } });
    expect(ofKind(events, 'file-read')[0]).toMatchObject({ filePath: 'pkg/session.py', startLine: 1, endLine: 2, totalLines: 6 });
    expect(calls[0]?.messages[1]?.content).toContain(
      'The file pkg/session.py, lines 1 to 2 of 6:\n| class Session:\n|     def send(self, request):',
    );
  });

  it('remembers earlier turns, within its budget', async () => {
    const turn = (index: number) => ({ question: `question ${index}`, answer: 'long '.repeat(2000), citations: [] });
    const { calls, events } = await play({
      script: general(),
      rows: ROWS,
      request: { question: 'and which of those are tests?', conversation: Array.from({ length: 20 }, (_, index) => turn(index)) },
    });
    const first = calls[0]?.messages[1]?.content ?? '';
    expect(first).toContain('Question: question 19');
    expect(first).not.toContain('question 0\n');
    expect(ESTIMATED_TOKENS.count(first)).toBeLessThan(5000);
    expect(ofKind(events, 'run-started')[0]?.conversationTurns).toBeGreaterThan(0);
  });

  it('fits into a small context', async () => {
    const { calls } = await play({
      script: general({ when: { stage: 'round' }, reply: action('TEXT_QUERIES', ['a']) }),
      rows: [[CALLERS, Array.from({ length: 400 }, () => [nodeValue(SEND)])]],
      endpoint: { contextTokens: 6000 },
    });
    for (const { messages } of calls.filter(({ stage }) => stage !== 'cypher')) {
      expect(messages.reduce((sum, { content }) => sum + ESTIMATED_TOKENS.count(content), 0)).toBeLessThan(5000);
    }
  });
});

describe('a trace', () => {
  it('is one JSON object a line, without the pieces of replies, with ids and hashes of prompts', async () => {
    const { events } = await play({ script: general(), rows: ROWS });
    const lines = traceLines(events)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as RunEvent);
    expect(lines.some(({ kind }) => kind === 'model-delta')).toBe(false);
    const [call] = ofKind(lines, 'model-call-started');
    expect(call?.prompts.map(({ id }) => id)).toEqual(['general/system', 'general/question']);
    expect(call?.prompts[0]?.hash).toMatch(/^[0-9a-f]{16}$/);
  });

  it('comes out the same from a recorded transcript, without a server', async () => {
    const calls: TranscriptCall[] = [];
    const recorded = await play({
      script: general(),
      rows: ROWS,
      model: (model) => recordedModel(model, (call) => calls.push(call)),
    });
    const transcript = readTranscript(transcriptText(calls));
    const replay = () =>
      play({ script: { rules: [] }, rows: ROWS, model: () => replayedModel(transcript, ESTIMATED_TOKENS.count) });
    const [first, second] = [await replay(), await replay()];
    const untimed = (events: readonly RunEvent[]) =>
      traceLines(events).replaceAll(/"(?:atMs|elapsedMs|seconds|revision)":[^,}]+/g, '"t":0');
    expect(untimed(first.events)).toBe(untimed(second.events));
    expect(untimed(first.events)).toBe(untimed(recorded.events));
  });
});
