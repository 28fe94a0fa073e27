import type { Comparison } from '@codexgraph/cypher-agent';
import type { SignatureTest } from '../grammar/conditions/read-signature-tests.js';
import type { Reading } from '../grammar/reading.js';
import type { Planned } from './plan.js';

/** What is asked of the signatures of answers. The graph holds signatures as text, so rows are sifted when they are read. */
export interface SignatureSift {
  readonly amounts: readonly { readonly comparison: Comparison; readonly amount: number }[];
  readonly tests: readonly SignatureTest[];
  /** A ranking by the number of parameters. */
  readonly order?: 'most' | 'least';
  readonly limit?: number;
}

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
