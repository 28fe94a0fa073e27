import { expect, test } from 'vitest';
import { demoAnswerJson, demoAnswerLines, type DemoAnswer } from './ask-demo-questions.js';

const ANSWER: DemoAnswer = {
  question: 'Who calls Session.send?',
  agent: 'chat',
  result: {
    id: 'run-1',
    repository: 'shop',
    revision: 'r1',
    agent: 'chat',
    task: 'question-answering',
    model: 'offline',
    answer_text: 'get calls it.',
    citations: [
      {
        id: 'FUNCTION:api.py:get',
        label: 'FUNCTION',
        name: 'get',
        qualified_name: 'api.get',
        file_path: 'api.py',
        start_line: 3,
      },
    ],
    rounds: 1,
    model_calls: 0,
    tokens: { input: 0, output: 0, estimated: false },
    seconds: 0.5,
    trace: [],
  },
};

test('an answer of the demo is shown with its places, and given to programs without its trace', () => {
  expect(demoAnswerLines(ANSWER)).toEqual([
    'Q: Who calls Session.send?  (chat agent, without a language model, 0.5 s)',
    '   get  api.py:3',
    '',
  ]);
  const json = demoAnswerJson(ANSWER);
  expect(json).toMatchObject({ question: 'Who calls Session.send?', agent: 'chat', citations: [{ file_path: 'api.py' }] });
  expect(json).not.toHaveProperty('trace');
});
