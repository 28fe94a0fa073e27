import type { Comparison } from '@codexgraph/cypher-agent';
import { describeAmount } from '@codexgraph/cypher-agent';
import type { SignatureSift } from '../planning/plan.js';
import type { QuestionLanguage } from '../words/token.js';
import type { AnswerRows } from './answer.js';
import { say } from './phrases.js';
import { signatureFacts, type SignatureFacts } from './signature-facts.js';

const COMPARE: Readonly<Record<Comparison, (value: number, amount: number) => boolean>> = {
  more: (value, amount) => value > amount,
  'at-least': (value, amount) => value >= amount,
  less: (value, amount) => value < amount,
  'at-most': (value, amount) => value <= amount,
  exactly: (value, amount) => value === amount,
};

/** The rows whose signatures fit; of a ranking the first, and those that are as good as the last of them when one is asked for. */
export function siftRows(rows: AnswerRows, sift: SignatureSift): AnswerRows {
  const kept = rows.rows.map((row) => ({ row, facts: factsOf(rows, row) })).filter(({ facts }) => fits(facts, sift));
  if (sift.order === undefined) return { ...rows, rows: kept.map(({ row }) => row) };
  const sign = sift.order === 'most' ? -1 : 1;
  const sorted = [...kept].sort((left, right) => sign * (left.facts.parameters.length - right.facts.parameters.length));
  const best = sorted[0]?.facts.parameters.length;
  const limit = sift.limit ?? 1;
  const first = limit === 1 ? sorted.filter(({ facts }) => facts.parameters.length === best) : sorted.slice(0, limit);
  return { ...rows, rows: first.map(({ row }) => row) };
}

/** Parameters of the symbol of a row. */
export function parameterCount(rows: AnswerRows, row: AnswerRows['rows'][number]): number {
  return factsOf(rows, row).parameters.length;
}

function factsOf({ columns }: AnswerRows, row: AnswerRows['rows'][number]): SignatureFacts {
  const signature = row[columns.indexOf('signature')];
  return signatureFacts(typeof signature === 'string' ? signature : '');
}

function fits({ parameters, returns }: SignatureFacts, { amounts, tests }: SignatureSift): boolean {
  if (!amounts.every(({ comparison, amount }) => COMPARE[comparison](parameters.length, amount))) return false;
  return tests.every((test) => {
    switch (test.is) {
      case 'parameter-named':
        return parameters.some(({ name }) => name === test.name);
      case 'with-default':
        return parameters.some(({ hasDefault }) => hasDefault);
      case 'returning':
        return (returns.match(/[\w$.]+/g) ?? []).some((word) => word === test.type || word.endsWith(`.${test.type}`));
    }
  });
}

/** "with more than 5 parameters, that take a parameter `timeout`". */
export function describeSift({ amounts, tests, order }: SignatureSift, language: QuestionLanguage): string {
  const counted = amounts.map(({ comparison, amount }) => {
    const words = describeAmount(comparison, amount, language);
    return say(language, `with ${words} parameters`, `参数${words} 个`);
  });
  const said = tests.map((test) => {
    switch (test.is) {
      case 'parameter-named':
        return say(language, `that take a parameter \`${test.name}\``, `带参数 \`${test.name}\``);
      case 'with-default':
        return say(language, 'that have parameters with default values', '参数有默认值');
      case 'returning':
        return say(language, `whose declared result is \`${test.type}\``, `声明的返回类型为 \`${test.type}\``);
    }
  });
  const ranked =
    order === undefined
      ? []
      : [
          order === 'most'
            ? say(language, 'with the most parameters', '参数最多')
            : say(language, 'with the fewest parameters', '参数最少'),
        ];
  return [...counted, ...said, ...ranked].join(say(language, ', ', '，'));
}
