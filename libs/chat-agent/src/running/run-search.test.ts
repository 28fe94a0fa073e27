import { CodexGraphError } from '@codexgraph/graph-model';
import { describe, expect, it } from 'vitest';
import { INJECTIONS } from '../testing/injections.js';
import { action, cypherReply, nodeValue, play, type Scene } from '../testing/scene.js';
import type { CodeFinder, FoundSymbol } from './run-search.js';

const FOUND: FoundSymbol = {
  label: 'METHOD',
  qualifiedName: 'session.Session.send',
  filePath: 'pkg/session.py',
  startLine: 2,
  endLine: 3,
  note: 'Sends a request.',
};
const QUERY = 'MATCH (n {name: "retry"}) RETURN n';

/** A finder that keeps what it was asked. */
function finder(found: readonly FoundSymbol[], code: string): CodeFinder & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    find: ({ text, most }) => {
      asked.push(`find ${text}, ${String(most)}`);
      return Promise.resolve(found);
    },
    context: ({ text, budgetTokens }) => {
      asked.push(`context ${text}, ${budgetTokens > 500 ? 'enough' : 'little'}`);
      return Promise.resolve(code);
    },
  };
}

const REPLIES = {
  general: [action('TEXT_QUERIES', ['how are retries done']), action('ANSWER_QUESTION')],
  chat: ['[start_of_code_search]\nhow are retries done\n[end_of_code_search]', '[start_of_answer]\nso\n[end_of_answer]'],
} as const;

function scriptOf(agent: keyof typeof REPLIES): Scene['script'] {
  const [first, last] = REPLIES[agent];
  return {
    rules: [
      { when: { stage: 'cypher' }, reply: cypherReply(QUERY) },
      { when: { stage: 'repair-cypher' }, reply: cypherReply() },
      { when: { stage: 'round', nth: 1 }, reply: first },
      { when: { stage: 'round' }, reply: last },
      { when: { stage: 'answer' }, reply: 'By sending again.' },
    ],
  };
}

describe.each(['general', 'chat'] as const)('a run of the %s agent', (agent) => {
  const script = scriptOf(agent);
  const request = { agent, question: 'how are retries handled?' };

  it('begins with what a search finds, falls back to it, and shows code with the answer', async () => {
    const found = finder([FOUND], '[1] pkg/session.py:2-3\ndef send(self): ...');
    const { calls, events, result } = await play({ script, request, options: { finder: found } });
    expect(result.outcome).toBe('answered');
    expect(found.asked).toEqual([
      'find how are retries handled?, 8',
      'find how are retries done, 6',
      'context how are retries handled?, enough',
    ]);
    const line = '| pkg/session.py:2-3 `session.Session.send` METHOD: Sends a request.';
    const sent = (index: number): string => calls[index]?.messages.map(({ content }) => content).join('\n') ?? '';
    expect(sent(0)).toContain(line);
    expect(sent(2)).toContain('### No rows answer how are retries done');
    expect(sent(3)).toContain('| [1] pkg/session.py:2-3\n| def send(self): ...');
    expect(events.flatMap((event) => (event.kind === 'search' ? [[event.use, event.symbols]] : []))).toEqual([
      ['seeds', ['session.Session.send']],
      ['text-query', ['session.Session.send']],
      ['context', []],
    ]);
  });

  it('searches for nothing in place of rows that are there', async () => {
    const found = finder([FOUND], '');
    await play({
      script,
      request,
      rows: [[QUERY, [[nodeValue('METHOD:pkg/session.py:Session.send')]]]],
      options: { finder: found },
    });
    expect(found.asked.filter((text) => text.startsWith('find'))).toEqual(['find how are retries handled?, 8']);
  });

  it('says with its answer what limited the searches, once', async () => {
    const note = 'The re-ranker m gave no order, so hits stand in the one before it: it is away.';
    const found = finder([FOUND], '[1] pkg/session.py:2-3');
    const noting: CodeFinder = {
      find: (asked, signal) => (asked.onNote?.(note), found.find(asked, signal)),
      context: (asked, signal) => (asked.onNote?.(note), found.context(asked, signal)),
    };
    const { result } = await play({ script, request, options: { finder: noting } });
    expect([result.outcome, result.answerText.split(note)]).toEqual(['answered', [expect.stringMatching(/\n\n_$/), '_']]);
  });

  it('goes on without a search that fails', async () => {
    const fail = () => Promise.reject(new CodexGraphError('DATABASE_UNAVAILABLE', 'No search today.'));
    const { result, events } = await play({ script, request, options: { finder: { find: fail, context: fail } } });
    expect(result.outcome).toBe('answered');
    expect(events.some(({ kind }) => kind === 'search')).toBe(false);
  });

  it('keeps hostile text that a search finds behind a bar', async () => {
    const hostile = INJECTIONS.map(({ text }) => ({ ...FOUND, qualifiedName: text, note: text }));
    const found = finder(hostile, INJECTIONS.map(({ text }) => text).join('\n'));
    const without = await play({ script, request });
    const plain = new Set(without.calls.flatMap(({ messages }) => messages.flatMap(({ content }) => content.split('\n'))));
    const { calls } = await play({ script, request, options: { finder: found }, endpoint: { contextTokens: 500_000 } });
    const lines = calls.flatMap(({ messages }) => messages.flatMap(({ content }) => content.split('\n')));
    const own = lines.filter((line) => !line.startsWith('| ') && !plain.has(line));
    expect(lines.length - own.length).toBeGreaterThan(INJECTIONS.length);
    expect(new Set(own)).toEqual(
      new Set([
        'A search by words and meaning found these symbols for it, most alike first; not all need matter:',
        'A search by words and meaning found these symbols, most alike first; they need not be what was asked for:',
        '### No rows answer how are retries done',
        'Code that a search by words and meaning found for the question; it need not matter:',
      ]),
    );
  });
});
