import type { Reading } from '../grammar/reading.js';
import type { Planned, SignatureSift } from './plan.js';

/** What a reading asks of signatures, on top of what the question before asked where it leans on its answers; undefined: nothing. */
export function siftOf(reading: Reading, before: SignatureSift | undefined): SignatureSift | undefined {
  const inherited = reading.follows === 'those' && before?.order === undefined ? before : undefined;
  const amounts = reading.comparisons.flatMap(({ measure, comparison, amount }) =>
    measure === 'parameters' ? [{ comparison, amount }] : [],
  );
  const ranks = reading.wish === 'rank' && reading.measure === 'parameters';
  const own: SignatureSift = {
    amounts,
    tests: reading.signatureTests,
    ...(ranks ? { order: reading.order, limit: reading.limit ?? 1 } : {}),
  };
  const isOwn = amounts.length > 0 || own.tests.length > 0 || ranks;
  if (inherited === undefined) return isOwn ? own : undefined;
  return { ...own, amounts: [...inherited.amounts, ...amounts], tests: [...inherited.tests, ...own.tests] };
}

/** Signatures are read with the rows: numbers and yes or no are told from those that are left. */
export function sifted(planned: Planned, sift: SignatureSift): Planned {
  if (planned.kind !== 'query' || !('of' in planned.question)) return planned;
  const { question } = planned;
  const isPlain = question.ask === 'list' || question.ask === 'count' || question.ask === 'exists';
  return isPlain ? { ...planned, question: { ask: 'list', of: question.of, columns: 'signature' }, sift } : planned;
}
