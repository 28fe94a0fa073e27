import { describe, expect, it } from 'vitest';
import { abReport, abTable, type AbAnswer, type AbQuestion } from './ab-report.js';

const answer = (isRight: boolean, changes: Partial<AbAnswer> = {}): AbAnswer => ({
  isRight,
  modelCalls: 4,
  inputTokens: 1000,
  outputTokens: 100,
  estimated: false,
  seconds: 2,
  cost: { amount: 0.01, currency: 'USD' },
  ...changes,
});
const questions = (...pairs: readonly (readonly [general: AbAnswer, chat: AbAnswer])[]): readonly AbQuestion[] =>
  pairs.map(([general, chat], index) => ({ id: String(index), question: '?', answers: { general, chat } }));

describe('the comparison of both agents', () => {
  const chat = { modelCalls: 2, inputTokens: 500, outputTokens: 50, seconds: 1, cost: { amount: 0.005, currency: 'USD' } };
  const report = abReport(
    questions(
      [answer(true), answer(true, chat)],
      [answer(true), answer(false, chat)],
      [answer(true), answer(false, chat)],
      [answer(false, { failure: 'no model' }), answer(false, { ...chat, estimated: true })],
    ),
  );

  it('counts pairs, and gives shares with their intervals', () => {
    expect(report.pairs).toEqual({ both: 1, onlyGeneral: 2, onlyChat: 0, neither: 1 });
    expect(report.general).toMatchObject({ questions: 4, right: 3, failed: 1, share: { share: 0.75 } });
    // Wilson's interval of 3 of 4.
    expect(report.general.share?.low).toBeCloseTo(0.3006, 4);
    expect(report.general.share?.high).toBeCloseTo(0.9544, 4);
  });

  it('gives ratios of the same run', () => {
    expect(report.ratios).toEqual({ right: 1 / 3, modelCalls: 0.5, tokens: 0.5, seconds: 0.5, cost: 0.5 });
  });

  it('tells how likely the difference is by chance', () => {
    expect(report.chance).toBe(0.5);
    expect(abReport(questions()).chance).toBe(1);
    const six = Array.from({ length: 6 }, () => [answer(true), answer(false)] as const);
    expect(abReport(questions(...six)).chance).toBeCloseTo(2 / 64, 10);
  });

  it('tells no cost where one answer has none, or in two currencies', () => {
    const { cost: _cost, ...free } = answer(true);
    expect(abReport(questions([free, answer(true)])).general.cost).toBeUndefined();
    const euros = answer(true, { cost: { amount: 1, currency: 'EUR' } });
    expect(abReport(questions([answer(true), euros])).ratios.cost).toBeUndefined();
  });

  it('prints a table', () => {
    expect(abTable(report)).toBe(
      [
        'per question                  General          Chat  Chat / General',
        'questions                           4             4',
        'fully right                    75.0 %        25.0 %            0.33',
        '95 % interval           30.1 %-95.4 %  4.6 %-69.9 %',
        'failed                              1             0',
        'model calls                      4.00          2.00            0.50',
        'tokens in (estimated)            1000           500',
        'tokens out (estimated)            100            50            0.50',
        'seconds, mean                   2.000         1.000            0.50',
        'seconds, median                 2.000         1.000',
        'cost (USD)                   0.010000      0.005000            0.50',
        '',
        'Right: both 1, only General 2, only Chat 0, neither 1; by chance alone with probability 0.500 (McNemar).',
      ].join('\n'),
    );
  });
});
