import { describe, expect, it } from 'vitest';
import { action, cypherReply, nodeValue, play } from '../testing/scene.js';

const FIND = "MATCH (f:FUNCTION {name: 'helper'}) RETURN f";
const ROWS = [[FIND, [[nodeValue('FUNCTION:pkg/session.py:helper')]]]] as const;
const GOOD =
  'It returns twice the number.\n\npkg/session.py\n<<<<<<< SEARCH\ndef helper(x):\n    return x\n=======\ndef helper(x):\n    return 2 * x\n>>>>>>> REPLACE\n';
const LOCATIONS =
  '[{"file_path": "pkg/session.py", "symbol": "q.helper", "start_line": 5, "end_line": 6, "reason": "returns x"}]';

const cypher = { when: { role: 'cypher' }, reply: cypherReply(FIND) };
const search = '[start_of_code_search]\nfind helper\n[end_of_code_search]';

describe('debugging by the Chat agent', () => {
  const rules = [
    cypher,
    { when: { stage: 'round', nth: 1 }, reply: search },
    { when: { stage: 'round' }, reply: `[start_of_bug_locations]\n${LOCATIONS}\n[end_of_bug_locations]` },
  ];
  const request = { agent: 'chat' as const, task: 'debugging' as const, question: 'helper must double its argument' };

  it('looks the locations up, and gives a diff of the real file', async () => {
    const { result, calls } = await play({
      script: { rules: [...rules, { when: { stage: 'patch' }, reply: GOOD }] },
      rows: ROWS,
      request,
    });
    const patch = calls.find(({ stage }) => stage === 'patch');
    expect(patch?.messages.at(-1)?.content).toContain('pkg/session.py, lines 1 to 6 (returns x):\n| class Session:');
    expect(result.outcome).toBe('answered');
    expect(result.code?.diff).toBe(
      [
        'diff --git a/pkg/session.py b/pkg/session.py',
        '--- a/pkg/session.py',
        '+++ b/pkg/session.py',
        '@@ -2,5 +2,5 @@',
        '     def send(self, request):',
        '         return helper(request)',
        ' ',
        '-def helper(x):',
        '-    return x',
        '+def helper(x):',
        '+    return 2 * x',
        '',
      ].join('\n'),
    );
    expect(result.answerText).toContain('- pkg/session.py: line 5, in `q.helper`');
    expect(result.answerText).toContain('```diff\ndiff --git');
  });

  it('hands anchors that do not stand in the file back once', async () => {
    const wrong = GOOD.replace('    return x\n=', '    return y\n=');
    const script = {
      rules: [...rules, { when: { stage: 'patch' }, reply: wrong }, { when: { stage: 'repair-code' }, reply: GOOD }],
    };
    const { result, calls } = await play({ script, rows: ROWS, request });
    expect(calls.at(-1)?.messages.at(-1)?.content).toContain('From line 5 on the file really has:\ndef helper(x):\n    return x');
    expect(result.code?.edits).toHaveLength(1);
  });

  it('fails with the reason when there is no change that can be applied', async () => {
    const { result } = await play({ script: { rules: [...rules, { reply: 'Sorry.' }] }, rows: ROWS, request });
    expect(result).toMatchObject({ outcome: 'failed', error: { code: 'MODEL_FAILED' } });
    expect(result.answerText).toContain('There is no search/replace block in the reply.');
  });
});

describe.each([
  ['new-code', 'GENERATE_NEW_CODE'],
  ['comments', 'ADD_COMMENTS'],
  ['unit-tests', 'GENERATE_UNITTEST'],
  ['debugging', 'GENERATE_PATCH'],
] as const)('%s by the General agent', (task, finalAction) => {
  const rules = [cypher, { when: { stage: 'round', nth: 1 }, reply: action('TEXT_QUERIES', ['find helper']) }];

  it('ends with its own action and gives a diff', async () => {
    const script = { rules: [...rules, { when: { stage: 'round' }, reply: action(finalAction) }, { reply: GOOD }] };
    const { result, calls } = await play({ script, rows: ROWS, request: { task, question: 'do it' } });
    expect(calls[0]?.messages[0]?.content).toContain(`- ${finalAction}: `);
    expect(result).toMatchObject({ outcome: 'answered', code: { edits: [{ filePath: 'pkg/session.py', startLine: 5 }] } });
  });

  it('takes no action of another task', async () => {
    const other = action('ANSWER_QUESTION');
    const script = {
      rules: [
        { when: { stage: 'round', nth: 1 }, reply: other },
        { when: { stage: 'round' }, reply: action(finalAction) },
        { reply: GOOD },
      ],
    };
    const { calls } = await play({ script, rows: ROWS, request: { task, question: 'do it' } });
    expect(calls[1]?.messages.at(-1)?.content).toContain(
      `There is no action "ANSWER_QUESTION". The actions are TEXT_QUERIES and ${finalAction}.`,
    );
  });
});

describe('code that does not parse', () => {
  const syntax = {
    problems: (_path: string, text: string) =>
      Promise.resolve(text.includes('2 ** ') ? [{ line: 6, message: 'syntax error' }] : []),
  };
  const request = { task: 'new-code' as const, question: 'double it' };
  const bad = GOOD.replace('2 * x', '2 ** ');
  const rounds = { when: { stage: 'round' }, reply: action('GENERATE_NEW_CODE') };

  it('goes back to the model once', async () => {
    const script = { rules: [rounds, { when: { stage: 'code' }, reply: bad }, { when: { stage: 'repair-code' }, reply: GOOD }] };
    const { result, calls } = await play({ script, request, options: { syntax } });
    expect(calls.at(-1)?.messages.at(-1)?.content).toContain('pkg/session.py, line 6 after the change: syntax error');
    expect(result.code?.syntaxErrors).toEqual([]);
  });

  it('is marked when it still does not', async () => {
    const { result, calls } = await play({ script: { rules: [rounds, { reply: bad }] }, request, options: { syntax } });
    expect(calls.filter(({ stage }) => stage === 'repair-code')).toHaveLength(1);
    expect(result.code?.syntaxErrors).toEqual([{ filePath: 'pkg/session.py', line: 6, message: 'syntax error' }]);
    expect(result.answerText).toContain('It does not parse, in spite of one correction:');
  });
});
