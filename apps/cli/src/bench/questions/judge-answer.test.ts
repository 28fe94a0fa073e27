import { describe, expect, it } from 'vitest';
import { isRight } from './judge-answer.js';
import { questionSchema } from './question-record.js';

const record = (answer: Record<string, unknown>) =>
  questionSchema.parse({
    id: 'q',
    repo: 'r',
    lang: 'en',
    intent: 'callers',
    question: '?',
    answer: { items: [], ...answer },
    subject: [{ file: 'a.py', name: 'f', line: 1 }],
  });
const cited = (name: string, line: number) => ({ name, file_path: 'a.py', start_line: line, label: 'FUNCTION' });

describe('isRight', () => {
  const symbols = record({
    kind: 'symbols',
    items: [{ file: 'a.py', name: 'g', line: 10 }],
    neutral: [{ file: 'a.py', name: 'n', line: 30 }],
  });

  it('wants every true symbol and nothing else', () => {
    expect(isRight(symbols, { answer_text: '', citations: [cited('g', 9)] })).toBe(true);
    expect(isRight(symbols, { answer_text: '', citations: [cited('g', 10), cited('n', 30), cited('f', 1)] })).toBe(true);
    expect(isRight(symbols, { answer_text: '', citations: [] })).toBe(false);
    expect(isRight(symbols, { answer_text: '', citations: [cited('g', 10), cited('h', 20)] })).toBe(false);
    expect(isRight(symbols, { answer_text: '', citations: [cited('g', 20)] })).toBe(false);
  });

  it('compares values', () => {
    const count = record({ kind: 'count', value: 2, alternatives: [3] });
    expect([1, 2, 3].map((value) => isRight(count, { answer_text: '', value, citations: [] }))).toEqual([false, true, true]);
    expect(isRight(record({ kind: 'bool', value: false }), { answer_text: '', value: false, citations: [] })).toBe(true);
  });

  it('wants a refusal to say that there is nothing', () => {
    const none = record({ kind: 'none' });
    expect(isRight(none, { answer_text: 'There is no such function.', citations: [] })).toBe(true);
    expect(isRight(none, { answer_text: 'See `not_here`.', citations: [] })).toBe(false);
    expect(isRight(none, { answer_text: 'None.', citations: [cited('h', 20)] })).toBe(false);
  });

  it('takes a chain from end to end that is hardly longer than the shortest', () => {
    const path = record({
      kind: 'path',
      value: 1,
      items: [
        { file: 'a.py', name: 'f', line: 1 },
        { file: 'a.py', name: 'g', line: 10 },
      ],
    });
    expect(isRight(path, { answer_text: '', citations: [cited('f', 1), cited('h', 20), cited('g', 10)] })).toBe(true);
    expect(isRight(path, { answer_text: '', citations: [cited('f', 1)] })).toBe(false);
  });
});
